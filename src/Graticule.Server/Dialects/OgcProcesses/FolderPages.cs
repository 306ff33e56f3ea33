using System.Globalization;
using System.IO.Compression;
using Graticule.Jobs;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// The files of an output that is a folder: each at its own path below <c>…/files/</c>, so that links between them hold; all of them as a
/// list, and as a ZIP archive.
/// </summary>
internal sealed class FolderPages(IFileStore files)
{
    /// <summary>One file (RFC 9110 ranges), or the list of them where no path is given.</summary>
    public async Task ShowAsync(HttpContext context, Job job, JobOutput output, string? path)
    {
        var folder = output.FolderKey
            ?? throw Errors.NotFound($"The output '{output.Name}' of job '{job.Id}' is no folder; it is at '{Root.Of(context.Request).Output(job.Id.ToString(), output.Name)}'.");
        if (string.IsNullOrEmpty(path))
        {
            await ListAsync(context, job, output, folder);
            return;
        }

        var stream = await OpenAsync(folder, path, context.RequestAborted)
            ?? throw Errors.NotFound($"The output '{output.Name}' of job '{job.Id}' has no file '{path}'.");
        var tag = string.Create(CultureInfo.InvariantCulture, $"{job.Id}-{stream.Length}");
        await OutputContent.SendFileAsync(context, stream, MediaTypes.Of(path), path[(path.LastIndexOf('/') + 1)..], tag, job.FinishedAt);
    }

    /// <summary>All files in one archive, written while it is read. A reader that goes away ends it.</summary>
    public async Task SendZipAsync(HttpContext context, JobOutput output)
    {
        var all = await FindAsync(output.FolderKey!, context.RequestAborted);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileNames.Plain(output.Name)}.zip\"";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await using var archive = await ZipArchive.CreateAsync(
            context.Response.BodyWriter.AsStream(leaveOpen: true), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        foreach (var file in all)
        {
            await using var source = await files.OpenAsync(output.KeyOf(file.Path), context.RequestAborted)
                ?? throw new IOException($"The file '{file.Path}' was removed while it was being sent.");
            var entry = archive.CreateEntry(file.Path, MediaTypes.IsCompressed(file.Path) ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
            entry.LastWriteTime = file.ModifiedAt.Year < 1980 ? new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero) : file.ModifiedAt;
            await using var target = await entry.OpenAsync(context.RequestAborted);
            await source.CopyToAsync(target, context.RequestAborted);
        }
    }

    private async Task<Stream?> OpenAsync(string folder, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await files.OpenAsync($"{folder}/{path}", cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.InvalidInput)
        {
            return null; // such as '..', which no file is called
        }
    }

    private async Task ListAsync(HttpContext context, Job job, JobOutput output, string folder)
    {
        var root = Root.Of(context.Request);
        var (address, all) = (root.Folder(job, output), await FindAsync(folder, context.RequestAborted));
        if (Negotiation.WantsHtml(context.Request))
        {
            await Html.SendAsync(context, StatusCodes.Status200OK, HtmlFolder.Write(root, job, output, all));
            return;
        }

        await Wire.SendJsonAsync(context, StatusCodes.Status200OK, (address, all), static (writer, list) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("files");
            foreach (var file in list.all)
            {
                writer.WriteStartObject();
                writer.WriteString("path", file.Path);
                writer.WriteNumber("length", file.Length);
                writer.WriteString("href", Root.Below(list.address, file.Path));
                writer.WriteString("type", MediaTypes.Of(file.Path));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task<List<FolderFile>> FindAsync(string folder, CancellationToken cancellationToken)
    {
        List<FolderFile> found = [];
        await foreach (var file in files.ListAsync(folder + "/", cancellationToken))
        {
            found.Add(new(file.Key[(folder.Length + 1)..], file.Length, file.ModifiedAt));
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }
}

/// <summary>One file of an output that is a folder.</summary>
/// <param name="Path">Below the folder, with <c>/</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedAt">When it was written.</param>
internal sealed record FolderFile(string Path, long Length, DateTimeOffset ModifiedAt);
