using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/files</c>: what the caller uploaded. Folders are there as long as files are in them.</summary>
internal sealed class FilePages(UserFiles users, IFileStore files, OpenEoOptions options)
{
    public async Task ListAsync(HttpContext context)
    {
        var limit = QueryValues.Limit(context.Request);
        var after = QueryValues.Text(context.Request, "after");
        var all = await users.ListAsync(context.Caller(), "", context.RequestAborted);
        var rest = after is null ? all : [.. all.SkipWhile(file => string.CompareOrdinal(file.Path, after) <= 0)];
        var page = rest.Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray();
        if (page.Count < rest.Count)
        {
            links.Add(Wire.Link($"{Root.Of(context).Url}/files?limit={limit}&after={Uri.EscapeDataString(page[^1].Path)}", "next"));
        }

        await Wire.SendAsync(context, new JsonObject { ["files"] = new JsonArray([.. page.Select(Write)]), ["links"] = links });
    }

    public async Task ReadAsync(HttpContext context)
    {
        var path = Path(context);
        var key = users.Key(context.Caller(), path);
        var stream = await files.OpenAsync(key, context.RequestAborted) ?? throw await MissingAsync(context, path);
        var modified = files.FindPath(key) is { } found ? new DateTimeOffset(File.GetLastWriteTimeUtc(found)) : (DateTimeOffset?)null;
        var tag = string.Create(CultureInfo.InvariantCulture, $"{modified?.UtcTicks ?? 0:x}-{stream.Length:x}");
        await Download.SendAsync(context, stream, "application/octet-stream", path, tag, modified);
    }

    public async Task WriteAsync(HttpContext context) => await Wire.SendAsync(context, Write(await StoreAsync(context)));

    /// <summary>Stores the body, in place of what was there.</summary>
    public async Task<UserFile> StoreAsync(HttpContext context)
    {
        var caller = context.Caller();
        var path = UserFiles.Plain(Path(context));
        var key = users.Key(caller, path);
        var length = context.Request.ContentLength;
        if (length > options.MaxUploadLength)
        {
            throw Errors.New("FileSizeExceeded", $"The file has {length} bytes; the most is {options.MaxUploadLength}.");
        }

        var all = await users.ListAsync(caller, "", context.RequestAborted);
        var others = all.Where(file => file.Path != path).Sum(file => file.Length);
        var room = options.Quota - others;
        if (room <= 0 || length > room)
        {
            throw QuotaExceeded(others);
        }

        if (all.FirstOrDefault(file => path.StartsWith(file.Path + "/", StringComparison.Ordinal)) is { } above)
        {
            throw Errors.New("FilePathInvalid", $"'{above.Path}' is a file, and no folder that could hold '{path}'.");
        }

        var most = Math.Min(room, options.MaxUploadLength);
        RequestBody.Allow(context, limit: null);
        var stored = await SaveAsync(key, context, most, others);
        return new(path, stored.Length, stored.ModifiedAt);
    }

    public async Task DeleteAsync(HttpContext context)
    {
        var path = Path(context);
        if (!await files.DeleteAsync(users.Key(context.Caller(), path), context.RequestAborted))
        {
            throw await MissingAsync(context, path);
        }

        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    private async Task<StoredFile> SaveAsync(string key, HttpContext context, long most, long others)
    {
        try
        {
            return await files.SaveAsync(key, new BoundedStream(context.Request.Body, most), context.RequestAborted);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            throw Errors.New("FileOperationUnsupported", "There is a folder of that name.");
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.TooLarge)
        {
            throw most == options.MaxUploadLength
                ? Errors.New("FileSizeExceeded", $"The file has more than {most} bytes, which is the most.")
                : QuotaExceeded(others);
        }
    }

    /// <summary>A folder is told from what is not there.</summary>
    private async Task<OpenEoException> MissingAsync(HttpContext context, string path)
    {
        var inside = await users.ListAsync(context.Caller(), UserFiles.Plain(path).TrimEnd('/') + "/", context.RequestAborted);
        return inside.Count > 0
            ? Errors.New("FileOperationUnsupported", $"'{path}' is a folder; only files can be read and deleted, such as '{inside[0].Path}'.")
            : Errors.FileNotFound(path);
    }

    private OpenEoException QuotaExceeded(long used) =>
        Errors.New("StorageQuotaExceeded", $"Your other files have {used} bytes of {options.Quota}; there is no room for this one.");

    /// <summary>Slashes that a client escaped are slashes.</summary>
    private static string Path(HttpContext context) => ((string)context.Request.RouteValues["path"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Write(UserFile file) => new() { ["path"] = file.Path, ["size"] = file.Length, ["modified"] = Wire.Time(file.ModifiedAt) };
}
