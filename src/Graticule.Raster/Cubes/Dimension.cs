using Graticule.Raster.Vectors;

namespace Graticule.Raster.Cubes;

/// <summary>What a dimension counts.</summary>
public enum DimensionType
{
    /// <summary>Places along an axis of a coordinate reference system.</summary>
    Spatial,

    /// <summary>Instants or periods, labelled by ISO 8601 texts.</summary>
    Temporal,

    Bands,

    /// <summary>Geometries; its labels are their numbers.</summary>
    Geometry,
    Other,
}

public enum SpatialAxis
{
    X,
    Y,
    Z,
}

/// <summary>One named direction of a cube.</summary>
/// <param name="Name">Unique in its cube.</param>
/// <param name="Type">What it counts.</param>
/// <param name="Labels">One for each place, in order.</param>
public sealed record Dimension(string Name, DimensionType Type, LabelList Labels)
{
    /// <summary>Of a spatial dimension.</summary>
    public SpatialAxis? Axis { get; init; }

    /// <summary>Of a spatial or geometry dimension: <c>EPSG:32632</c> or WKT; null if it is not known.</summary>
    public string? ReferenceSystem { get; init; }

    /// <summary>Of a geometry dimension: what its labels number.</summary>
    public FeatureCollection? Features { get; init; }

    /// <summary>Of a dimension of bands: one for each label; null if nothing is known.</summary>
    public IReadOnlyList<BandFact>? Bands { get; init; }

    public int Count => Labels.Count;

    /// <summary>Whether cells lie side by side along it in a plane of a block.</summary>
    public bool IsX => Type == DimensionType.Spatial && Axis == SpatialAxis.X;

    /// <inheritdoc cref="IsX"/>
    public bool IsY => Type == DimensionType.Spatial && Axis == SpatialAxis.Y;

    /// <summary>The places at these positions, in the order given.</summary>
    public Dimension Pick(IReadOnlyList<int> positions) =>
        this with { Labels = Labels.Pick(positions), Bands = Bands is null ? null : [.. positions.Select(position => Bands[position])] };

    /// <summary>A run of places; regular if this dimension is.</summary>
    public Dimension Slice(int start, int count) =>
        this with { Labels = Labels.Slice(start, count), Bands = Bands is null ? null : [.. Bands.Skip(start).Take(count)] };
}
