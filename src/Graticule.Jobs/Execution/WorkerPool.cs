using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Execution;

/// <summary>
/// The executor <c>local</c>: warm worker processes on this machine, one job at a time each. A crash or a leak costs one worker, a
/// cancel is a kill, and a job that holds more memory or takes more time than it may is killed with all that it started. Workers die
/// with the server.
/// </summary>
/// <param name="options">How many, and how they are started.</param>
/// <param name="changed">Told when an order has ended or a worker has become free; a hint, polling is the truth.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of workers that die.</param>
public sealed class WorkerPool(WorkerPoolOptions options, Action changed, TimeProvider clock, ILogger log) : IExecutor, IAsyncDisposable
{
    /// <summary>A worker that dies sooner than this, without an order, cannot work: the next one is started after a pause.</summary>
    private static readonly TimeSpan EarlyDeath = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<PoolWorker> _workers = [];
    private readonly PoolOrders _orders = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _tasks = [];
    private long _starts;
    private long _restarts;
    private long _ended;
    private long _lost;
    private TimeSpan _runTime;
    private int _earlyDeaths;

    public string Name => "local";

    public int FreeSlots
    {
        get
        {
            lock (_lock)
            {
                return _workers.Count(worker => worker.IsFree);
            }
        }
    }

    /// <summary>Why workers do not start, while that is so.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Starts the workers, in the background. Once.</summary>
    public void Start()
    {
        for (var slot = 0; slot < Math.Max(1, options.Workers); slot++)
        {
            _tasks.Add(Task.Run(KeepAsync, CancellationToken.None));
        }

        _tasks.Add(Task.Run(() => new PoolWatch(clock).RunAsync(WatchWorkers, _closing.Token), CancellationToken.None));
    }

    public Task<string> SubmitAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var worker = _workers.Where(worker => worker.IsFree).MinBy(worker => worker.Resident)
                ?? throw new ProblemException(ProblemKind.Unavailable, "No worker of this machine is free.");
            var running = _workers.Count(other => other.Current is not null) + 1;
            var cores = Math.Clamp(order.Resources.CoresPerNode ?? options.Cores / running, 1, options.Cores);
            try
            {
                worker.Send(new(order.Workspace.Path, cores));
            }
            catch (IOException exception)
            {
                worker.Kill();
                throw new ProblemException(new(ProblemKind.Unavailable, "The worker died before it had the order."), exception);
            }

            worker.Orders++;
            worker.Members = [worker.Identity.Id];
            var handle = string.Create(CultureInfo.InvariantCulture, $"{worker.Identity.Id}:{worker.Identity.StartTime}:{worker.Orders}");
            worker.Current = new(handle, order.Resources, clock.GetTimestamp());
            _orders.Add(worker.Current);
            return Task.FromResult(handle);
        }
    }

    public Task<IReadOnlyList<WorkStatus>> PollAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<WorkStatus>>([.. handles.Select(handle => _orders.Find(handle)?.Status ?? EarlierLife.StatusOf(handle, IsOurs))]);
        }
    }

    public Task CancelAsync(string handle, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_workers.Find(worker => worker.Current?.Handle == handle) is { } worker)
            {
                Condemn(worker, WorkerLoss.Cancelled);
            }
        }

        return Task.CompletedTask;
    }

    public PoolFigures Measure()
    {
        lock (_lock)
        {
            return new(
                _workers.Count(worker => worker.IsReady), _workers.Count(worker => worker.Current is not null), _starts, _restarts, _ended, _lost, _runTime);
        }
    }

    /// <summary>Kills every worker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync();
        lock (_lock)
        {
            _workers.ForEach(worker => worker.Kill());
        }

        await Task.WhenAll(_tasks);
        _closing.Dispose();
    }

    /// <summary>Keeps one place filled: a worker, and when it is gone the next.</summary>
    private async Task KeepAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            var usable = false;
            try
            {
                usable = await LiveAsync() || clock.GetElapsedTime(began) > EarlyDeath;
            }
            catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
            {
                Trouble = $"The worker program '{options.Program}' cannot be started: {exception.Message}";
                log.LogError(exception, "The worker program {Program} cannot be started.", options.Program);
            }

            await PauseAsync(usable);
        }
    }

    /// <summary>One worker's life. True if it was of use.</summary>
    private async Task<bool> LiveAsync()
    {
        using var worker = PoolWorker.Start(options);
        lock (_lock)
        {
            _starts++;
            _workers.Add(worker);
            if (_closing.IsCancellationRequested)
            {
                worker.Kill();
            }
        }

        var exitCode = await worker.RunAsync(news => Hear(worker, news));
        lock (_lock)
        {
            _workers.Remove(worker);
            var order = worker.Current;
            if (order is not null)
            {
                var loss = order.Verdict ?? WorkerLoss.Died(exitCode, clock.GetElapsedTime(order.StartedAt), worker.LastWords());
                _lost++;
                End(worker, order.Status with { State = WorkState.Lost, Reason = loss });
                log.LogWarning("Worker {Process} is gone: {Reason}", worker.Identity.Id, loss.Message);
            }
            else if (!worker.IsDoomed)
            {
                Trouble = $"A worker ended by itself with exit code {exitCode}. {worker.LastWords()}";
                log.LogWarning("Idle worker {Process} ended by itself with exit code {ExitCode}. {LastWords}", worker.Identity.Id, exitCode, worker.LastWords());
            }

            if (!_closing.IsCancellationRequested && (order is not null || !worker.IsDoomed))
            {
                _restarts++;
            }
        }

        changed();
        return worker.Orders > 0 || worker.IsDoomed;
    }

    private void Hear(PoolWorker worker, WorkerNews news)
    {
        lock (_lock)
        {
            switch (news.Kind)
            {
                case WorkerNewsKind.Ready:
                    worker.IsReady = true;
                    Trouble = null;
                    break;
                case WorkerNewsKind.Progress when worker.Current is { } order:
                    order.Status = order.Status with { Progress = news.Progress, Message = news.Message };
                    return;
                case WorkerNewsKind.Done when worker.Current is { } order:
                    End(worker, news.Message is null
                        ? order.Status with { State = WorkState.Exited }
                        : order.Status with { State = WorkState.Lost, Reason = WorkerLoss.Unreported(news.Message) });
                    break;
                default:
                    return;
            }
        }

        changed();
    }

    private void End(PoolWorker worker, WorkStatus status)
    {
        var order = worker.Current!;
        worker.Current = null;
        order.Status = status;
        _orders.End(order);
        _ended++;
        _runTime += clock.GetElapsedTime(order.StartedAt);

        // What a large job left behind must not count as the next one's memory.
        if (worker.Orders >= options.JobsPerWorker || worker.Resident >> 20 > options.IdleMemoryMiB)
        {
            worker.Kill();
        }
    }

    private void WatchWorkers(PoolWatch watch)
    {
        lock (_lock)
        {
            foreach (var worker in _workers.Where(worker => worker.IsReady && !worker.IsDoomed))
            {
                if (watch.Judge(worker, options.IdleMemoryMiB) is { } verdict)
                {
                    Condemn(worker, verdict);
                }
            }
        }
    }

    private bool IsOurs(LinuxProcess process) => _workers.Exists(worker => worker.Identity == process);

    private static void Condemn(PoolWorker worker, Loss verdict)
    {
        if (worker.Current is { } order)
        {
            order.Verdict ??= verdict;
        }

        worker.Kill();
    }

    private async Task PauseAsync(bool usable)
    {
        if (usable)
        {
            Volatile.Write(ref _earlyDeaths, 0);
            return;
        }

        var deaths = Math.Min(Interlocked.Increment(ref _earlyDeaths), 10);
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 100 * Math.Pow(2, deaths)));
        try
        {
            await Task.Delay(pause, clock, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // The pool closes.
        }
    }
}
