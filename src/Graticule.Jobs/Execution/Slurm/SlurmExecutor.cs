using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>
/// The executor <c>slurm</c>: every order is a job of a cluster that shares the file system of the workspaces, or a task of an array. The
/// cluster is asked about all of them at once, beside the scheduler, which never waits for it; while it does not answer, all jobs stand
/// where they stood. Jobs live on when the server dies, and a later run takes them up again.
/// </summary>
/// <param name="options">How jobs are handed over.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="changed">Told when an order has ended or the cluster is back; a hint, polling is the truth.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of a cluster that does not answer.</param>
public sealed class SlurmExecutor(SlurmOptions options, SlurmCluster cluster, Action changed, TimeProvider clock, ILogger log) : IExecutor, IAsyncDisposable
{
    /// <summary>Least time between two questions when a report shows that a job is ending.</summary>
    private static readonly TimeSpan HurryEvery = TimeSpan.FromSeconds(0.2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly SlurmOrders _orders = new();
    private readonly SlurmEnd _end = new(clock, log);
    private readonly CancellationTokenSource _closing = new();
    private SubmissionWindow? _window;
    private Task _asking = Task.CompletedTask;
    private DateTimeOffset _nextQuestion;
    private DateTimeOffset _earliestQuestion;
    private int _failures;
    private bool _isKnown;

    public string Name => "slurm";

    /// <summary>Why the cluster does not answer, while that is so.</summary>
    public string? Trouble { get; private set; }

    /// <summary>None while the cluster does not answer: what is not claimed waits in the server's queue, where it can be cancelled and listed.</summary>
    public int FreeSlots
    {
        get
        {
            lock (_lock)
            {
                AskIfDue(hurry: false);
                return _isKnown && Trouble is null ? Math.Max(0, options.MaxJobs - _orders.Open) : 0;
            }
        }
    }

    public Task<string> SubmitAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _window ??= new(options, new(cluster, options, Track, clock, log), clock);
            return _window.AddAsync(order, cancellationToken);
        }
    }

    public async Task<WorkStatus> RecoverAsync(string? handle, WorkOrder order, CancellationToken cancellationToken)
    {
        var found = handle ?? await FindAsync(order, cancellationToken);
        if (found is null)
        {
            var neverBegan = Ticket.TryWithdraw(order.Workspace);
            return new("", WorkState.Lost, Reason: WorkerLoss.StoppedHandingOver with { NeverBegan = neverBegan });
        }

        Track(found, order);
        return new(found, WorkState.Running);
    }

    public Task<IReadOnlyList<WorkStatus>> PollAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var orders = handles.Select(handle => (Handle: handle, Order: _orders.Find(handle))).ToList();
            AskIfDue(hurry: orders.Exists(known => known.Order is { IsOver: false } order && File.Exists(order.Order.Workspace.ReportPath)));
            return Task.FromResult<IReadOnlyList<WorkStatus>>(
            [
                .. orders.Select(known => known.Order is null
                    ? new(known.Handle, WorkState.Lost, Reason: SlurmState.Forgotten(known.Handle))
                    : StatusOf(known.Order)),
            ]);
        }
    }

    public Task CancelAsync(string handle, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_orders.Find(handle) is { IsOver: false } order)
            {
                order.IsCancelled = true;
                _nextQuestion = default;
                AskIfDue(hurry: true);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Stops asking; the jobs in the cluster go on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            await _closing.CancelAsync();
            await _asking.WaitAsync(CancellationToken.None);
            _closing.Dispose();
        }
    }

    private void Track(string handle, WorkOrder order)
    {
        lock (_lock)
        {
            _orders.Add(new(handle, order));
        }
    }

    private WorkStatus StatusOf(SlurmOrder order)
    {
        if (order.IsOver)
        {
            return order.Status;
        }

        var news = order.Status.State == WorkState.Running ? order.Order.Workspace.ReadProgress() : null;
        return order.Status with { Progress = news?.Share, Message = Trouble ?? news?.Message ?? order.Status.Message };
    }

    /// <summary>The handle of an order whose handle was never saved; null when Slurm has no such job.</summary>
    private async Task<string?> FindAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        if (Ticket.Find(order.Workspace) is not { } ticket)
        {
            return null;
        }

        var jobs = await cluster.FindAsync(ticket.Name, ticket.Submission, cancellationToken);
        return ticket.Task is { } task
            ? jobs.FirstOrDefault(job => job.Handle.EndsWith($"_{task}", StringComparison.Ordinal))?.Handle
            : jobs.Select(job => job.Handle).FirstOrDefault();
    }

    /// <summary>Asks the cluster in the background, unless that is under way. Called under the lock.</summary>
    private void AskIfDue(bool hurry)
    {
        var now = clock.GetUtcNow();
        var isDue = now >= _nextQuestion || (hurry && Trouble is null && now >= _earliestQuestion);
        if (isDue && _asking.IsCompleted && !_closing.IsCancellationRequested && (_orders.Open > 0 || !_isKnown || Trouble is not null))
        {
            _asking = Task.Run(AskAsync, CancellationToken.None);
        }
    }

    private async Task AskAsync()
    {
        var hasNews = false;
        try
        {
            await cluster.LearnAsync(_closing.Token);
            hasNews = await AskAboutOrdersAsync();
            lock (_lock)
            {
                hasNews |= Trouble is not null || !_isKnown;
                (Trouble, _isKnown, _failures) = (null, true, 0);
                _nextQuestion = clock.GetUtcNow() + options.PollEvery;
                _earliestQuestion = clock.GetUtcNow() + HurryEvery;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (Exception exception)
        {
            var isNew = Trouble is null;
            lock (_lock)
            {
                _failures = Math.Min(_failures + 1, 10);
                var pause = options.PollEvery * Math.Pow(2, _failures - 1);
                _nextQuestion = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
                hasNews = isNew;
                Trouble = exception.Message;
            }

            if (isNew)
            {
                log.LogWarning(exception, "Slurm does not answer; jobs in the cluster stand where they stood.");
            }
        }

        if (hasNews)
        {
            changed();
        }
    }

    /// <summary>True if a job has ended.</summary>
    private async Task<bool> AskAboutOrdersAsync()
    {
        IReadOnlyList<SlurmOrder> open;
        IReadOnlyList<string> cancelled;
        lock (_lock)
        {
            open = _orders.ListOpen();
            cancelled = [.. open.Where(order => order.IsCancelled).Select(order => order.Handle)];
        }

        if (open.Count == 0)
        {
            // Whether the cluster is back can only be seen by asking it something.
            await cluster.LookAtNodesAsync(_closing.Token);
            return false;
        }

        if (cancelled.Count > 0)
        {
            await cluster.CancelAsync(cancelled, _closing.Token);
        }

        var listed = await cluster.ListAsync([.. open.Select(order => order.Handle)], _closing.Token);
        var jobs = listed.DistinctBy(job => job.Handle, StringComparer.Ordinal).ToDictionary(job => job.Handle, StringComparer.Ordinal);
        var over = open.Where(order => IsOver(order, jobs.GetValueOrDefault(order.Handle))).ToList();
        var records = (await cluster.AccountAsync([.. over.Select(order => order.Handle)], _closing.Token)).ToDictionary(job => job.Handle, StringComparer.Ordinal);
        foreach (var order in open.Except(over))
        {
            var job = jobs[order.Handle];
            Set(order, new(order.Handle, SlurmState.Of(job.State), Message: SlurmState.Message(job)));
        }

        foreach (var order in over)
        {
            Set(order, await _end.TellAsync(order.Order, order.Handle, jobs.GetValueOrDefault(order.Handle), records.GetValueOrDefault(order.Handle)));
        }

        return over.Count > 0;
    }

    /// <summary>A job that is being cleared away is over once its report is there.</summary>
    private static bool IsOver(SlurmOrder order, SlurmJob? job) =>
        job is null
        || SlurmState.Of(job.State) is WorkState.Exited or WorkState.Lost
        || (job.State == "COMPLETING" && File.Exists(order.Order.Workspace.ReportPath));

    private void Set(SlurmOrder order, WorkStatus status)
    {
        lock (_lock)
        {
            order.Status = status;
            if (order.IsOver)
            {
                _orders.End(order);
            }
        }
    }
}
