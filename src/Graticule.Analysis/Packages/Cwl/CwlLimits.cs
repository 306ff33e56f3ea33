namespace Graticule.Analysis.Packages.Cwl;

/// <summary>How large a CWL document may be, and what its tools may ask for.</summary>
public sealed record CwlLimits
{
    public static CwlLimits Default { get; } = new();

    /// <summary>Largest document, in bytes; each imported one has the same limit.</summary>
    public int MaxBytes { get; init; } = 2 << 20;

    /// <summary>Largest total of a document and all that it imports, in bytes.</summary>
    public int MaxTotalBytes { get; init; } = 8 << 20;

    /// <summary>Most documents fetched for one package.</summary>
    public int MaxImports { get; init; } = 64;

    /// <summary>Deepest nesting of maps and lists.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most scalars, maps and lists, after aliases, imports and named types were written out.</summary>
    public int MaxNodes { get; init; } = 200_000;

    /// <summary>Most faults that are reported of one package.</summary>
    public int MaxFaults { get; init; } = 200;

    /// <summary>Most cores that a tool may require; null: any number.</summary>
    public int? MaxCores { get; init; }

    /// <summary>Most memory that a tool may require, in MiB; null: any amount.</summary>
    public int? MaxMemoryMiB { get; init; }

    /// <summary>Most space that a tool may require for its working and output folders together, in MiB; null: any amount.</summary>
    public int? MaxDiskMiB { get; init; }

    /// <summary>Why a container image of this name cannot be used here, as a sentence; null when it can. Null: images are not checked.</summary>
    public Func<string, string?>? WhyNotImage { get; init; }
}
