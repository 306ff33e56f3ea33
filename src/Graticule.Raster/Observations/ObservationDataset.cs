namespace Graticule.Raster.Observations;

/// <summary>A registered data set, as its index tells it.</summary>
public sealed record ObservationDataset
{
    public required string Id { get; init; }

    public required DatasetKind Kind { get; init; }

    public string? Title { get; init; }

    /// <summary>Folder of the index, absolute; the tables of points lie in it.</summary>
    public required string Folder { get; init; }

    public DatasetLayout Layout { get; init; } = new();

    /// <summary>In the order of the layout, or of the files.</summary>
    public IReadOnlyList<ObservedVariable> Variables { get; init; } = [];

    /// <summary>By start, then name.</summary>
    public IReadOnlyList<Granule> Granules { get; init; } = [];

    public IReadOnlyList<UnreadableFile> Unreadable { get; init; } = [];

    /// <summary>For points: who gives the data, as in-situ services call it (<c>Saildrone</c>); null: not told.</summary>
    public string? Provider { get; init; }

    /// <summary>For points: the project, by which match-ups ask for it; without one it is the id.</summary>
    public string Project { get => field ?? Id; init; }

    /// <summary>For points: codes of the platforms in it, sorted.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Attributes of the first file, or of its configuration, as text: title, summary, institution, source, licence, …</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Earliest time in seconds since 1970; null: it is empty.</summary>
    public long? Start => Granules.Count == 0 ? null : Granules.Min(granule => granule.Start);

    /// <summary>Latest time.</summary>
    public long? End => Granules.Count == 0 ? null : Granules.Max(granule => granule.End);

    /// <summary>Files that may have places in the box and the span of time, both with their edges.</summary>
    public IEnumerable<Granule> Within(LonLatBox box, long start, long end) =>
        Granules.Where(granule => granule.Start <= end && granule.End >= start && granule.Bounds.Touches(box));
}
