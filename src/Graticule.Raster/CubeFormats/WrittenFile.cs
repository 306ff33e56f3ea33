namespace Graticule.Raster.CubeFormats;

/// <summary>A file that a cube was written to, and what is in it: all that a catalogue entry says.</summary>
/// <param name="Name">Path in the folder of the results.</param>
/// <param name="MediaType">With its parameters, such as <c>image/tiff; application=geotiff; profile=cloud-optimized</c>.</param>
public sealed record WrittenFile(string Name, string MediaType)
{
    public string? Title { get; init; }

    /// <summary>Such as <c>data</c>, <c>metadata</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["data"];

    /// <summary>West, south, east, north in EPSG:4326; null of what has no place.</summary>
    public IReadOnlyList<double>? BoundingBox { get; init; }

    /// <summary>Such as <c>EPSG:32632</c>, or WKT.</summary>
    public string? ReferenceSystem { get; init; }

    /// <summary>Rows and columns.</summary>
    public IReadOnlyList<int>? Shape { get; init; }

    /// <summary>a, b, c, d, e, f of x = a column + b row + c and y = d column + e row + f, as STAC's <c>proj:transform</c>.</summary>
    public IReadOnlyList<double>? Transform { get; init; }

    /// <summary>First instant of the data, ISO 8601 in UTC; null of what has no time.</summary>
    public string? Start { get; init; }

    /// <summary>Last instant; may be the first.</summary>
    public string? End { get; init; }

    public IReadOnlyList<WrittenBand> Bands { get; init; } = [];

    /// <summary>What was asked for and done otherwise, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>One band, and the statistics of its cells that are not nodata.</summary>
/// <param name="Name">Its label.</param>
/// <param name="DataType">As STAC has it: <c>uint16</c>, <c>float32</c>.</param>
public sealed record WrittenBand(string Name, string DataType)
{
    /// <summary>The number that stands for nodata in the file, NaN included; null: there is none.</summary>
    public double? NoData { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public double? Mean { get; init; }

    public double? StandardDeviation { get; init; }

    /// <summary>0 to 100.</summary>
    public double? ValidPercent { get; init; }
}
