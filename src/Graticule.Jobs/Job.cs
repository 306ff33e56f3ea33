namespace Graticule.Jobs;

/// <summary>One request to run one process once. Immutable; every change is a new revision.</summary>
public sealed record Job
{
    public required JobId Id { get; init; }

    /// <summary>Subject of the authenticated caller; jobs are visible to their owner only.</summary>
    public required string Owner { get; init; }

    /// <summary>Dialect that created the job; a dialect lists only its own jobs.</summary>
    public required string Dialect { get; init; }

    public required JobSpec Spec { get; init; }

    /// <summary>Name of the executor that runs it (<c>inline</c>, <c>local</c>, <c>slurm</c>); chosen when the job is queued.</summary>
    public required string Executor { get; init; }

    public JobState State { get; init; } = JobState.Created;

    /// <summary>Completed share of the work, 0 to 1; null when the process cannot tell.</summary>
    public double? Progress { get; init; }

    /// <summary>One sentence about where the job stands, for people.</summary>
    public string? Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Start of the latest attempt; null until there was one.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Set exactly when <see cref="State"/> is final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its owner removed the job: it is in no list any more, its files are gone, and this row is the tombstone.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Number of the latest attempt, from 1; 0 before the first claim.</summary>
    public int Attempt { get; init; }

    /// <summary>
    /// The attempt, from 1, that was the latest one when the owner paused the job last, 0 when there had been none; null when it never was
    /// paused. Attempts up to this one do not count as tries.
    /// </summary>
    public int? PausedAttempt { get; init; }

    /// <summary>Whether the job waits because its owner paused it, not because it was never started.</summary>
    public bool IsPaused => State == JobState.Created && PausedAttempt is not null;

    /// <summary>Number of attempts that count as tries.</summary>
    public int Tries => Attempt - (PausedAttempt ?? 0);

    /// <summary>What the executor calls the running work (a pid, a Slurm job id); null until submitted.</summary>
    public string? ExecutorHandle { get; init; }

    /// <summary>Why the job failed; set exactly when <see cref="State"/> is <see cref="JobState.Failed"/>.</summary>
    public Problem? Problem { get; init; }

    public IReadOnlyList<JobOutput> Outputs { get; init; } = [];

    /// <summary>Number of saved changes; the store refuses an update that was based on an older one.</summary>
    public long Revision { get; init; }
}
