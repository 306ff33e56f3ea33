using Graticule.Raster.Gdal;

namespace Graticule.Raster.Formats;

/// <summary>Tiles of 512, deflate, overviews by averaging.</summary>
internal static class CogFormat
{
    internal static RasterFormat Format { get; } = new(
        "COG",
        "Cloud Optimized GeoTIFF",
        ["image/tiff; application=geotiff; profile=cloud-optimized", "image/vnd.stac.geotiff; cloud-optimized=true"],
        ".tif",
        work => RasterCopy.Write("COG", work.Source, work.Target, Options(work.Threads), work.Progress, work.Cancelled));

    private static IEnumerable<string> Options(int threads) =>
        ["COMPRESS=DEFLATE", "PREDICTOR=YES", "OVERVIEW_RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER", $"NUM_THREADS={threads}"];
}
