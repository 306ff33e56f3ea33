using Graticule.Raster.Gdal;

namespace Graticule.Raster.Formats;

/// <summary>8-bit grey with an alpha channel: what has no value is transparent. Quick rather than small.</summary>
internal static class PngFormat
{
    internal static RasterFormat Format { get; } = new("PNG", "PNG", ["image/png"], ".png", Write) { IsPicture = true };

    private static void Write(FormatWork work) => Picture.Write(work, alpha: true, (picture, progress) =>
        RasterCopy.Write("PNG", picture, work.Target, ["ZLEVEL=1"], progress, work.Cancelled));
}
