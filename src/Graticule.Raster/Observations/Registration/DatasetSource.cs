namespace Graticule.Raster.Observations.Registration;

/// <summary>One data set as an operator names it: which files, and how they are to be read.</summary>
public sealed record DatasetSource
{
    public required string Id { get; init; }

    /// <summary>Absolute: a folder with all that lies below it, a pattern with <c>*</c>, <c>?</c> or <c>[…]</c>, one file, or a Zarr store.</summary>
    public required string Path { get; init; }

    /// <summary>The configuration file, or folder of dropped files, in which it was found; absolute.</summary>
    public required string Origin { get; init; }

    /// <summary>Null: as its first file says.</summary>
    public DatasetKind? Kind { get; init; }

    /// <summary>Which files of its folder belong to it, such as <c>csv</c>; null: those of all formats that can be read.</summary>
    public string? Format { get; init; }

    public DatasetLayout Layout { get; init; } = new();

    public string? Title { get; init; }

    public string? Provider { get; init; }

    public string? Project { get; init; }

    /// <summary>Facts that go before those of the files.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Only files that hold a time not before this, in seconds since 1970.</summary>
    public long? From { get; init; }

    /// <summary>Only files that hold a time not after this.</summary>
    public long? To { get; init; }
}

/// <summary>Something of the configuration that is not served, or not as it was meant.</summary>
/// <param name="Name">Of the data set, the file or the folder.</param>
/// <param name="Reason">One sentence for people.</param>
public sealed record RefusedSource(string Name, string Reason);
