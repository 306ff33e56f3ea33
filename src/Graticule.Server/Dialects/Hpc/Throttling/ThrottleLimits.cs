namespace Graticule.Server.Dialects.Hpc.Throttling;

/// <summary>Requests an hour of one caller, by scope; 0: as many as it likes.</summary>
internal sealed record ThrottleLimits
{
    public int User { get; init; } = 7_200;

    public int JobSubmission { get; init; } = 1_000;

    public int JobsUsage { get; init; } = 90_000;

    public int FileAccess { get; init; } = 90_000;

    public int Of(ThrottleScope scope) => scope switch
    {
        ThrottleScope.User => User,
        ThrottleScope.JobSubmission => JobSubmission,
        ThrottleScope.JobsUsage => JobsUsage,
        ThrottleScope.FileAccess => FileAccess,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Each scope has a row."),
    };
}
