using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>How a GeoTIFF is to be laid out; the threads are those that compress.</summary>
internal sealed record GeoTiffLayout(
    int Width, int Height, int Bands, PixelType Type, double? NoData, Georeference? Georeference, Compression Compression, int Threads)
{
    /// <summary>Side of a tile in pixels; an image that fits into one is stored as one strip.</summary>
    internal const int TileSide = 512;

    internal bool IsTiled => Width > TileSide || Height > TileSide;

    internal (int Width, int Height) Block => IsTiled ? (TileSide, TileSide) : (Width, Height);

    internal IEnumerable<string> CreationOptions()
    {
        yield return "BIGTIFF=IF_SAFER";
        yield return IsTiled ? "TILED=YES" : "TILED=NO";
        yield return $"BLOCKYSIZE={Block.Height}";
        if (IsTiled)
        {
            yield return $"BLOCKXSIZE={Block.Width}";
        }

        if (Bands > 1)
        {
            yield return "INTERLEAVE=BAND";
        }

        if (Compression is Compression.Deflate)
        {
            yield return "COMPRESS=DEFLATE";
            yield return Type.IsFloating() ? "PREDICTOR=3" : "PREDICTOR=2";
            yield return $"NUM_THREADS={Threads}";
        }
    }
}
