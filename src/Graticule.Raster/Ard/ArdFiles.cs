using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Ard;

/// <summary>The files below folders, seen from outside. Works without GDAL.</summary>
public static class ArdFiles
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };

    /// <summary>A text that changes when a file is added, changed or removed.</summary>
    /// <param name="folders">Where files are.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static string StampOf(IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in folders)
        {
            foreach (var file in Below(folder))
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(Encoding.UTF8.GetBytes($"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The GeoTIFFs below a folder, by path; symbolic links are not followed.</summary>
    /// <exception cref="IOException">It is not there, or may not be looked into.</exception>
    internal static IReadOnlyList<FileInfo> Below(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", All).Where(file => file.Extension.ToLowerInvariant() is ".tif" or ".tiff").OrderBy(file => file.FullName, StringComparer.Ordinal),
    ];
}
