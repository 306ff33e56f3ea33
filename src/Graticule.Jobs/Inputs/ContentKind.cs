namespace Graticule.Jobs.Inputs;

/// <summary>What a file is by its first bytes, whatever anybody called it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Extension">File name extension that libraries expect, with the dot.</param>
/// <param name="MediaTypes">Media types under which it goes.</param>
internal sealed record ContentKind(string Name, string Extension, params string[] MediaTypes)
{
    /// <summary>Bytes that <see cref="Find"/> wants to see, or as many as there are.</summary>
    public const int HeadLength = 16;

    private static readonly (byte[] Start, ContentKind Kind)[] Known =
    [
        ([.. "II*\0"u8], Tiff),
        ([.. "MM\0*"u8], Tiff),
        ([.. "II+\0"u8], Tiff),
        ([.. "MM\0+"u8], Tiff),
        ([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], new("PNG image", ".png", "image/png")),
        ([0xFF, 0xD8, 0xFF], new("JPEG image", ".jpg", "image/jpeg")),
        ([0, 0, 0, 12, .. "jP  \r\n"u8], new("JPEG 2000 image", ".jp2", "image/jp2")),
        ([0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n'], new("NetCDF or HDF5 file", ".nc", "application/netcdf", "application/x-netcdf", "application/x-hdf5", "application/x-hdf")),
        ([.. "CDF"u8], new("NetCDF file", ".nc", "application/netcdf", "application/x-netcdf")),
        ([.. "SQLite format 3\0"u8], new("GeoPackage", ".gpkg", "application/geopackage+sqlite3", "application/vnd.sqlite3")),
        ([.. "PK\u0003\u0004"u8], new("ZIP archive", ".zip", "application/zip", "application/vnd+zarr")),
        ([0x1F, 0x8B], new("gzip file", ".gz", "application/gzip")),
        ([.. "{"u8], Json),
        ([.. "["u8], Json),
        ([.. "<"u8], new("HTML or XML page", ".xml", "text/html", "application/xml", "text/xml", "application/gml+xml", "image/svg+xml")),
    ];

    private static ContentKind Tiff => new("TIFF image", ".tif", "image/tiff", "image/geotiff");

    private static ContentKind Json => new("JSON document", ".json", "application/json", "application/geo+json");

    /// <summary>Null when the bytes do not tell.</summary>
    public static ContentKind? Find(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\xEF\xBB\xBF"u8) ? head[3..] : head;
        var start = text.TrimStart(" \t\r\n"u8);
        foreach (var (magic, kind) in Known)
        {
            if (head.StartsWith(magic) || (magic.Length == 1 && start.StartsWith(magic)))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Whether a file of this kind can be of one of these media types; parameters such as <c>; application=geotiff</c> are left aside.</summary>
    public bool Fits(IReadOnlyList<string> mediaTypes) => mediaTypes.Any(wanted =>
    {
        var plain = wanted.Split(';')[0].Trim();
        return plain is "*/*" or "application/octet-stream"
            || MediaTypes.Contains(plain, StringComparer.OrdinalIgnoreCase)
            || (Extension == ".json" && plain.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            || (Extension == ".xml" && plain.EndsWith("+xml", StringComparison.OrdinalIgnoreCase));
    });
}
