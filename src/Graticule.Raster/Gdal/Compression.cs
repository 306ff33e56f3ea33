namespace Graticule.Raster.Gdal;

/// <summary>How the samples of a GeoTIFF are stored.</summary>
public enum Compression
{
    None,

    /// <summary>Deflate with the predictor that suits the type.</summary>
    Deflate,

    /// <summary>LZW with the predictor that suits the type.</summary>
    Lzw,
}
