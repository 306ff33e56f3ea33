using System.Threading.Channels;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>
/// Imports the results of jobs as they end. What ended while nobody looked is found by the chips that still name a job, at the start and now and then.
/// </summary>
/// <param name="ends">Jobs of the dialect that end; a hint.</param>
/// <param name="turns">Of chips.</param>
/// <param name="imports">Does it.</param>
/// <param name="jobs">Of the dialect.</param>
/// <param name="defaults">Registers algorithms where there are none.</param>
/// <param name="store">Of chips.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of what fails, which is tried again.</param>
internal sealed class ImportLoop(
    ChannelReader<Job> ends, ChipTurns turns, ChipImports imports, ChipJobs jobs, DefaultAlgorithms defaults, IChipStore store, TimeProvider clock, ILogger<ImportLoop> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private static readonly JobState[] Leftover = [JobState.Created, JobState.Queued, JobState.Running, JobState.Succeeded, JobState.Cancelled];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var isTidy = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            isTidy = await TryAsync(
                async () =>
                {
                    await defaults.RegisterAsync(cancellationToken);
                    await LookAsync(cancellationToken);
                    if (!isTidy)
                    {
                        await TidyAsync(started, cancellationToken);
                    }
                },
                cancellationToken) || isTidy;
            await ImportEndsAsync(cancellationToken);
        }
    }

    /// <summary>Until it is time to look.</summary>
    private async Task ImportEndsAsync(CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(LookEvery, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            await foreach (var job in ends.ReadAllAsync(either.Token))
            {
                await TryAsync(() => SettleAsync(ChipJobs.KeyOf(job), cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var chip in await store.ListOpenAsync(cancellationToken))
        {
            await TryAsync(() => SettleAsync(chip.Key, cancellationToken), cancellationToken);
        }
    }

    private async Task SettleAsync(ChipKey key, CancellationToken cancellationToken) =>
        await turns.RunAsync(key, () => imports.SettleAsync(key, cancellationToken), cancellationToken);

    /// <summary>Takes away the jobs of an earlier run that no chip names: what was cut off between making a job and writing it down, or after its import.</summary>
    private async Task TidyAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        const int Most = 10_000;
        var named = (await store.ListOpenAsync(cancellationToken)).Select(chip => chip.Job!).ToHashSet(StringComparer.Ordinal);
        foreach (var job in await jobs.ListAsync(Leftover, Most, cancellationToken))
        {
            if (job.CreatedAt < started && !named.Contains(job.Id.ToString()))
            {
                await jobs.RemoveAsync(job.Id, cancellationToken);
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (exception is ProblemException or IOException or InvalidDataException && !cancellationToken.IsCancellationRequested)
        {
            log.LogError(exception, "Results of change detection could not be imported; it will be tried again");
            return false;
        }
    }
}
