using System.Collections.Concurrent;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Callbacks;

/// <summary>
/// Posts what is due, a few jobs at a time, beside everything else. A try that a crash cut off is made again when its claim runs out, so
/// a receiver may see a delivery twice and tells it by its id.
/// </summary>
internal sealed class CallbackLoop(IDeliveryStore deliveries, JobDeliveries perJob, TimeProvider clock, ILogger<CallbackLoop> log) : BackgroundService
{
    /// <summary>Jobs whose news is posted at the same time; a receiver that hangs holds up one of them.</summary>
    private const int Slots = 32;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<JobId, Task> _underWay = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await GuardAsync(() => StartDueAsync(stoppingToken));
            await Task.Delay(LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_underWay.Values);
    }

    private async Task StartDueAsync(CancellationToken cancellationToken)
    {
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

            // Entered before it runs, so that its end always finds it there.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _underWay[group.Key] = PostAsync(begin.Task, group.Key, [.. group], until, cancellationToken);
            begin.SetResult();
        }
    }

    private async Task PostponeAsync(IReadOnlyList<Delivery> due, DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var delivery in due)
        {
            await deliveries.SaveAsync(delivery with { NextAt = until }, cancellationToken);
        }
    }

    private async Task PostAsync(Task begin, JobId job, IReadOnlyList<Delivery> claimed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await begin;
        await GuardAsync(() => perJob.PostAsync(job, claimed, until, cancellationToken));
        _underWay.TryRemove(job, out _);
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
