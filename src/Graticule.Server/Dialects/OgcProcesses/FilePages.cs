using System.Globalization;
using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/files</c>: what the caller uploaded, to be used as inputs; and the files of collections, which everybody may read.</summary>
internal sealed class FilePages(IFileStore files, OgcOptions options)
{
    public async Task ListAsync(HttpContext context)
    {
        var caller = context.Caller();
        caller.Require(Scopes.Read);
        var prefix = FileNames.Prefix(caller);
        List<UploadedFile> found = [];
        await foreach (var file in files.ListAsync(prefix, context.RequestAborted))
        {
            found.Add(new(file.Key[prefix.Length..], file.Length, file.ModifiedAt));
        }

        var list = (Root: Root.Of(context.Request), Files: found.OrderBy(file => file.Name, StringComparer.Ordinal).ToList());
        await (Negotiation.WantsHtml(context.Request)
            ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlFiles.Write(list.Root, list.Files))
            : Wire.SendJsonAsync(context, StatusCodes.Status200OK, list, static (writer, one) => WriteList(writer, one.Root, one.Files)));
    }

    public Task ReadAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var name = Name(context);
        return SendAsync(context, Key(context, name), name);
    }

    public Task ReadCollectionAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var (collection, name) = ((string)context.Request.RouteValues["collection"]!, (string)context.Request.RouteValues["file"]!);
        return SendAsync(context, FileNames.CollectionKey(collection, name) ?? throw NoSuchFile(name), name);
    }

    /// <summary>Stores the body under the name, in place of what was there.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        var name = Name(context);
        if (FileNames.UploadKey(context.Caller(), name) is not { } key)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The file name '{name}' is not possible; a name has {FileNames.Rule}.", name);
        }

        RequestBody.Allow(context, options.MaxUploadLength);
        var isNew = files.FindPath(key) is null;
        var stored = await files.SaveAsync(key, context.Request.Body, context.RequestAborted);
        var root = Root.Of(context.Request);
        context.Response.Headers.Location = root.File(name);
        await Wire.SendJsonAsync(
            context,
            isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            (root, File: new UploadedFile(name, stored.Length, stored.ModifiedAt)),
            static (writer, one) => WriteFile(writer, one.root, one.File));
    }

    public async Task DeleteAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        var name = Name(context);
        if (!await files.DeleteAsync(Key(context, name), context.RequestAborted))
        {
            throw NoSuchFile(name);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static string Key(HttpContext context, string name) => FileNames.UploadKey(context.Caller(), name) ?? throw NoSuchFile(name);

    private static OgcException NoSuchFile(string name) => Errors.NotFound($"There is no file '{name}'.");

    private async Task SendAsync(HttpContext context, string key, string name)
    {
        var stream = await files.OpenAsync(key, context.RequestAborted) ?? throw NoSuchFile(name);
        var modified = files.FindPath(key) is { } path ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : (DateTimeOffset?)null;
        var tag = string.Create(CultureInfo.InvariantCulture, $"{modified?.UtcTicks ?? 0:x}-{stream.Length:x}");
        await OutputContent.SendFileAsync(context, stream, MediaTypes.Of(name), name, tag, modified);
    }

    private static void WriteList(Utf8JsonWriter writer, Root root, List<UploadedFile> all)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("files");
        all.ForEach(file => WriteFile(writer, root, file));
        writer.WriteEndArray();
        writer.WriteStartArray("links");
        writer.WriteSelf(root.Files);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, Root root, UploadedFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("name", file.Name);
        writer.WriteNumber("length", file.Length);
        writer.WriteTime("modified", file.ModifiedAt);
        writer.WriteString("href", root.File(file.Name));
        writer.WriteString("type", MediaTypes.Of(file.Name));
        writer.WriteEndObject();
    }
}

/// <summary>A file that the caller uploaded.</summary>
internal sealed record UploadedFile(string Name, long Length, DateTimeOffset ModifiedAt);
