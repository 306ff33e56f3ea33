using System.Formats.Tar;
using System.Text.Json.Nodes;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Several results as one answer: a tar archive of the files, with the STAC collection that describes them beside them.</summary>
internal static class ResultArchive
{
    private const string Description = "collection.json";

    /// <summary>Written while it is read. A reader that goes away ends it.</summary>
    public static async Task SendAsync(HttpContext context, ResultSet results, JsonObject request, IFileStore files)
    {
        var id = results.Run.Id.ToString();
        context.Response.ContentType = Words.Tar;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{id}.tar\"";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var collection = new StacResults(results, id, request, static file => $"./{file.File.Name}").Collection();
        collection["links"] = new JsonArray(Wire.Link($"./{Description}", "self"));
        await using var archive = new TarWriter(context.Response.BodyWriter.AsStream(leaveOpen: true), TarEntryFormat.Pax, leaveOpen: true);
        await WriteAsync(archive, Description, new MemoryStream(Wire.Bytes(collection), writable: false), results, context.RequestAborted);
        foreach (var file in results.Files)
        {
            await using var content = await files.OpenAsync(file.Key!, context.RequestAborted)
                ?? throw new IOException($"The file '{file.File.Name}' was removed while it was being sent.");
            await WriteAsync(archive, file.File.Name, content, results, context.RequestAborted);
        }
    }

    private static Task WriteAsync(TarWriter archive, string name, Stream content, ResultSet results, CancellationToken cancellationToken)
    {
        var entry = new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            ModificationTime = results.Run.FinishedAt ?? results.Run.UpdatedAt,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        };
        return archive.WriteEntryAsync(entry, cancellationToken);
    }
}
