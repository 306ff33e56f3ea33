using System.Diagnostics;
using System.Globalization;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>How much lies in folders, and in files that were deleted and are still open.</summary>
internal static class WrittenBytes
{
    private const int MostNameless = 1000;

    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.None,
        ReturnSpecialDirectories = false,
        MaxRecursionDepth = 256,
    };

    /// <summary>Bytes and number of entries; counts no further than the limits. Symbolic links are not followed.</summary>
    public static (long Bytes, int Entries) In(IEnumerable<string> folders, long mostBytes, int mostEntries)
    {
        var (bytes, entries) = (0L, 0);
        foreach (var entry in folders.SelectMany(folder => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", All)))
        {
            entries++;
            try
            {
                bytes += entry is FileInfo { LinkTarget: null } file ? file.Length : 0;
            }
            catch (IOException)
            {
                // Deleted meanwhile.
            }

            if (bytes > mostBytes || entries > mostEntries)
            {
                break;
            }
        }

        return (bytes, entries);
    }

    /// <summary>Bytes of files that have no name any more, and are held open by these processes.</summary>
    public static async Task<long> NamelessAsync(IEnumerable<int> processes)
    {
        List<string> nameless =
        [
            .. processes.SelectMany(Descriptors)
                .Select(descriptor => (descriptor, Target: TargetOf(descriptor)))
                .Where(found => found.Target?.EndsWith(" (deleted)", StringComparison.Ordinal) is true)
                .DistinctBy(found => found.Target, StringComparer.Ordinal)
                .Select(found => found.descriptor)
                .Take(MostNameless),
        ];
        return nameless.Count == 0 ? 0 : await SizesAsync(nameless);
    }

    /// <summary>By another program: opening a pipe to ask for its size could take for ever.</summary>
    private static async Task<long> SizesAsync(List<string> paths)
    {
        ProcessStartInfo start = new("stat", ["--dereference", "--format=%s", .. paths])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return said[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(line => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0);
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Descriptors(int process)
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{process}/fd");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
