using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>How a GeoTIFF is to be laid out; the threads are those that compress.</summary>
internal sealed record GeoTiffLayout(
    int Width, int Height, int Bands, PixelType Type, double? NoData, Georeference? Georeference, Compression Compression, int Threads)
{
    /// <summary>Side of a tile in pixels unless asked otherwise; an image that fits into one is stored as one strip.</summary>
    internal const int TileSide = 512;

    /// <summary>Side of a tile in pixels, a multiple of 16; 0 for strips.</summary>
    internal int Side { get; init; } = TileSide;

    /// <summary>GDAL's name of how samples become colours; null: as GDAL sees fit.</summary>
    internal string? Photometric { get; init; }

    /// <summary>Rows of a strip where there are no tiles.</summary>
    private const int StripRows = 64;

    internal bool IsTiled => Side > 0 && (Width > Side || Height > Side);

    internal (int Width, int Height) Block => IsTiled ? (Side, Side) : (Width, Side > 0 ? Height : Math.Min(Height, StripRows));

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

        if (Photometric is not null)
        {
            yield return $"PHOTOMETRIC={Photometric}";
        }

        if (Compression is not Compression.None)
        {
            yield return $"COMPRESS={Compression.ToString().ToUpperInvariant()}";
            yield return Type.IsFloating() ? "PREDICTOR=3" : "PREDICTOR=2";
            yield return $"NUM_THREADS={Threads}";
        }
    }
}
