namespace Graticule.Raster.Observations.Points;

/// <summary>What was read of a file of points.</summary>
public sealed record PointFileFacts
{
    /// <summary>Rows of its table; at least one.</summary>
    public required int Count { get; init; }

    /// <summary>Earliest time, in seconds since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>Latest time.</summary>
    public required long End { get; init; }

    public required LonLatBox Bounds { get; init; }

    /// <summary>That have a value in some row, quality flags among them.</summary>
    public required IReadOnlyList<ObservedVariable> Variables { get; init; }

    /// <summary>Codes, sorted.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>That the file tells, or the folders it lies in; null: neither does.</summary>
    public string? Provider { get; init; }

    public string? Project { get; init; }

    /// <summary>What the file says of itself as a whole, as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rows that were left out.</summary>
    public long Rejected { get; init; }

    /// <summary>What is wrong, for people: the first rows that were left out and why, and values that are no numbers.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
