using Graticule.Jobs.Storage;

namespace Graticule.Jobs.Engine;

/// <summary>
/// Claims the jobs of one executor, and asks the queue only when it may hold some: after one that could not give as many as were asked for, only
/// when this server has put in more, or when it is time to look for what others did. A claim is a write, and most reasons for a turn are others.
/// </summary>
internal sealed class QueueWatch(IJobQueue queue, string executor, JobSignal signal, TimeSpan lookEvery, TimeProvider clock)
{
    /// <summary>Arrivals when the queue was empty.</summary>
    private long? _emptyAt;

    private DateTimeOffset _nextLook;

    public async Task<IReadOnlyList<Job>> ClaimAsync(int limit, Lease lease, CancellationToken cancellationToken)
    {
        var (arrivals, now) = (signal.ArrivalsOf(executor), clock.GetUtcNow());
        if (arrivals == _emptyAt && now < _nextLook)
        {
            return [];
        }

        var claimed = await queue.ClaimAsync(executor, limit, lease, cancellationToken);
        (_emptyAt, _nextLook) = (claimed.Count < limit ? arrivals : null, now + lookEvery);
        return claimed;
    }
}
