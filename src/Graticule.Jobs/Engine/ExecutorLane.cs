using System.Collections.Concurrent;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>
/// One executor's share of the scheduler: claims what it has room for, starts attempts, polls them all at once, passes their progress on
/// and settles their ends. Starts and ends are tasks, so that a slow download or a large result holds up nobody else. A server that stops
/// breaks off starts at once, and lets ends be written until <c>abandon</c> fires.
/// </summary>
internal sealed class ExecutorLane(
    IExecutor executor, AttemptStart starts, AttemptEnd ends, AttemptRow row, IJobQueue queue, JobSignal signal, AttemptStops stops,
    EngineOptions options, TimeProvider clock, ILogger log, CancellationToken abandon)
{
    private static readonly TimeSpan InsistEvery = TimeSpan.FromSeconds(2);

    /// <summary>How long an executor may take to say where its work stands.</summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(30);

    private readonly JobSignal _wake = new();
    private readonly QueueWatch _queue = new(queue, executor.Name, signal, options.LookEvery, clock);

    private readonly ConcurrentDictionary<AttemptKey, WatchedAttempt> _watched = new();
    private readonly ConcurrentDictionary<AttemptKey, TaskCompletionSource> _underWay = new();
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private DateTimeOffset _nextLook;
    private int _starting;

    public string Name => executor.Name;

    /// <summary>Whether an attempt of this job is under way here.</summary>
    public bool Has(JobId job) => _underWay.Keys.Any(attempt => attempt.Job == job);

    /// <summary>Ends when no start and no end is under way, or when there is no more time for them.</summary>
    public Task WhenQuietAsync() => Task.WhenAny(Task.WhenAll(_tasks.Keys), Task.Delay(Timeout.InfiniteTimeSpan, abandon));

    /// <summary>Begins the next turn at once.</summary>
    public void Wake() => _wake.Set();

    /// <summary>One look at everything, and the wait for a reason to look again.</summary>
    public async Task TurnAsync(Func<Lease> newLease, CancellationToken stopping)
    {
        if (clock.GetUtcNow() >= _nextLook)
        {
            _nextLook = clock.GetUtcNow() + options.LookEvery;
            await LookForEndedAsync(stopping);
        }

        await PollAsync(stopping);
        await ClaimAsync(newLease(), stopping);
        var watches = !_watched.IsEmpty && options.ProgressEvery < options.LookEvery;
        await _wake.WaitAsync(watches ? options.ProgressEvery : options.LookEvery, stopping);
    }

    /// <summary>Goes on with an attempt that an earlier run of the server left behind.</summary>
    public void Resume(Job job, Workspace workspace, CancellationToken stopping) => Begin(AttemptKey.Of(job), () => ResumeAsync(job, workspace, stopping));

    /// <summary>Ends an attempt that is known to be over.</summary>
    public void Settle(Job job, Workspace workspace, Loss loss) =>
        Begin(AttemptKey.Of(job), () => EndAsync(job, () => ends.SettleAsync(job, workspace, loss, abandon)));

    /// <summary>Ends a job that can never reach a worker.</summary>
    public void Fail(Job job, Problem problem) => Begin(AttemptKey.Of(job), () => EndAsync(job, () => ends.FailAsync(job, problem, abandon)));

    /// <summary>Stops the work of jobs that another server, or another program, has ended in the table.</summary>
    private async Task LookForEndedAsync(CancellationToken cancellationToken)
    {
        foreach (var watched in _watched.Values.Where(watched => !watched.IsEnding && !watched.StopSent))
        {
            var found = await row.FindAsync(watched.Job.Id, cancellationToken);
            if (found is null || found.State != JobState.Running || found.Attempt != watched.Job.Attempt)
            {
                stops.Stop(AttemptKey.Of(watched.Job));
            }
        }
    }

    private async Task ClaimAsync(Lease lease, CancellationToken stopping)
    {
        var room = executor.FreeSlots - Volatile.Read(ref _starting);
        if (room > 0)
        {
            foreach (var job in await _queue.ClaimAsync(room, lease, stopping))
            {
                Interlocked.Increment(ref _starting);
                Begin(AttemptKey.Of(job), () => StartAsync(job, stopping));
            }
        }
    }

    private async Task ResumeAsync(Job job, Workspace workspace, CancellationToken stopping)
    {
        var status = await RecoverAsync(job, new(workspace, job.Spec.Resources) { Job = job.Id }, stopping);
        if (status.State == WorkState.Lost)
        {
            var loss = status.Reason ?? WorkerLoss.StoppedHandingOver;
            await EndAsync(job, () => ends.SettleAsync(job, workspace, loss, abandon));
            return;
        }

        var isRecorded = job.ExecutorHandle == status.Handle;
        var watched = Watch(new(job, status.Handle, workspace, new(), isRecorded));
        if (!isRecorded)
        {
            await RecordAsync(watched);
        }
    }

    /// <summary>Asks until there is an answer: a job must neither be given up nor begun again on a guess.</summary>
    private async Task<WorkStatus> RecoverAsync(Job job, WorkOrder order, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await executor.RecoverAsync(job.ExecutorHandle, order, stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "Executor '{Executor}' cannot say what became of job {Job}; asking again.", executor.Name, job.Id);
            }

            await Task.Delay(InsistEvery, clock, stopping);
        }
    }

    private async Task StartAsync(Job job, CancellationToken stopping)
    {
        var stop = new CancellationTokenSource();
        stops.Add(AttemptKey.Of(job), stop);
        string handle;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, stopping);
            await EndOfEarlierAsync(job, either.Token);
            handle = await starts.StartAsync(job, executor, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return; // the server stops
        }
        catch (Exception exception)
        {
            Forget(job, stop);
            await EndAsync(job, () => FailAsync(job, exception));
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _starting);
            signal.Set();
        }

        await RecordAsync(Watch(new(job, handle, starts.WorkspaceOf(job), stop, isRecorded: false)));
    }

    private Task FailAsync(Job job, Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            return ends.ClearAsync(job, abandon);
        }

        log.LogWarning("Job {Job} could not be started: {Reason}", job.Id, exception.Message);
        var problem = (exception as ProblemException)?.Problem ?? new(ProblemKind.ProcessFailed, $"The job could not be started: {exception.Message}");
        return ends.FailAsync(job, problem, abandon);
    }

    private async Task RecordAsync(WatchedAttempt watched)
    {
        if (await row.SaveAsync(watched.Job, found => found with { ExecutorHandle = watched.Handle }, abandon) is { } saved)
        {
            watched.Job = saved;
        }
        else
        {
            stops.Stop(AttemptKey.Of(watched.Job));
        }

        watched.Pen.Release();
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        var watched = _watched.Values.Where(attempt => !attempt.IsEnding).ToDictionary(attempt => attempt.Handle, StringComparer.Ordinal);
        if (watched.Count == 0)
        {
            return;
        }

        foreach (var attempt in watched.Values.Where(attempt => attempt.Stop.IsCancellationRequested && !attempt.StopSent))
        {
            await executor.CancelAsync(attempt.Handle, stopping).WaitAsync(PollTime, clock, stopping);
            attempt.StopSent = true;
        }

        List<Task> writes = [];
        foreach (var status in await AskAsync([.. watched.Keys], stopping))
        {
            var attempt = watched[status.Handle];
            if (status.State is WorkState.Exited or WorkState.Lost)
            {
                attempt.IsEnding = true;
                Follow(AttemptKey.Of(attempt.Job), () => EndAsync(attempt, status));
            }
            else if (IsNews(attempt, status))
            {
                writes.Add(TellAsync(attempt, status));
            }
        }

        await Task.WhenAll(writes);
    }

    /// <exception cref="TimeoutException">The executor did not answer in time; its late answer is not looked at.</exception>
    private async Task<IReadOnlyList<WorkStatus>> AskAsync(IReadOnlyList<string> handles, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(PollTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        return await executor.PollAsync(handles, either.Token).WaitAsync(PollTime, clock, stopping);
    }

    private bool IsNews(WatchedAttempt attempt, WorkStatus status) =>
        attempt.Pen.CurrentCount > 0
        && !attempt.StopSent
        && (status.Progress is not null || status.Message is not null)
        && (!Nullable.Equals(status.Progress, attempt.Job.Progress) || status.Message != attempt.Job.Message)
        && clock.GetUtcNow() >= attempt.NextWrite;

    private async Task TellAsync(WatchedAttempt attempt, WorkStatus status)
    {
        attempt.NextWrite = clock.GetUtcNow() + options.ProgressEvery;
        if (await row.SaveAsync(attempt.Job, found => found with { Progress = status.Progress, Message = status.Message }, abandon) is { } saved)
        {
            attempt.Job = saved;
        }
        else
        {
            stops.Stop(AttemptKey.Of(attempt.Job));
        }
    }

    private async Task EndAsync(WatchedAttempt attempt, WorkStatus status)
    {
        await attempt.Pen.WaitAsync(abandon);

        _watched.TryRemove(AttemptKey.Of(attempt.Job), out _);
        Forget(attempt.Job, attempt.Stop);
        var loss = status.Reason ?? new("The worker ended without a report.", MayRetry: true);
        await EndAsync(attempt.Job, () => ends.SettleAsync(attempt.Job, attempt.Workspace, loss, abandon));
    }

    /// <summary>The last step of an attempt; whoever waits to make the next one goes on.</summary>
    private async Task EndAsync(Job job, Func<Task> step)
    {
        await InsistAsync(job.Id, step);
        Close(AttemptKey.Of(job));
        signal.Set();
    }

    /// <summary>
    /// Until no earlier attempt of a job is under way here: one that was paused and started again at once has its last worker still to lose,
    /// and two must not work in one job's folder.
    /// </summary>
    private async Task EndOfEarlierAsync(Job job, CancellationToken cancellationToken)
    {
        for (var number = job.Attempt - 1; number > 0; number--)
        {
            if (_underWay.TryGetValue(new(job.Id, number), out var earlier))
            {
                await earlier.Task.WaitAsync(cancellationToken);
            }
        }
    }

    private WatchedAttempt Watch(WatchedAttempt attempt)
    {
        var key = AttemptKey.Of(attempt.Job);
        stops.Add(key, attempt.Stop);
        attempt.Stop.Token.Register(signal.Set);
        _watched[key] = attempt;

        // Its end may have been told already, to a loop that did not watch it yet.
        signal.Set();
        return attempt;
    }

    private void Forget(Job job, CancellationTokenSource stop)
    {
        stops.Remove(AttemptKey.Of(job));
        stop.Dispose();
    }

    private void Close(AttemptKey attempt)
    {
        if (_underWay.TryRemove(attempt, out var over))
        {
            over.SetResult();
        }
    }

    /// <summary>Repeats a step that may be repeated until it is done: a job must not stay running for ever.</summary>
    private async Task InsistAsync(JobId job, Func<Task> step)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "The end of job {Job} could not be recorded; trying again.", job);
            }

            await Task.Delay(InsistEvery, clock, abandon);
        }
    }

    /// <summary>Takes an attempt into this lane, until its end.</summary>
    private void Begin(AttemptKey attempt, Func<Task> step)
    {
        _underWay[attempt] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Follow(attempt, step);
    }

    /// <summary>Runs a step of one attempt beside the loop.</summary>
    private void Follow(AttemptKey attempt, Func<Task> step)
    {
        var task = Task.Run(
            async () =>
            {
                try
                {
                    await step();
                }
                catch (OperationCanceledException)
                {
                    // The server stops; the next start takes the job over.
                }
                catch (Exception exception)
                {
                    log.LogError(exception, "A step of job {Job} broke off.", attempt.Job);
                    Close(attempt);
                }
            },
            CancellationToken.None);
        _tasks[task] = 0;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
    }
}
