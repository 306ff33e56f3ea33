namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Media types of files, by their names' endings.</summary>
internal static class MediaTypes
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tif" or ".tiff" => "image/tiff; application=geotiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".json" => Words.Json,
        ".geojson" => "application/geo+json",
        ".xml" => "application/xml",
        ".csv" => "text/csv",
        ".txt" or ".log" or ".md" => Words.Text,
        ".html" or ".htm" => Words.Html,
        ".yaml" or ".yml" => "application/yaml",
        ".jp2" => "image/jp2",
        ".gpkg" => "application/geopackage+sqlite3",
        ".nc" => "application/x-netcdf",
        ".zip" => "application/zip",
        _ => "application/octet-stream",
    };

    /// <summary>Whether another compression would only cost time.</summary>
    public static bool IsCompressed(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".tif" or ".tiff" or ".png" or ".jpg" or ".jpeg" or ".jp2" or ".zip" or ".gz" or ".nc" or ".zst";
}
