using Graticule.Analysis.Batch;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>How a job ended, in words that clients compare.</summary>
internal static class Ending
{
    /// <summary>Of a job all of whose runs succeeded: clients compare the whole text.</summary>
    public const string Success = "Completed successfully";

    /// <param name="record">As it is so far.</param>
    /// <param name="work">What the engine says.</param>
    /// <param name="manifest">What the worker says; null: it could say nothing.</param>
    /// <param name="trouble">Why files were not kept; null: they were.</param>
    public static JobRecord Of(JobRecord record, Job work, BatchManifest? manifest, string? trouble)
    {
        var (reason, hasFailed) = manifest is null ? WithoutWork(work) : Reason(record, manifest);
        var (started, ended) = Times(work, manifest);
        return record with
        {
            StartedAt = started,
            EndedAt = ended,
            Reason = trouble is null ? reason : $"{reason}. {trouble}",
            HasFailed = hasFailed || trouble is not null,
            ExitCode = manifest?.Runs.Where(run => run.ExitCode is not null).OrderBy(run => run.ExitCode == 0).FirstOrDefault()?.ExitCode,
            Runs = [.. (manifest?.Runs ?? []).Select(run => new RunRecord(run.Number, run.StartedAt, run.EndedAt, run.ExitCode, run.Reason))],
        };
    }

    /// <summary>From the first command to the last, by the clock of the machine that ran them: nobody pays for the time in the queue of a cluster.</summary>
    private static (DateTimeOffset? Started, DateTimeOffset? Ended) Times(Job work, BatchManifest? manifest) => (work, manifest) switch
    {
        (_, { Runs.Count: > 0 }) => (manifest.Runs.Min(run => run.StartedAt), manifest.Runs.Max(run => run.EndedAt)),
        ({ State: JobState.Cancelled }, null) => (null, work.FinishedAt),
        _ => (work.StartedAt, work.FinishedAt),
    };

    private static (string Reason, bool HasFailed) WithoutWork(Job work) => work switch
    {
        { State: JobState.Cancelled } => ("Stopped by the user before it started", false),
        { Problem: { Kind: ProblemKind.ProcessFailed } problem, Attempt: > 1 } => ($"Exceeded max number of restarts. {problem.Message}", true),
        _ => (work.Problem?.Message ?? "What it left cannot be read", true),
    };

    private static (string Reason, bool HasFailed) Reason(JobRecord record, BatchManifest manifest)
    {
        var failed = manifest.Runs.Count(run => run.ExitCode is not 0 || run.Stop is not null);
        return manifest.Stop switch
        {
            BatchStop.Asked => ("Stopped by the user", false),
            BatchStop.WallTime when record.IsOfBudget => ("Stopped: the budget of the project is used up", true),
            BatchStop.WallTime => ("Stopped: the walltime is over", true),
            _ when failed == 0 => (Success, false),
            _ when manifest.Runs.Count == 1 => (manifest.Runs[0].Reason is { } why ? $"A run failed. {why}" : "A run failed", true),
            _ => ($"{Digits.Of(failed)} of {Digits.Of(manifest.Runs.Count)} runs failed", true),
        };
    }
}
