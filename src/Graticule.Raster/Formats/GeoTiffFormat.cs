namespace Graticule.Raster.Formats;

internal static class GeoTiffFormat
{
    internal static RasterFormat Format { get; } = new(
        "GTiff",
        "GeoTIFF",
        ["image/tiff; application=geotiff", "image/tiff"],
        ".tif",
        work => File.Move(work.Source, work.Target, overwrite: true));
}
