namespace Graticule.Jobs.Storage;

/// <summary>What a sweep needs: which jobs are over their time, and which removed ones still have files.</summary>
public interface IRetentionStore
{
    /// <summary>How many jobs have ended and are not removed, and how much their files hold.</summary>
    Task<EndedFigures> MeasureEndedAsync(CancellationToken cancellationToken);

    /// <summary>Jobs that ended before this moment and are not removed, the first to end first.</summary>
    Task<IReadOnlyList<EndedJob>> ListEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removed jobs whose files are not known to be deleted.</summary>
    Task<IReadOnlyList<JobId>> ListRemovedAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Records that the files of these removed jobs are deleted, then forgets for good every job that was removed before this moment and
    /// has no files; says how many it forgot.
    /// </summary>
    Task<int> SettleAsync(IReadOnlyList<JobId> emptied, DateTimeOffset removedBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the packages that no process has run since before <paramref name="orphanedBefore"/> and that no job names; says how many.
    /// A package is first seen without a process by one call, and forgotten by a later one: a job that is being made meanwhile finds it.
    /// </summary>
    Task<int> ForgetPackagesAsync(DateTimeOffset now, DateTimeOffset orphanedBefore, CancellationToken cancellationToken);
}

/// <param name="Jobs">Number of jobs.</param>
/// <param name="Bytes">Sum of the lengths of their output files.</param>
public sealed record EndedFigures(long Jobs, long Bytes);

/// <param name="Id">The job.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Bytes">Sum of the lengths of its output files.</param>
public sealed record EndedJob(JobId Id, DateTimeOffset FinishedAt, long Bytes);
