using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>A queue that refuses every claim while it is in the mood.</summary>
internal sealed class MoodyQueue(IJobQueue queue) : IJobQueue
{
    private int _claims;

    public bool Refuses { get; set; }

    public int Claims => Volatile.Read(ref _claims);

    public Task<IReadOnlyList<Job>> ClaimAsync(string executor, int limit, Lease lease, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _claims);
        return Refuses ? throw new IOException("The disk is gone.") : queue.ClaimAsync(executor, limit, lease, cancellationToken);
    }

    public Task RenewAsync(Lease lease, CancellationToken cancellationToken) => queue.RenewAsync(lease, cancellationToken);

    public Task<IReadOnlyList<Job>> TakeOverAsync(DateTimeOffset now, Lease lease, CancellationToken cancellationToken) =>
        queue.TakeOverAsync(now, lease, cancellationToken);

    public Task<QueueFigures> MeasureAsync(CancellationToken cancellationToken) => queue.MeasureAsync(cancellationToken);
}
