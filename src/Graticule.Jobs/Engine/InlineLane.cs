using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>Runs trivial jobs inside the server: claimed in batches, a bounded number at once, each written once at its end.</summary>
internal sealed class InlineLane(
    AttemptRow row, QueueWatch queue, ProcessCatalog catalog, JobSignal signal, AttemptStops stops, TimeProvider clock, ILogger log,
    CancellationToken abandon)
{
    /// <summary>Jobs under way at once; large, so that their ends share one write to the disk.</summary>
    private const int Most = 256;

    private static readonly TimeSpan QuietEvery = TimeSpan.FromMilliseconds(5);

    private int _running;

    /// <summary>Ends when no job is under way, or when the token fires.</summary>
    public async Task WhenQuietAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _running) > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(QuietEvery, clock, CancellationToken.None);
        }
    }

    /// <summary>Claims and starts as many as there is room for; true if there may be more in the queue than that.</summary>
    public async Task<bool> FillAsync(Lease lease, CancellationToken stopping)
    {
        var room = Most - Volatile.Read(ref _running);
        if (room < Most / 2)
        {
            return false; // the end of a job wakes the loop again
        }

        var claimed = await queue.ClaimAsync(room, lease, stopping);
        Interlocked.Add(ref _running, claimed.Count);
        foreach (var job in claimed)
        {
            _ = Task.Run(() => RunAsync(job), CancellationToken.None);
        }

        return claimed.Count == room;
    }

    private async Task RunAsync(Job job)
    {
        try
        {
            using var stop = new CancellationTokenSource();
            stops.Add(AttemptKey.Of(job), stop);
            try
            {
                var report = await ReportAsync(job, stop.Token);
                await row.SaveAsync(job, found => JobMoves.Finish(found, report, clock.GetUtcNow()), abandon);
            }
            finally
            {
                stops.Remove(AttemptKey.Of(job));
            }
        }
        catch (OperationCanceledException)
        {
            // Cancelled or paused, and written so by whoever did it; or the server stops, and the next start takes the job over.
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == Most / 2)
            {
                signal.Set();
            }
        }
    }

    private async Task<JobReport> ReportAsync(Job job, CancellationToken stop)
    {
        try
        {
            return await InlineAttempt.RunAsync(catalog.Get(job.Owner, job.Spec.ProcessId), job.Spec, row.JobsOf(job.Owner), stop);
        }
        catch (ProblemException exception)
        {
            return new(exception.Problem, []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "Job {Job} broke off.", job.Id);
            return new(new(ProblemKind.ProcessFailed, $"The process '{job.Spec.ProcessId}' broke off: {exception.Message}"), []);
        }
    }
}
