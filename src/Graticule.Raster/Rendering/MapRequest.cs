namespace Graticule.Raster.Rendering;

/// <summary>A rectangle in some CRS, always as x (easting, longitude) and y (northing, latitude), whatever axis order the CRS has.</summary>
public readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY);

/// <summary>A picture of a part of a raster file.</summary>
public sealed record MapRequest
{
    /// <summary>Most pixels along a side.</summary>
    public const int MostPixels = 8192;

    public const string Png = "image/png";

    public const string Jpeg = "image/jpeg";

    /// <summary>Absolute local path.</summary>
    public required string Path { get; init; }

    /// <summary>CRS of <see cref="Box"/> and of the picture, as PROJ knows it (<c>EPSG:3857</c>, <c>OGC:CRS84</c>); null: the file's own.</summary>
    public string? Crs { get; init; }

    public required Box Box { get; init; }

    /// <summary>Pixels, 1 to 8192.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels, 1 to 8192.</summary>
    public required int Height { get; init; }

    /// <summary><c>image/png</c> or <c>image/jpeg</c>.</summary>
    public string MediaType { get; init; } = Png;

    /// <summary>Name of a style in <c>MapStyles</c>; null: the default for the file.</summary>
    public string? Style { get; init; }

    /// <summary>Bands by their names or their numbers from 1: one for a colour ramp, three for red, green and blue; null: the default for the file.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>Which of the layer's times is drawn; null: the last. Means nothing for a layer without times.</summary>
    public string? Time { get; init; }

    /// <summary>Values drawn as the ends of the ramp; null: from the file's statistics.</summary>
    public (double Min, double Max)? Range { get; init; }

    /// <summary>Whether pixels without a value are transparent (PNG only); otherwise they have the background's colour.</summary>
    public bool IsTransparent { get; init; } = true;

    /// <summary>0xRRGGBB.</summary>
    public int Background { get; init; } = 0xFFFFFF;
}

/// <param name="Path">Absolute local path.</param>
/// <param name="Crs">A CRS in which bounds are wanted too; null: none.</param>
/// <param name="WithFigures">Whether figures of the bands' values are wanted, for which pixels are read.</param>
public sealed record LayerRequest(string Path, string? Crs = null, bool WithFigures = true);

/// <param name="Path">Absolute local path.</param>
/// <param name="Crs">CRS of the point; null: the file's own.</param>
/// <param name="X">Easting or longitude.</param>
/// <param name="Y">Northing or latitude.</param>
/// <param name="Time">Which of the layer's times; null: the last.</param>
public sealed record PointRequest(string Path, string? Crs, double X, double Y, string? Time = null);

/// <param name="Column">Column from 0 at the left; null outside the raster.</param>
/// <param name="Row">Row from 0 at the top; null outside the raster.</param>
/// <param name="Values">One for each band; null: nodata. Empty outside the raster.</param>
public sealed record PointValues(int? Column, int? Row, IReadOnlyList<double?> Values);

/// <summary>A part of a raster file as a file.</summary>
public sealed record CoverageRequest
{
    /// <summary>Most pixels along a side of the result.</summary>
    public const int MostPixels = 100_000;

    /// <summary>Absolute local path of the source.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute local path of the file to write.</summary>
    public required string Target { get; init; }

    /// <summary>CRS of <see cref="Box"/>; null: the file's own.</summary>
    public string? BoxCrs { get; init; }

    /// <summary>What to cut out; null: everything. In the file's own CRS it is widened to whole pixels and their values are the file's.</summary>
    public Box? Box { get; init; }

    /// <summary>CRS of the result; null: the file's own.</summary>
    public string? Crs { get; init; }

    /// <summary>Pixels of the result; null: at the source's resolution.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels of the result; null: at the source's resolution.</summary>
    public int? Height { get; init; }

    /// <summary><c>nearest</c>, <c>bilinear</c>, <c>cubic</c> or <c>average</c>.</summary>
    public string Interpolation { get; init; } = "nearest";

    /// <summary>Which of the layer's times; null: the last.</summary>
    public string? Time { get; init; }

    /// <summary>Bands from 1, in the order wanted; null: all.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Media type of an output format in <c>RasterFormats</c>.</summary>
    public string MediaType { get; init; } = "image/tiff; application=geotiff";
}
