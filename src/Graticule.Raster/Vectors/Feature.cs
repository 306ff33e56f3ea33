using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>A geometry and what is known of it.</summary>
/// <param name="Geometry">x before y; empty or null where there is none.</param>
/// <param name="Properties">Numbers, texts, truths and nulls by name.</param>
public sealed record Feature(Geometry? Geometry, IReadOnlyDictionary<string, object?> Properties)
{
    /// <summary>The feature's own id, where the file has one.</summary>
    public string? Id { get; init; }
}

/// <summary>Features in one coordinate reference system, in order.</summary>
/// <param name="Features">The features.</param>
/// <param name="ReferenceSystem"><c>EPSG:4326</c> or WKT; always x (longitude, easting) first.</param>
public sealed record FeatureCollection(IReadOnlyList<Feature> Features, string ReferenceSystem);
