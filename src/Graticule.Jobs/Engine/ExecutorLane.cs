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

    private readonly ConcurrentDictionary<JobId, WatchedAttempt> _watched = new();
    private readonly ConcurrentDictionary<Task, JobId> _tasks = new();
    private DateTimeOffset _nextLook;
    private int _starting;

    public string Name => executor.Name;

    /// <summary>Whether an attempt of this job is under way here.</summary>
    public bool Has(JobId job) => _watched.ContainsKey(job) || _tasks.Values.Contains(job);

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
    public void Resume(Job job, Workspace workspace, CancellationToken stopping) => Follow(job.Id, () => ResumeAsync(job, workspace, stopping));

    /// <summary>Ends an attempt that is known to be over.</summary>
    public void Settle(Job job, Workspace workspace, Loss loss) =>
        Follow(job.Id, () => InsistAsync(job.Id, () => ends.SettleAsync(job, workspace, loss, abandon)));

    /// <summary>Ends a job that can never reach a worker.</summary>
    public void Fail(Job job, Problem problem) => Follow(job.Id, () => InsistAsync(job.Id, () => ends.FailAsync(job, problem, abandon)));

    /// <summary>Stops the work of jobs that another server, or another program, has ended in the table.</summary>
    private async Task LookForEndedAsync(CancellationToken cancellationToken)
    {
        foreach (var watched in _watched.Values.Where(watched => !watched.IsEnding && !watched.StopSent))
        {
            var found = await row.FindAsync(watched.Job.Id, cancellationToken);
            if (found is null || found.State != JobState.Running || found.Attempt != watched.Job.Attempt)
            {
                stops.Stop(watched.Job.Id);
            }
        }
    }

    private async Task ClaimAsync(Lease lease, CancellationToken stopping)
    {
        var room = executor.FreeSlots - Volatile.Read(ref _starting);
        if (room > 0)
        {
            foreach (var job in await queue.ClaimAsync(executor.Name, room, lease, stopping))
            {
                Interlocked.Increment(ref _starting);
                Follow(job.Id, () => StartAsync(job, stopping));
            }
        }
    }

    private async Task ResumeAsync(Job job, Workspace workspace, CancellationToken stopping)
    {
        var status = await RecoverAsync(job, new(workspace, job.Spec.Resources) { Job = job.Id }, stopping);
        if (status.State == WorkState.Lost)
        {
            var loss = status.Reason ?? WorkerLoss.StoppedHandingOver;
            await InsistAsync(job.Id, () => ends.SettleAsync(job, workspace, loss, abandon));
            signal.Set();
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
        stops.Add(job.Id, stop);
        string handle;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, stopping);
            handle = await starts.StartAsync(job, executor, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return; // the server stops
        }
        catch (Exception exception)
        {
            Forget(job.Id, stop);
            await InsistAsync(job.Id, () => FailAsync(job, exception));
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
            stops.Stop(watched.Job.Id);
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
                Follow(attempt.Job.Id, () => EndAsync(attempt, status));
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
            stops.Stop(attempt.Job.Id);
        }
    }

    private async Task EndAsync(WatchedAttempt attempt, WorkStatus status)
    {
        await attempt.Pen.WaitAsync(abandon);

        // Before the row changes: a job that goes back into the queue may be claimed again, and watched anew, at once.
        _watched.TryRemove(attempt.Job.Id, out _);
        Forget(attempt.Job.Id, attempt.Stop);
        var loss = status.Reason ?? new("The worker ended without a report.", MayRetry: true);
        await InsistAsync(attempt.Job.Id, () => ends.SettleAsync(attempt.Job, attempt.Workspace, loss, abandon));
        signal.Set();
    }

    private WatchedAttempt Watch(WatchedAttempt attempt)
    {
        stops.Add(attempt.Job.Id, attempt.Stop);
        attempt.Stop.Token.Register(signal.Set);
        _watched[attempt.Job.Id] = attempt;

        // Its end may have been told already, to a loop that did not watch it yet.
        signal.Set();
        return attempt;
    }

    private void Forget(JobId job, CancellationTokenSource stop)
    {
        stops.Remove(job);
        stop.Dispose();
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

    /// <summary>Runs a step of one job beside the loop.</summary>
    private void Follow(JobId job, Func<Task> step)
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
                    log.LogError(exception, "A step of job {Job} broke off.", job);
                }
            },
            CancellationToken.None);
        _tasks[task] = job;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
    }
}
