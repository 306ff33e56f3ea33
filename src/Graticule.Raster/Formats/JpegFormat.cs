using Graticule.Raster.Gdal;

namespace Graticule.Raster.Formats;

/// <summary>
/// 8-bit grey, quality 90: what has no value is black. JPEG allows 65,500 pixels along a side; the encoder holds two bytes of
/// every pixel in memory, so their number is bounded too.
/// </summary>
internal static class JpegFormat
{
    internal static RasterFormat Format { get; } = new("JPEG", "JPEG", ["image/jpeg", "image/jpg"], ".jpg", Write)
    {
        IsPicture = true,
        MostPixelsAlongSide = 65_500,
        MostPixels = 125_000_000,
    };

    private static void Write(FormatWork work) => Picture.Write(work, alpha: false, (picture, progress) =>
        RasterCopy.Write("JPEG", picture, work.Target, ["QUALITY=90"], progress, work.Cancelled));
}
