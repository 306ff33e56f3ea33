namespace Graticule.Server.Sending;

/// <summary>A file that is to be sent.</summary>
/// <param name="Path">Where it is on this machine; its bytes never change.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha512">64 bytes.</param>
/// <param name="ModifiedAt">Since when it has had these bytes.</param>
/// <param name="Name">What clients may call it.</param>
internal sealed record FileContent(string Path, long Length, byte[] Sha512, DateTimeOffset ModifiedAt, string Name)
{
    public string MediaType { get; init; } = MediaTypeOf(Name);

    /// <summary>Strong: equal bytes have the same.</summary>
    public string ETag => $"\"{Convert.ToHexStringLower(Sha512.AsSpan(0, 32))}\"";

    /// <summary>As RFC 9530 writes it.</summary>
    public string Digest => $"sha-512=:{Convert.ToBase64String(Sha512)}:";

    /// <summary>In whole seconds, which is what HTTP can say.</summary>
    public DateTimeOffset LastModified => new(ModifiedAt.UtcTicks - (ModifiedAt.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>Types that no browser takes for a page or a script; whatever else is just bytes.</summary>
    private static string MediaTypeOf(string name) => System.IO.Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tif" or ".tiff" => "image/tiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".json" or ".geojson" => "application/json",
        ".txt" or ".log" or ".csv" => "text/plain; charset=utf-8",
        ".nc" => "application/netcdf",
        ".parquet" => "application/vnd.apache.parquet",
        ".pmtiles" => "application/vnd.pmtiles",
        ".zip" => "application/zip",
        ".gz" or ".tgz" => "application/gzip",
        _ => "application/octet-stream",
    };
}
