namespace Graticule.Jobs.Storage;

/// <summary>Which jobs; members left out do not filter, and values within a list are alternatives. Removed jobs are never listed.</summary>
public sealed record JobFilter
{
    public string? Owner { get; init; }

    public string? Dialect { get; init; }

    public IReadOnlyList<JobState> States { get; init; } = [];

    public IReadOnlyList<string> ProcessIds { get; init; } = [];

    /// <summary>Created at this moment or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this moment or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>At least this long from start to end, or to <see cref="Now"/> while running; leaves out jobs that never started.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>At most this long, counted as for <see cref="MinDuration"/>.</summary>
    public TimeSpan? MaxDuration { get; init; }

    public DateTimeOffset Now { get; init; }

    public int Limit { get; init; } = 100;

    /// <summary>Only jobs older than this one: the next page.</summary>
    public JobId? OlderThan { get; init; }

    /// <summary>Only jobs newer than this one: the page before.</summary>
    public JobId? NewerThan { get; init; }
}

/// <param name="Jobs">Newest first.</param>
/// <param name="HasOlder">Whether a next page exists; it is asked for by <see cref="JobFilter.OlderThan"/> the last job here.</param>
/// <param name="HasNewer">Whether a page before exists; by <see cref="JobFilter.NewerThan"/> the first job here.</param>
public sealed record JobPage(IReadOnlyList<Job> Jobs, bool HasOlder, bool HasNewer);
