namespace Graticule.Analysis.Matchup.Sources;

/// <summary>How the observations of a side are read.</summary>
internal sealed record ReadOptions
{
    /// <summary>Of each variable of the data set: its index in the variables of the side.</summary>
    public required IReadOnlyList<int> Variables { get; init; }

    /// <summary>Points: codes or ids of platforms; empty: all.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Points: the variable that must have a value; null: none must.</summary>
    public string? Parameter { get; init; }

    public double? DepthMin { get; init; }

    public double? DepthMax { get; init; }

    /// <summary>Values that are zero are not told.</summary>
    public bool DropZeros { get; init; }

    /// <summary>n of the n x n cells whose statistics go with a cell; 0: none.</summary>
    public int Box { get; init; }

    /// <summary>Points: greatest span of time of a chunk, in seconds.</summary>
    public long Slot { get; init; } = 86_400;

    /// <summary>Most observations of a chunk.</summary>
    public int MostObservations { get; init; } = 4_000_000;

    /// <summary>Most bytes of chunks that are kept to be used again.</summary>
    public long MostKept { get; init; } = 128L << 20;
}
