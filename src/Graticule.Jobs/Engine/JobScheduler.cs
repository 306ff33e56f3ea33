using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>
/// The loops that take jobs from the table to their ends: one that renews leases and runs trivial jobs, and one for each executor, so that
/// an executor which fails or hangs holds up nobody else's jobs. They keep no state that matters: what is under way is leased in the
/// table, and a later run, or another server, goes on from there.
/// </summary>
public sealed class JobScheduler(
    JobEngine engine, IJobQueue queue, ProcessCatalog catalog, IReadOnlyList<IExecutor> executors, WorkspaceFolder workspaces, IFileStore files,
    IInputStaging staging, JobSignal signal, AttemptStops stops, EngineOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>How long a server that stops waits for the ends that are being written.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource _isRecovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        var inline = new InlineLane(row, new(queue, EngineOptions.Inline, signal, options.LookEvery, clock), catalog, signal, stops, clock, log, abandon.Token);
        List<ExecutorLane> lanes =
            [.. executors.Select(executor => new ExecutorLane(executor, starts, ends, row, queue, signal, stops, options, clock, log, abandon.Token))];
        var recovery = new Recovery(ends, workspaces, lanes, abandon.Token);

        await Task.WhenAll(lanes
            .Select(lane => new TurnLoop($"executor '{lane.Name}'", stop => TurnAsync(lane, stop), clock, log))
            .Prepend(new("scheduler", stop => TurnAsync(inline, lanes, recovery, stop), clock, log))
            .Select(loop => loop.RunAsync(stopping)));
        await Task.WhenAll(lanes.Select(lane => lane.WhenQuietAsync()).Append(inline.WhenQuietAsync(abandon.Token)));
    }

    private async Task TurnAsync(InlineLane inline, IReadOnlyList<ExecutorLane> lanes, Recovery recovery, CancellationToken stopping)
    {
        await RenewAsync(stopping);
        if (!_isRecovered.Task.IsCompleted)
        {
            await TakeOverAsync(recovery, options.IsAlone ? DateTimeOffset.MaxValue : clock.GetUtcNow(), stopping);
            _isRecovered.SetResult();
        }

        if (!options.IsAlone && clock.GetUtcNow() >= _nextLook)
        {
            _nextLook = clock.GetUtcNow() + options.LookEvery;
            await TakeOverAsync(recovery, clock.GetUtcNow(), stopping);
        }

        foreach (var lane in lanes)
        {
            lane.Wake();
        }

        if (!await inline.FillAsync(NewLease(), stopping))
        {
            await signal.WaitAsync(options.LookEvery, stopping);
        }
    }

    /// <summary>Nothing is claimed before what an earlier run left is taken over: the table cannot tell the two apart.</summary>
    private async Task TurnAsync(ExecutorLane lane, CancellationToken stopping)
    {
        await _isRecovered.Task.WaitAsync(stopping);
        await lane.TurnAsync(NewLease, stopping);
    }

    private async Task TakeOverAsync(Recovery recovery, DateTimeOffset leasedBefore, CancellationToken stopping)
    {
        var left = await queue.TakeOverAsync(leasedBefore, NewLease(), stopping);
        if (left.Count > 0)
        {
            log.LogWarning("Going on with {Count} jobs that were running when their server stopped.", left.Count);
            await recovery.TakeOverAsync(left, stopping);
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

    private Lease NewLease() => new(_holder, clock.GetUtcNow() + options.LeaseTime);
}
