using System.Text;
using System.Text.Json;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>What a file is, by how it begins; and how files of a type are called.</summary>
internal static class FileKind
{
    private const int Looked = 512;

    private static readonly (byte[] Magic, string MediaType)[] Magics =
    [
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ([0x49, 0x49, 0x2B, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2B], "image/tiff"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "image/jp2"),
        ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "application/x-hdf5"),
        ([0x43, 0x44, 0x46, 0x01], "application/x-netcdf"),
        ([0x43, 0x44, 0x46, 0x02], "application/x-netcdf"),
        ([0x43, 0x44, 0x46, 0x05], "application/x-netcdf"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0x1F, 0x8B], "application/gzip"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "application/pdf"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6F, 0x72, 0x6D, 0x61, 0x74, 0x20, 0x33, 0x00], "application/vnd.sqlite3"),
    ];

    private static readonly (string MediaType, string Extension)[] Extensions =
    [
        ("image/tiff", ".tif"), ("image/png", ".png"), ("image/jpeg", ".jpg"), ("image/jp2", ".jp2"), ("application/json", ".json"),
        ("application/geo+json", ".geojson"), ("text/plain", ".txt"), ("text/csv", ".csv"), ("application/x-netcdf", ".nc"), ("application/netcdf", ".nc"),
        ("application/x-hdf5", ".h5"), ("application/zip", ".zip"), ("application/gzip", ".gz"), ("application/pdf", ".pdf"), ("application/xml", ".xml"), ("text/xml", ".xml"),
        ("application/gml+xml", ".gml"), ("application/geopackage+sqlite3", ".gpkg"),
    ];

    /// <summary>The media type that the file's beginning shows; null when it shows none.</summary>
    public static string? Sniff(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Looked];
        var head = bytes.AsSpan(0, file.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false));
        foreach (var (magic, mediaType) in Magics)
        {
            if (head.StartsWith(magic))
            {
                return mediaType;
            }
        }

        if (head.IsEmpty || head.Contains((byte)0))
        {
            return null;
        }

        return head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && IsJson(path) ? "application/json" : "text/plain";
    }

    /// <summary>With the dot; that of a TIFF for a type that is not known.</summary>
    public static string ExtensionOf(string? mediaType) =>
        Array.Find(Extensions, row => string.Equals(row.MediaType, Bare(mediaType), StringComparison.OrdinalIgnoreCase)).Extension ?? ".tif";

    /// <summary>Whether a file that looks like one type may be said to be of another: never one binary format for another.</summary>
    public static bool Fits(string? sniffed, string mediaType)
    {
        var bare = Bare(mediaType);
        if (sniffed == "application/x-hdf5")
        {
            // NetCDF 4 and many another format are HDF5 inside.
            return bare?.StartsWith("image/", StringComparison.Ordinal) is false;
        }

        var isKnown = Magics.Any(row => row.MediaType == bare);
        return sniffed == bare || (!isKnown && !(sniffed?.StartsWith("image/", StringComparison.Ordinal) ?? false));
    }

    /// <summary>Without parameters.</summary>
    public static string? Bare(string? mediaType) => mediaType?.Split(';')[0].Trim().ToLowerInvariant();

    private static bool IsJson(string path)
    {
        const long Largest = 64L << 20;
        if (new FileInfo(path).Length > Largest)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path, Encoding.UTF8));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
