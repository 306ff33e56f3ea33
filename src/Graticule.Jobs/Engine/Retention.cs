using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>
/// The sweep: jobs over their time or over the space for results are removed, and what removed jobs leave is deleted. A job is first
/// marked as removed, then its files go, then the row says so: a crash between any two steps leaves work for the next sweep and nothing
/// that anybody could see half.
/// </summary>
public sealed class Retention(
    JobEngine engine, IJobStore jobs, IRetentionStore retained, IFileStore files, WorkspaceFolder workspaces, RetentionOptions options,
    TimeProvider clock, ILogger log)
{
    private const int Batch = 100;

    private readonly LeftoverSweep _leftovers = new(jobs, files, workspaces, options, clock);
    private DateTimeOffset _nextPackages = DateTimeOffset.MinValue;

    /// <summary>Sweeps now and then until the token fires; a sweep that fails is made again at the next time.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.SweepEvery, clock);
        try
        {
            do
            {
                try
                {
                    await SweepAsync(stopping);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    log.LogError(exception, "A sweep broke off; the next one is in {Time}.", options.SweepEvery);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>One sweep over everything.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await RemoveOldAsync(cancellationToken);
        await RemoveForSpaceAsync(cancellationToken);
        await EmptyAsync(cancellationToken);
        await _leftovers.SweepAsync(cancellationToken);
        await ForgetPackagesAsync(cancellationToken);
    }

    /// <summary>Seldom, for it may look through all jobs.</summary>
    private async Task ForgetPackagesAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= _nextPackages)
        {
            await retained.ForgetPackagesAsync(now, now - options.PackageAge, cancellationToken);
            _nextPackages = now + options.PackageAge;
        }
    }

    private async Task RemoveOldAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.MaxAge;
        IReadOnlyList<EndedJob> old;
        do
        {
            old = await retained.ListEndedAsync(before, Batch, cancellationToken);
            foreach (var job in old)
            {
                await RemoveAsync(job.Id, cancellationToken);
            }
        }
        while (old.Count == Batch);
    }

    private async Task RemoveForSpaceAsync(CancellationToken cancellationToken)
    {
        if (options.MaxBytes is not { } most)
        {
            return;
        }

        var held = (await retained.MeasureEndedAsync(cancellationToken)).Bytes;
        while (held > most)
        {
            var oldest = await retained.ListEndedAsync(DateTimeOffset.MaxValue, Batch, cancellationToken);
            foreach (var job in oldest.TakeWhile(_ => held > most))
            {
                await RemoveAsync(job.Id, cancellationToken);
                held -= job.Bytes;
            }

            if (oldest.Count < Batch)
            {
                return;
            }
        }
    }

    private async Task RemoveAsync(JobId id, CancellationToken cancellationToken)
    {
        if (await engine.FindAsync(id, cancellationToken) is { } job)
        {
            await engine.ChangeAsync(job, found => found with { RemovedAt = found.RemovedAt ?? clock.GetUtcNow() }, cancellationToken);
        }
    }

    private async Task EmptyAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<JobId> removed;
        do
        {
            removed = await retained.ListRemovedAsync(Batch, cancellationToken);
            foreach (var job in removed)
            {
                await EmptyAsync(job, cancellationToken);
            }

            await retained.SettleAsync(removed, clock.GetUtcNow() - options.TombstoneAge, cancellationToken);
        }
        while (removed.Count == Batch);
    }

    private async Task EmptyAsync(JobId job, CancellationToken cancellationToken)
    {
        await foreach (var file in files.ListAsync($"jobs/{job}/", cancellationToken))
        {
            await files.DeleteAsync(file.Key, cancellationToken);
        }

        workspaces.Delete(job);
    }
}
