using System.IO.Compression;

namespace Graticule.Raster.Observations.Points;

/// <summary>Files of text, packed (gzip) or not.</summary>
internal static class TextFile
{
    /// <summary>Times a packed file may unpack to; observations as text do to five or thirty.</summary>
    private const long MostGrowth = 256;

    private const long AlwaysAllowed = 64 << 20;

    /// <summary>Whether the name ends so, or so and with <c>.gz</c>, in letters of any case.</summary>
    internal static bool Is(string path, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) || path.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="IOException">While it is read: it unpacks to more than any file of observations does.</exception>
    internal static Stream Open(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new BoundedStream(new GZipStream(file, CompressionMode.Decompress), Math.Max(AlwaysAllowed, file.Length * MostGrowth))
            : file;
    }
}
