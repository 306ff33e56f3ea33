namespace Graticule.Jobs.Files.Library;

/// <summary>What users may keep.</summary>
public sealed record FileLibraryOptions
{
    /// <summary>Largest file, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 64L << 30;

    /// <summary>Most bytes of one owner, outputs of jobs included.</summary>
    public long QuotaBytes { get; init; } = long.MaxValue;

    /// <summary>How long an upload that nothing is added to is kept.</summary>
    public TimeSpan KeepUploads { get; init; } = TimeSpan.FromDays(7);
}
