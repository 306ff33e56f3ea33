using Graticule.Jobs.Execution;

namespace Graticule.Jobs.Engine;

/// <summary>Jobs that a dead run left in the state running: what has happened to each, and how it goes on.</summary>
internal sealed class Recovery(AttemptEnd ends, WorkspaceFolder workspaces, IReadOnlyList<ExecutorLane> lanes, CancellationToken abandon)
{
    private static readonly Loss StoppedInline = new("The server stopped while the job ran inside it.", MayRetry: true);

    private static readonly Loss StoppedHandingOver = new("The server stopped while it handed the job to a worker.", MayRetry: true);

    /// <summary>
    /// In this order: a job without a known executor fails; a report that lies there is the job's end; a handle is polled like any
    /// other, and its executor knows whether the work goes on; an order that was never written means that nothing has happened yet;
    /// what is left may have been begun.
    /// </summary>
    public async Task TakeOverAsync(IReadOnlyList<Job> jobs)
    {
        await Task.WhenAll(jobs.Where(job => job.Executor == EngineOptions.Inline).Select(TakeOverInlineAsync));
        foreach (var job in jobs.Where(job => job.Executor != EngineOptions.Inline))
        {
            await TakeOverAsync(job);
        }
    }

    private Task TakeOverInlineAsync(Job job) => ends.MayRepeat(job, StoppedInline)
        ? ends.RepeatAsync(job, StoppedInline, abandon)
        : ends.FailAsync(job, new(ProblemKind.ProcessFailed, StoppedInline.Message), abandon);

    private async Task TakeOverAsync(Job job)
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
        else if (File.Exists(workspace.ReportPath) || job.ExecutorHandle is null)
        {
            lane.Settle(job, workspace, StoppedHandingOver);
        }
        else
        {
            lane.Resume(job, job.ExecutorHandle, workspace);
        }
    }
}
