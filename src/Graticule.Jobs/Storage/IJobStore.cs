namespace Graticule.Jobs.Storage;

/// <summary>Jobs. Every write has reached the database when its task ends.</summary>
public interface IJobStore
{
    Task AddAsync(Job job, CancellationToken cancellationToken);

    Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>A page of jobs, newest first.</summary>
    Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Saves the job if its revision is still the stored one, together with the deliveries that the change calls for,
    /// and says whether it did. The stored revision is then one higher.
    /// </summary>
    Task<bool> TryUpdateAsync(Job job, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken);
}

/// <summary>The same table as a queue. A claim is a lease that its holder must renew.</summary>
public interface IJobQueue
{
    /// <summary>Takes the oldest queued jobs of one executor and marks them running, each once for all servers.</summary>
    Task<IReadOnlyList<Job>> ClaimAsync(string executor, int limit, Lease lease, CancellationToken cancellationToken);

    /// <summary>Extends the lease of every running job of the holder.</summary>
    Task RenewAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Running jobs whose lease ran out before <paramref name="now"/>, now leased to the new holder.</summary>
    Task<IReadOnlyList<Job>> TakeOverAsync(DateTimeOffset now, Lease lease, CancellationToken cancellationToken);

    Task<QueueFigures> MeasureAsync(CancellationToken cancellationToken);
}

/// <param name="Holder">Unique to one run of one server.</param>
/// <param name="Until">When others may take the job over.</param>
public sealed record Lease(string Holder, DateTimeOffset Until);

/// <param name="ByState">Number of jobs in each state; removed ones left out.</param>
/// <param name="OldestQueuedAt">When the job at the head of the queue was created; null when none waits.</param>
public sealed record QueueFigures(IReadOnlyDictionary<JobState, long> ByState, DateTimeOffset? OldestQueuedAt);
