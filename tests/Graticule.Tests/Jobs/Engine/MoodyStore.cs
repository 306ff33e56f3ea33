using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>A store that refuses its next updates, as one whose disk is full does.</summary>
internal sealed class MoodyStore(IJobStore store) : IJobStore
{
    private int _refusals;

    public void RefuseNext(int updates) => Volatile.Write(ref _refusals, updates);

    public bool IsBackToNormal => Volatile.Read(ref _refusals) <= 0;

    public Task AddAsync(Job job, CancellationToken cancellationToken) => store.AddAsync(job, cancellationToken);

    public Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellationToken) => store.ListAsync(filter, cancellationToken);

    public Task<bool> TryUpdateAsync(Job job, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _refusals) >= 0
            ? throw new ProblemException(ProblemKind.Unavailable, "The disk is full.")
            : store.TryUpdateAsync(job, deliveries, cancellationToken);

    public Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);
}
