namespace Graticule.Raster.Observations.Grids;

/// <summary>What is registered of a file of observations.</summary>
/// <param name="Kind">Of a file of discrete sampling geometries <see cref="DatasetKind.Points"/>: all else but the attributes is empty then, its own reader reads it.</param>
/// <param name="Variables">In the order of the layout, or of the file.</param>
/// <param name="Start">Earliest time, seconds since 1970.</param>
/// <param name="End">Latest time.</param>
/// <param name="Bounds">Of the cell centres, or pixels.</param>
/// <param name="Count">Places times steps of time.</param>
/// <param name="Attributes">Of the file, as text.</param>
public sealed record GranuleFacts(
    DatasetKind Kind,
    IReadOnlyList<ObservedVariable> Variables,
    long Start,
    long End,
    LonLatBox Bounds,
    long Count,
    IReadOnlyDictionary<string, string> Attributes);
