using Graticule.Raster.Gdal;

namespace Graticule.Raster.Formats;

/// <summary>8-bit grey, quality 90: what has no value is black. JPEG allows at most 65,500 pixels along a side.</summary>
internal static class JpegFormat
{
    private const int MostPixels = 65_500;

    internal static RasterFormat Format { get; } = new("JPEG", "JPEG", ["image/jpeg", "image/jpg"], ".jpg", Write)
    {
        IsPicture = true,
    };

    private static void Write(FormatWork work)
    {
        using (var source = RasterFile.Open(work.Source))
        {
            if (Math.Max(source.Info.Width, source.Info.Height) > MostPixels)
            {
                throw new GdalException(
                    $"A JPEG has at most {MostPixels} pixels along a side, this image has {source.Info.Width} x {source.Info.Height}; choose PNG or GeoTIFF.");
            }
        }

        Picture.Write(work, alpha: false, (picture, progress) =>
            RasterCopy.Write("JPEG", picture, work.Target, ["QUALITY=90"], progress, work.Cancelled));
    }
}
