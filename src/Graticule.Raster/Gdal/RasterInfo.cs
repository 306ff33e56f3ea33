using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>What a raster file says about itself.</summary>
/// <param name="Driver">GDAL's name of the format, such as <c>GTiff</c>.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="BlockWidth">Width of the unit in which the file is compressed, in pixels; equals the width for strips.</param>
/// <param name="BlockHeight">Height of that unit, in pixels.</param>
/// <param name="BlockBytes">What must be decoded at once to reach one pixel, in bytes.</param>
/// <param name="Bands">The bands, in the order of the file.</param>
/// <param name="Georeference">Where the pixels lie; null if the file does not say.</param>
public sealed record RasterInfo(
    string Driver,
    int Width,
    int Height,
    int BlockWidth,
    int BlockHeight,
    long BlockBytes,
    IReadOnlyList<BandInfo> Bands,
    Georeference? Georeference);

/// <summary>What a raster file says about one band.</summary>
/// <param name="Type">Type in which the band is read; 64-bit integers are read as <see cref="PixelType.Float64"/>.</param>
/// <param name="NoData">The value that the file declares to mean "nothing here"; null if it declares none.</param>
/// <param name="Color">The band's role in a picture.</param>
public sealed record BandInfo(PixelType Type, double? NoData, BandColor Color);

/// <summary>A band's role in a picture; the values are GDAL's own codes.</summary>
public enum BandColor
{
    None = 0,
    Gray = 1,
    Palette = 2,
    Red = 3,
    Green = 4,
    Blue = 5,
    Alpha = 6,
}

/// <summary>The affine map from pixels to the ground and the coordinate system it leads into.</summary>
/// <param name="Transform">
/// Six coefficients in GDAL's order: x = t0 + column t1 + row t2, y = t3 + column t4 + row t5, in CRS units; whole columns and
/// rows are pixel corners, the upper left one is (0, 0).
/// </param>
/// <param name="Wkt">The coordinate reference system as WKT; empty if unknown.</param>
public sealed record Georeference(IReadOnlyList<double> Transform, string Wkt)
{
    /// <summary>Easting or longitude of a place, given in columns and rows from the upper left corner.</summary>
    public double X(double column, double row) => Transform[0] + (column * Transform[1]) + (row * Transform[2]);

    /// <summary>Northing or latitude of a place, given in columns and rows from the upper left corner.</summary>
    public double Y(double column, double row) => Transform[3] + (column * Transform[4]) + (row * Transform[5]);
}
