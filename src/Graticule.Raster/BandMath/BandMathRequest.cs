using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Keeping;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.BandMath;

/// <summary>A formula over the bands of images, pixel by pixel.</summary>
/// <param name="Images">
/// Files of the local disk, all of the same width and height; the result takes its georeference from the first. Their pixels
/// are combined by column and row: nothing is warped.
/// </param>
/// <param name="Expression">In the language of <see cref="Expressions.Vocabulary"/>, with the names of <see cref="BandNames"/>.</param>
public sealed record BandMathRequest(IReadOnlyList<string> Images, string Expression)
{
    /// <summary>Least <see cref="MemoryMiB"/> that is honoured; less counts as this.</summary>
    public const int LeastMemoryMiB = 64;

    /// <summary>Type of the result; how numbers become that type is written down at <see cref="Pixels.Rounding"/>.</summary>
    public PixelType OutputType { get; init; } = PixelType.Float32;

    public RasterFormat Format { get; init; } = RasterFormats.GeoTiff;

    /// <summary>Of a GeoTIFF; other formats have their own.</summary>
    public Compression Compression { get; init; }

    /// <summary>
    /// Null does as OTB does: nodata values of the images are numbers like all others, and the result declares none. A value
    /// is declared in the result and stands wherever an image that the formula uses has its own nodata value or the result is
    /// NaN.
    /// </summary>
    public double? NoData { get; init; }

    /// <summary>For pictures: which values become black and white; null for the default that <see cref="Formats.Stretch"/> describes.</summary>
    public Stretch? Stretch { get; init; }

    /// <summary>Threads that read and compute; 0 for as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>Where finished blocks are kept, and found again when the work was broken off; null: they are not.</summary>
    public WindowKeep? Keep { get; init; }

    /// <summary>Bound of the memory for pixels, in MiB, as OTB's <c>ram</c>; the program itself needs about 100 MiB more.</summary>
    public int MemoryMiB { get; init; } = 256;
}

/// <summary>What was computed; the statistics are of the samples as written, before a picture is made of them.</summary>
public sealed record BandMathResult(int Width, int Height, PixelType Type, Statistics Statistics);
