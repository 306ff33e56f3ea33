using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Callbacks;

/// <summary>
/// Posts what is due, a few jobs at a time, beside everything else. A try that a crash cut off is made again when its claim runs out, so
/// a receiver may see a delivery twice and tells it by its id.
/// </summary>
internal sealed class CallbackLoop(IDeliveryStore deliveries, JobDeliveries perJob, TimeProvider clock, ILogger<CallbackLoop> log)
{
    /// <summary>Jobs whose news is posted at the same time; a receiver that hangs holds up one of them.</summary>
    private const int Slots = 32;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(1);

    /// <summary>Touched by the loop alone.</summary>
    private readonly Dictionary<JobId, Task> _underWay = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await GuardAsync(() => StartDueAsync(cancellationToken));
            await Task.Delay(LookEvery, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_underWay.Values);
    }

    private async Task StartDueAsync(CancellationToken cancellationToken)
    {
        foreach (var (job, _) in _underWay.Where(post => post.Value.IsCompleted).ToList())
        {
            _underWay.Remove(job);
        }

        var free = Slots - _underWay.Count;
        if (free <= 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var until = now + ClaimFor;
        var due = await deliveries.ClaimDueAsync(now, until, free, cancellationToken);
        foreach (var group in due.GroupBy(delivery => delivery.Job))
        {
            if (_underWay.ContainsKey(group.Key))
            {
                await PostponeAsync([.. group], now + LookEvery, cancellationToken);
                continue;
            }

            _underWay[group.Key] = GuardAsync(() => perJob.PostAsync(group.Key, [.. group], until, cancellationToken));
        }
    }

    private async Task PostponeAsync(IReadOnlyList<Delivery> due, DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var delivery in due)
        {
            await deliveries.SaveAsync(delivery with { NextAt = until }, cancellationToken);
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The server stops; claims run out and the next start goes on.
        }
        catch (Exception exception)
        {
            log.LogWarning(exception, "Posting news of jobs failed; it goes on in a moment");
        }
    }
}
