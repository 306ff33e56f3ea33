namespace Graticule.Raster.Observations;

/// <summary>How an operator says that files are to be read; whatever is left out is found by CF conventions.</summary>
public sealed record DatasetLayout
{
    /// <summary>Names of variables in the files.</summary>
    public string? Latitude { get; init; }

    public string? Longitude { get; init; }

    public string? Time { get; init; }

    public string? Depth { get; init; }

    /// <summary>Of points whose file names no platform: a code of vocabulary L06 such as <c>3B</c>, or the platform's id; null: it is not known.</summary>
    public string? Platform { get; init; }

    /// <summary>Group of a file in which its variables lie, such as <c>Geophysical_Data</c>; null: they are looked for in all.</summary>
    public string? Group { get; init; }

    /// <summary>The measured variables, in order; empty: all that lie on the places of the file.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>
    /// Dimension to steps in a tile, by which ids of observations are made (Apache SDAP's <c>slices</c>); a dimension that is left out is taken whole.
    /// </summary>
    public IReadOnlyDictionary<string, int> Slices { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
