namespace Graticule.Raster.Rendering;

/// <summary>What a map service says about a raster file.</summary>
public sealed record LayerInfo
{
    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>The file's CRS as <c>EPSG:n</c> where it has such a name; null without one, or without a CRS.</summary>
    public string? Crs { get; init; }

    /// <summary>The file's CRS as WKT; null when it has none.</summary>
    public string? Wkt { get; init; }

    /// <summary>Whether the definition of the file's CRS has northing or latitude as its first axis; boxes have x first all the same.</summary>
    public bool IsNorthingFirst { get; init; }

    /// <summary>Whether the definition of the CRS that was asked for has northing or latitude as its first axis.</summary>
    public bool AskedIsNorthingFirst { get; init; }

    /// <summary>GDAL's six numbers: x of the corner, pixel width, row rotation, y of the corner, column rotation, pixel height (negative: north up).</summary>
    public required IReadOnlyList<double> GeoTransform { get; init; }

    /// <summary>In the file's own CRS.</summary>
    public required Box Bounds { get; init; }

    /// <summary>In longitude and latitude, WGS 84, degrees; null without a CRS.</summary>
    public Box? GeographicBounds { get; init; }

    /// <summary>What the layer calls the direction of time; null where nothing depends on time.</summary>
    public string? TimeName { get; init; }

    /// <summary>Labels of the times that can be asked for, the last being the default; empty where nothing depends on time.</summary>
    public IReadOnlyList<string> Times { get; init; } = [];

    /// <summary>In the CRS that was asked for; null when none was.</summary>
    public Box? AskedBounds { get; init; }

    public required IReadOnlyList<LayerBand> Bands { get; init; }

    /// <summary>Sizes of the overviews, largest first.</summary>
    public IReadOnlyList<(int Width, int Height)> Overviews { get; init; } = [];
}

/// <param name="Name">The band's description, or <c>band1</c>.</param>
/// <param name="Type">GDAL's name of the sample type, such as <c>UInt16</c>.</param>
/// <param name="NoData">The value that stands for none; null: all are values.</param>
/// <param name="Min">Smallest value, exact or from a sample of the pixels; null when there is no value.</param>
/// <param name="Max">Largest value, exact or from a sample of the pixels.</param>
/// <param name="Unit">Unit of the values; null when the file has none.</param>
public sealed record LayerBand(string Name, string Type, double? NoData, double? Min, double? Max, string? Unit)
{
    /// <summary>What a colour ramp starts with unless a range is asked for: the 2nd percentile of a sample of the pixels.</summary>
    public double? Low { get; init; }

    /// <summary>What a colour ramp ends with unless a range is asked for: the 98th percentile.</summary>
    public double? High { get; init; }
}
