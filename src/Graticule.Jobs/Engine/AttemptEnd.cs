using System.Text.Json;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>
/// What becomes of a job whose attempt is over. In this order, so that a crash between any two steps can be repeated: the files go
/// into the store, the log goes there, the row gets its end, the workspaces go.
/// </summary>
internal sealed class AttemptEnd(
    AttemptRow row, ProcessCatalog catalog, WorkspaceFolder workspaces, JobLogs logs, IFileStore files, EngineOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Ends the attempt by its report, and without one by what the executor knows.</summary>
    /// <param name="job">The running job.</param>
    /// <param name="workspace">The attempt's folder.</param>
    /// <param name="loss">Why there may be no report.</param>
    /// <param name="stopping">The server stops; what is not written then is done by the next start.</param>
    public async Task SettleAsync(Job job, Workspace workspace, Loss loss, CancellationToken stopping)
    {
        if (await row.FindAsync(job.Id, stopping) is not { State: JobState.Running } found || found.Attempt != job.Attempt)
        {
            await ClearAsync(job, stopping);
            return;
        }

        JobReport? report;
        try
        {
            report = await workspace.ReadReportAsync(stopping);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            report = new(new(ProblemKind.ProcessFailed, $"The worker's report cannot be read: {exception.Message}"), []);
        }

        if (report is not null)
        {
            await FinishAsync(job, workspace, report, stopping);
        }
        else if (MayRepeat(job, loss) || MayBegin(job, workspace, loss))
        {
            if (await RepeatAsync(job, loss, stopping) is null)
            {
                await ClearAsync(job, stopping);
            }
        }
        else
        {
            await FinishAsync(job, workspace, new(new(ProblemKind.ProcessFailed, loss.Message), []), stopping);
        }
    }

    /// <summary>Ends a job that never reached a worker.</summary>
    public Task FailAsync(Job job, Problem problem, CancellationToken stopping) =>
        FinishAsync(job, workspaces.Of(job.Id, job.Attempt), new(problem, []), stopping);

    /// <summary>Back into the queue.</summary>
    public Task<Job?> RepeatAsync(Job job, Loss loss, CancellationToken stopping)
    {
        Say(workspaces.Of(job.Id, job.Attempt), LogLevel.Warning, loss.Message + " The job is tried again.");
        return row.SaveAsync(
            job,
            found => found with { State = JobState.Queued, ExecutorHandle = null, Progress = null, Message = loss.Message + " It is tried again." },
            stopping);
    }

    /// <summary>Whether a repetition may help, and does no harm.</summary>
    public bool MayRepeat(Job job, Loss loss) =>
        loss.MayRetry && job.Tries < options.MaxAttempts && catalog.Of(job.Spec)?.Description.IsRepeatable == true;

    /// <summary>Whether the attempt ended before any worker could hear of it.</summary>
    private bool MayBegin(Job job, Workspace workspace, Loss loss) =>
        job.Tries < options.MaxAttempts && (loss.NeverBegan || !File.Exists(workspace.OrderPath));

    /// <summary>Clears up after an attempt whose job moved on: one that was ended leaves its log, one that was paused also what it kept.</summary>
    public Task ClearAsync(Job job, CancellationToken stopping) => GiveUpAsync(job, [], stopping);

    private async Task FinishAsync(Job job, Workspace workspace, JobReport report, CancellationToken stopping)
    {
        var ended = await AdoptAsync(job, workspace, report, stopping);
        Say(workspace, ended.Problem is null ? LogLevel.Info : LogLevel.Error, ended.Problem?.Message ?? "The job succeeded.");
        await KeepLogAsync(job, stopping);
        if (await row.SaveAsync(job, found => JobMoves.Finish(found, ended, clock.GetUtcNow()), stopping) is null)
        {
            await GiveUpAsync(job, ended.Outputs, stopping);
        }
        else if (ended.Problem is null)
        {
            Delete(job.Id);
        }
        else
        {
            // A failed job's folder stays until the sweep, for whoever wants to look or to run it by hand; it does not go on.
            DeleteKept(job.Id);
        }
    }

    private async Task<JobReport> AdoptAsync(Job job, Workspace workspace, JobReport report, CancellationToken stopping)
    {
        try
        {
            return report with { Outputs = await WorkspaceOutputs.AdoptAsync(job.Id, workspace, report.Outputs, files, stopping) };
        }
        catch (ProblemException exception)
        {
            return new(exception.Problem, []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "The results of job {Job} could not be stored.", job.Id);
            return new(new(ProblemKind.Unavailable, $"The results could not be stored: {exception.Message}"), []);
        }
    }

    /// <summary>
    /// The row moved on: a job that was ended leaves nothing but its log, and a paused one nothing of this attempt but that; where there is a
    /// later attempt, it owns what is there.
    /// </summary>
    private async Task GiveUpAsync(Job job, IReadOnlyList<JobOutput> adopted, CancellationToken stopping)
    {
        var found = await row.FindAsync(job.Id, stopping);
        if (found is not null && found.Attempt != job.Attempt)
        {
            return;
        }

        var workspace = workspaces.Of(job.Id, job.Attempt);
        var goesOn = found is { State: JobState.Created or JobState.Queued };
        if (goesOn && found!.PausedAttempt == job.Attempt)
        {
            Say(workspace, LogLevel.Info, "The job was paused.");
        }

        await KeepLogAsync(job, stopping);
        await WorkspaceOutputs.DeleteAsync(job.Id, adopted, files, stopping);
        if (goesOn)
        {
            Try(job.Id, workspace.DeleteAllButLog);
        }
        else
        {
            Delete(job.Id);
        }
    }

    private async Task KeepLogAsync(Job job, CancellationToken stopping)
    {
        try
        {
            await logs.KeepAsync(job.Id, stopping);
            await logs.KeepUsageAsync(job.Id, stopping);
            await StagedInputs.KeepAsync(job.Id, workspaces.Of(job.Id, job.Attempt).Path, files, stopping);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ProblemException)
        {
            log.LogWarning(exception, "The log of job {Job} could not be kept.", job.Id);
        }
    }

    private void Say(Workspace workspace, LogLevel level, string message)
    {
        if (!Directory.Exists(workspace.Path))
        {
            return; // a job that ran inside the server, or never got so far
        }

        try
        {
            WorkspaceLog.Append(workspace, new(clock.GetUtcNow(), level, message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(exception, "A line could not be added to the log in {Folder}.", workspace.Path);
        }
    }

    private void Delete(JobId job) => Try(job, () => workspaces.Delete(job));

    private void DeleteKept(JobId job) => Try(job, () => workspaces.DeleteKept(job));

    private void Try(JobId job, Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(exception, "Folders of job {Job} stay for the sweep.", job);
        }
    }
}
