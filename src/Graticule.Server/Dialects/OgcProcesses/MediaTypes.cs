namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Media types of uploaded files, by their names' endings.</summary>
internal static class MediaTypes
{
    /// <summary>What all kinds of GeoTIFF have before their parameters.</summary>
    public const string Tiff = "image/tiff";

    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tif" or ".tiff" => "image/tiff; application=geotiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".json" => Words.Json,
        ".geojson" => "application/geo+json",
        ".xml" => "application/xml",
        ".csv" => "text/csv",
        ".txt" => Words.Text,
        ".nc" => "application/x-netcdf",
        ".zip" => "application/zip",
        _ => "application/octet-stream",
    };
}
