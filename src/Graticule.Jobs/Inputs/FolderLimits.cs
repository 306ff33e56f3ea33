namespace Graticule.Jobs.Inputs;

/// <summary>How much one input that is a folder may bring.</summary>
public sealed record FolderLimits
{
    /// <summary>Catalogs, collections and items that are read.</summary>
    public int MaxDocuments { get; init; } = 1000;

    /// <summary>Files that are fetched.</summary>
    public int MaxFiles { get; init; } = 5000;

    /// <summary>Bytes of all files together.</summary>
    public long MaxBytes { get; init; } = 32L << 30;

    /// <summary>Largest single document, in bytes.</summary>
    public int MaxDocumentBytes { get; init; } = 16 << 20;
}
