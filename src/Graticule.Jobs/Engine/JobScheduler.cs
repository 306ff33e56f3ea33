using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>
/// The loop that takes jobs from the table to their ends. It keeps no state that matters: what it has under way is leased in the table,
/// and a later run, or another server, goes on from there.
/// </summary>
public sealed class JobScheduler(
    JobEngine engine, IJobQueue queue, ProcessCatalog catalog, IReadOnlyList<IExecutor> executors, WorkspaceFolder workspaces, IFileStore files,
    IInputStaging staging, JobSignal signal, AttemptStops stops, EngineOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>How long a server that stops waits for the ends that are being written.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private DateTimeOffset _nextRenewal;
    private DateTimeOffset _nextLook;

    /// <summary>
    /// Runs until the token fires. Then nothing more is claimed, ends that are under way are written, and work that goes on stays leased:
    /// the next start finds it, or what became of it.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var abandon = new CancellationTokenSource();
        await using var grace = stopping.Register(() => abandon.CancelAfter(Grace));
        var row = new AttemptRow(engine, clock, log);
        var logs = new JobLogs(workspaces, files);
        var starts = new AttemptStart(catalog, workspaces, logs, staging, options, clock, log);
        var ends = new AttemptEnd(row, catalog, workspaces, logs, files, options, clock, log);
        var inline = new InlineLane(row, queue, catalog, signal, stops, clock, log, abandon.Token);
        List<ExecutorLane> lanes =
            [.. executors.Select(executor => new ExecutorLane(executor, starts, ends, row, queue, signal, stops, options, clock, log, abandon.Token))];
        var recovery = new Recovery(ends, workspaces, lanes, abandon.Token);

        await LoopAsync(inline, lanes, recovery, stopping);
        await Task.WhenAll(lanes.Select(lane => lane.WhenQuietAsync()).Append(inline.WhenQuietAsync(abandon.Token)));
    }

    private async Task LoopAsync(InlineLane inline, IReadOnlyList<ExecutorLane> lanes, Recovery recovery, CancellationToken stopping)
    {
        var pause = TimeSpan.Zero;
        var isRecovered = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RenewAsync(stopping);
                if (!isRecovered)
                {
                    await TakeOverAsync(recovery, options.IsAlone ? DateTimeOffset.MaxValue : clock.GetUtcNow(), stopping);
                    isRecovered = true;
                }

                var more = await TurnAsync(inline, lanes, recovery, stopping);
                pause = TimeSpan.Zero;
                if (!more)
                {
                    var watches = lanes.Any(lane => !lane.IsIdle);
                    await signal.WaitAsync(watches && options.ProgressEvery < options.LookEvery ? options.ProgressEvery : options.LookEvery, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                pause = pause * 2 < LongestPause ? (pause * 2) + FirstPause : LongestPause;
                log.LogError(exception, "The scheduler could not do its turn; the next one is in {Pause}.", pause);
                await PauseAsync(pause, stopping);
            }
        }
    }

    /// <summary>One look at everything; true if there is more to claim right away.</summary>
    private async Task<bool> TurnAsync(InlineLane inline, IReadOnlyList<ExecutorLane> lanes, Recovery recovery, CancellationToken stopping)
    {
        if (clock.GetUtcNow() >= _nextLook)
        {
            _nextLook = clock.GetUtcNow() + options.LookEvery;
            foreach (var lane in lanes)
            {
                await lane.LookForEndedAsync(stopping);
            }

            if (!options.IsAlone)
            {
                await TakeOverAsync(recovery, clock.GetUtcNow(), stopping);
            }
        }

        var more = await inline.FillAsync(NewLease(), stopping);
        foreach (var lane in lanes)
        {
            await lane.TickAsync(NewLease(), stopping);
        }

        return more;
    }

    private async Task TakeOverAsync(Recovery recovery, DateTimeOffset leasedBefore, CancellationToken stopping)
    {
        var left = await queue.TakeOverAsync(leasedBefore, NewLease(), stopping);
        if (left.Count > 0)
        {
            log.LogWarning("Going on with {Count} jobs that were running when their server stopped.", left.Count);
            await recovery.TakeOverAsync(left);
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (now >= _nextRenewal)
        {
            await queue.RenewAsync(NewLease(), stopping);
            _nextRenewal = now + (options.LeaseTime / 3);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private Lease NewLease() => new(_holder, clock.GetUtcNow() + options.LeaseTime);
}
