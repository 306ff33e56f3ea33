using System.Collections.Concurrent;
using Graticule.Analysis;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Runs the worker's code in this program: quick, and enough for tests of what is said about jobs.</summary>
internal sealed class InProcessExecutor(ProcessCatalog catalog, JobSignal signal) : IExecutor
{
    private readonly ConcurrentDictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);
    private readonly Worker _worker = new(catalog, TimeProvider.System);

    public string Name => "local";

    public int FreeSlots => 16;

    public Task<string> SubmitAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        var stop = new CancellationTokenSource();
        var progress = new LatestProgress();
        var work = Task.Run(() => _worker.RunAsync(order.Workspace, 1, progress, stop.Token), CancellationToken.None);
        _attempts[order.Workspace.Path] = new(work, stop, progress);
        _ = work.ContinueWith(_ => signal.Set(), TaskScheduler.Default);
        return Task.FromResult(order.Workspace.Path);
    }

    public Task<IReadOnlyList<WorkStatus>> PollAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WorkStatus>>([.. handles.Select(Status)]);

    public Task CancelAsync(string handle, CancellationToken cancellationToken) =>
        _attempts.TryGetValue(handle, out var attempt) ? attempt.Stop.CancelAsync() : Task.CompletedTask;

    private WorkStatus Status(string handle)
    {
        if (!_attempts.TryGetValue(handle, out var attempt) || attempt.Work.IsCanceled || attempt.Work.IsFaulted)
        {
            return new(handle, WorkState.Lost, Reason: new("It was stopped.", MayRetry: false));
        }

        var news = attempt.Progress.Take();
        return new(handle, attempt.Work.IsCompleted ? WorkState.Exited : WorkState.Running, news?.Share, news?.Message);
    }

    private sealed record Attempt(Task Work, CancellationTokenSource Stop, LatestProgress Progress);
}
