using Graticule.Jobs;
using Graticule.Jobs.Saved;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// Settles jobs as their work ends. What it hears of ends is a hint; every few seconds it looks at all jobs that are submitted, among them
/// those that an earlier run of the server left between two steps.
/// </summary>
internal sealed class SettlementLoop(HpcParts parts, ILogger<SettlementLoop> log)
{
    /// <summary>Settled at once, so that their writes go together.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>A request that is being answered gets to the engine sooner.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    private readonly Settlement _settlement = new(parts);
    private readonly Submission _submission = new(parts);
    private readonly DateTimeOffset _begun = parts.Clock.GetUtcNow();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ends = parts.Waiters.EndsOf(Words.Dialect);
        var nextLook = _begun;
        while (!cancellationToken.IsCancellationRequested)
        {
            List<(SavedJob Job, Job? Work)> jobs = [];
            while (jobs.Count < AtOnce && ends.TryRead(out var ended))
            {
                if (Saved(ended) is { } found)
                {
                    jobs.Add((found, ended));
                }
            }

            if (jobs.Count == 0 && parts.Clock.GetUtcNow() >= nextLook)
            {
                jobs = [.. parts.Saved.ListOpen().Select(job => (job, (Job?)null))];
                nextLook = parts.Clock.GetUtcNow() + LookEvery;
            }

            await Parallel.ForEachAsync(jobs.DistinctBy(found => found.Job.Id, StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, LookAsync);
            await WaitAsync(ends, nextLook, cancellationToken);
        }
    }

    private SavedJob? Saved(Job ended) =>
        (string?)ended.Spec.Presentation?["saved"] is { } id && parts.Saved.Find(id) is { Phase: SavedJobPhase.Submitted } job && job.Work == ended.Id ? job : null;

    private async Task WaitAsync(System.Threading.Channels.ChannelReader<Job> ends, DateTimeOffset nextLook, CancellationToken cancellationToken)
    {
        var time = nextLook - parts.Clock.GetUtcNow();
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            await ends.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    private async ValueTask LookAsync((SavedJob Job, Job? Work) found, CancellationToken cancellationToken)
    {
        var job = found.Job;
        try
        {
            var work = found.Work ?? await parts.Jobs.FindAsync(job.Work!.Value, cancellationToken);
            if (work is null)
            {
                await ResumeAsync(job, cancellationToken);
            }
            else if (work.State.IsFinal())
            {
                await _settlement.SettleAsync(job, work, cancellationToken);
            }
            else if (JobRecord.Of(job).StopAt is not null)
            {
                await StopPages.EndAsync(parts, job, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.Log(LogLevel.Error, exception, "The end of job {Job} could not be put in order; it is tried again.", job.Id);
        }
    }

    private async Task ResumeAsync(SavedJob job, CancellationToken cancellationToken)
    {
        if (job.UpdatedAt >= _begun && parts.Clock.GetUtcNow() - job.UpdatedAt < LostAfter)
        {
            return;
        }

        try
        {
            await _submission.ResumeAsync(job, cancellationToken);
        }
        catch (HpcException exception)
        {
            var record = JobRecord.Of(job) with { Reason = $"It could not be started. {exception.Message}", HasFailed = true, CompletedAt = parts.Clock.GetUtcNow() };
            await parts.Saved.TryReplaceAsync(job with { Phase = SavedJobPhase.Completed, Record = record.Write() }, cancellationToken);
        }
    }
}
