namespace Graticule.Jobs.Engine;

/// <summary>How long what remains of ended jobs is kept.</summary>
public sealed record RetentionOptions
{
    /// <summary>A job is removed, and its results with it, this long after its end.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Where the results of all jobs hold more than this, the jobs that ended first are removed until they do not; null: no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How long a removed job can be told from one that never was.</summary>
    public TimeSpan TombstoneAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long the workspace of a failed job stays for whoever wants to look, and a decoded input or a folder that no job owns.</summary>
    public TimeSpan LeftoverAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a package stays that neither a process nor a job names; also how often such packages are looked for.</summary>
    public TimeSpan PackageAge { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(1);
}
