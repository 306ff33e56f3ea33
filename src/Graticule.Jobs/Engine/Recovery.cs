using Graticule.Jobs.Execution;

namespace Graticule.Jobs.Engine;

/// <summary>Jobs that a dead run left in the state running: what has happened to each, and how it goes on.</summary>
internal sealed class Recovery(AttemptEnd ends, WorkspaceFolder workspaces, IReadOnlyList<ExecutorLane> lanes, CancellationToken abandon)
{
    private static readonly Loss StoppedInline = new("The server stopped while the job ran inside it.", MayRetry: true);

    /// <summary>
    /// In this order: a job without a known executor fails; a report of work that nobody watches is the job's end; an order that was never
    /// written means that nothing has happened yet; what is left may have been begun, and its executor knows whether it goes on.
    /// </summary>
    public async Task TakeOverAsync(IReadOnlyList<Job> jobs, CancellationToken stopping)
    {
        await Task.WhenAll(jobs.Where(job => job.Executor == EngineOptions.Inline).Select(TakeOverInlineAsync));
        foreach (var job in jobs.Where(job => job.Executor != EngineOptions.Inline))
        {
            await TakeOverAsync(job, stopping);
        }
    }

    private Task TakeOverInlineAsync(Job job) => ends.MayRepeat(job, StoppedInline)
        ? ends.RepeatAsync(job, StoppedInline, abandon)
        : ends.FailAsync(job, new(ProblemKind.ProcessFailed, StoppedInline.Message), abandon);

    private async Task TakeOverAsync(Job job, CancellationToken stopping)
    {
        var workspace = workspaces.Of(job.Id, job.Attempt);
        if (lanes.FirstOrDefault(lane => lane.Name == job.Executor) is not { } lane)
        {
            await ends.FailAsync(job, new(ProblemKind.ProcessFailed, $"This server has no executor '{job.Executor}' any more."), abandon);
        }
        else if (lane.Has(job.Id))
        {
            // Its lease ran out while this server slept; the work goes on.
        }
        else if (job.ExecutorHandle is null && (File.Exists(workspace.ReportPath) || !File.Exists(workspace.OrderPath)))
        {
            lane.Settle(job, workspace, WorkerLoss.StoppedHandingOver);
        }
        else
        {
            lane.Resume(job, workspace, stopping);
        }
    }
}
