using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs.Execution;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// The work folder of a run that is under way. Programs of strangers write in it at this moment: no link is followed out of it, and what is
/// opened is looked at after it was opened.
/// </summary>
internal static class LivePages
{
    private const int MostEntries = 10_000;
    private const int MostTail = 4 << 20;
    private const int SnapshotType = 12;

    private static readonly EnumerationOptions PlainEntries = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true, MaxRecursionDepth = 64 };

    public static async Task ListAsync(HpcRequest request)
    {
        var (folder, run) = await LiveRun.FindAsync(request);
        var tail = $"/api/v2/jobs/{request.Route("id")}/runs/{Digits.Of(run)}/tail/";
        await request.SendAsync(new JsonArray([.. Paths(folder, run).Select(path => new JsonObject
        {
            ["path"] = path,
            ["resource"] = tail + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
        })]));
    }

    /// <summary>The last lines, without their ends, where <c>lines</c> says how many; else the bytes so far.</summary>
    public static async Task TailAsync(HpcRequest request)
    {
        var (folder, run) = await LiveRun.FindAsync(request);
        await using var file = Open(folder, run, request.Route("path")) ?? throw HpcErrors.NotFound;
        if (request.Query("lines") is not { } text)
        {
            await SendAsync(request, file);
            return;
        }

        var count = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? asked
            : throw HpcErrors.Field("/lines", "A number of lines is a whole number from 1.");
        var from = Math.Max(0, file.Length - MostTail);
        file.Position = from;
        var bytes = new byte[file.Length - from];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.Aborted);
        var lines = Encoding.UTF8.GetString(bytes, 0, read).Split('\n').ToList();
        if (lines is [.., ""])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        await request.SendAsync(new JsonObject
        {
            ["fileType"] = bytes.AsSpan(0, read).Contains((byte)0) ? "binary" : "text",
            ["lines"] = new JsonArray([.. lines.TakeLast(count).Select(line => (JsonNode)JsonValue.Create(line.TrimEnd('\r')))]),
        });
    }

    /// <summary>What is in the work folder now, as an archive among the caller's files.</summary>
    public static async Task SnapshotAsync(HpcRequest request)
    {
        var (folder, run) = await LiveRun.FindAsync(request, mayChange: true);
        var id = request.Route("id");
        await using var archive = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using (var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, request.Aborted))
        {
            foreach (var path in Paths(folder, run))
            {
                await using var file = Open(folder, run, path);
                if (file is not null)
                {
                    await using var entry = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(request.Aborted);
                    await file.CopyToAsync(entry, request.Aborted);
                }
            }
        }

        archive.Position = 0;
        var name = $"snapshot_{id}_run{Digits.Of(run)}.zip";
        var saved = await request.Parts.Library.SaveAsync(new(request.Owner, name) { Type = SnapshotType }, archive, request.Aborted);
        await request.SendAsync(new JsonObject { ["data"] = name, ["exitcode"] = 0, ["lastSnapshotID"] = saved.Id, ["reason"] = "" });
    }

    private static IEnumerable<string> Paths(BatchFolder folder, int run)
    {
        var work = LiveRun.WorkOf(folder, run);
        var found = Directory.EnumerateFiles(work, "*", PlainEntries).Select(path => Path.GetRelativePath(work, path)).Where(path => path != BatchNames.Log);
        return found.Take(MostEntries).Append(BatchNames.Log).Order(StringComparer.Ordinal);
    }

    private static FileStream? Open(BatchFolder folder, int run, string path)
    {
        if (path == BatchNames.Log)
        {
            return OpenLog(folder.LogOf(run));
        }

        return path.Length == 0 || path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Contains("..", StringComparer.Ordinal)
            ? null
            : OpenedFile.Open(LiveRun.WorkOf(folder, run), path);
    }

    /// <summary>Null when the run has just ended, and its log is among its files.</summary>
    private static FileStream? OpenLog(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>As long as it is now: it may grow meanwhile.</summary>
    private static async Task SendAsync(HpcRequest request, FileStream file)
    {
        var response = request.Context.Response;
        response.ContentType = "application/octet-stream";
        var buffer = new byte[1 << 16];
        var left = file.Length;
        while (left > 0 && await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), request.Aborted) is > 0 and var count)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, count), request.Aborted);
            left -= count;
        }
    }
}
