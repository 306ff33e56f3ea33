using System.Text.Json;

namespace Graticule.Raster.Ard;

/// <summary>What an earlier scan knew, by path.</summary>
internal sealed record ArdScanState(IReadOnlyDictionary<string, ArdFile> Files, IReadOnlyDictionary<string, ArdUnreadable> Unreadable)
{
    internal static ArdScanState Read(string indexFolder)
    {
        Dictionary<string, ArdFile> files = new(StringComparer.Ordinal);
        foreach (var file in new ArdIndex(indexFolder).List().SelectMany(tile => tile.Files))
        {
            files[file.Path] = file;
        }

        return new(files, ReadLeftOut(indexFolder).ToDictionary(file => file.Path, StringComparer.Ordinal));
    }

    private static IReadOnlyList<ArdUnreadable> ReadLeftOut(string indexFolder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(indexFolder, ArdLeftOut.FileName));
            return JsonSerializer.Deserialize(file, ArdJson.Default.ArdLeftOut)?.Files ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>One scan at a time writes into an index folder; a scan that is killed leaves no lock behind.</summary>
internal static class ArdScanLock
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    internal static FileStream Take(string indexFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(indexFolder).FullName, ".scan.lock");
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                cancellationToken.WaitHandle.WaitOne(LookEvery);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
