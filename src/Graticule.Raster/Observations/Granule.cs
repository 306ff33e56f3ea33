namespace Graticule.Raster.Observations;

/// <summary>One file of a data set, as the scan found it.</summary>
public sealed record Granule
{
    /// <summary>Absolute path of the file (of a Zarr store: its folder).</summary>
    public required string Path { get; init; }

    /// <summary>Base name of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Earliest time in it, in whole seconds since 1970 (UTC), rounded down.</summary>
    public required long Start { get; init; }

    /// <summary>Latest time in it.</summary>
    public required long End { get; init; }

    /// <summary>Of the places in it (cell centres).</summary>
    public required LonLatBox Bounds { get; init; }

    /// <summary>Places in it times steps of time, valid or not; points.</summary>
    public required long Count { get; init; }

    /// <summary>Length and time of change of the file when it was scanned: a file with others is scanned again.</summary>
    public required string Stamp { get; init; }

    /// <summary>For points: the table that the scan made of the file, by its name in the index folder of the data set.</summary>
    public string? Table { get; init; }
}
