using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Jobs.Engine;

/// <summary>What every dialect talks to. Holds no job: the store does.</summary>
public sealed class JobEngine(
    IJobStore store, ProcessCatalog catalog, JobSignal signal, JobWaiters waiters, AttemptStops stops, EngineOptions options, TimeProvider clock)
{
    /// <summary>How often a wait looks into the store for an end that another server wrote.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Everything that is wrong with a request, without making a job of it; empty when it would be accepted.</summary>
    /// <exception cref="ProblemException">NotFound when there is no such process.</exception>
    public IReadOnlyList<Fault> Check(string owner, JobSpec spec) => new RequestCheck(catalog, owner).Check(catalog.Get(owner, spec.ProcessId), spec);

    /// <summary>Records a job that waits for <see cref="StartAsync"/>.</summary>
    /// <exception cref="ProblemException">NotFound (process) or InvalidInput with every fault.</exception>
    public Task<Job> CreateAsync(string owner, string dialect, JobSpec spec, CancellationToken cancellationToken) =>
        AddAsync(New(owner, dialect, spec), cancellationToken);

    /// <summary>Asks for something else, before the job is started or while it is paused.</summary>
    /// <param name="owner">Whose job it is.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">The new request out of the old one.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProblemException">Conflict when it is queued, runs or has ended; NotFound (process) or InvalidInput with every fault.</exception>
    public async Task<Job> ReviseAsync(string owner, JobId id, Func<JobSpec, JobSpec> change, CancellationToken cancellationToken)
    {
        var job = await GetAsync(owner, id, cancellationToken);
        return await ChangeAsync(
            job,
            found =>
            {
                if (found.State != JobState.Created)
                {
                    throw Refused(found, "changed");
                }

                var revised = New(owner, found.Dialect, change(found.Spec));
                return found with { Spec = revised.Spec, Executor = revised.Executor };
            },
            cancellationToken);
    }

    /// <summary>Puts a created job into the queue, or a paused one back into it.</summary>
    /// <exception cref="ProblemException">Conflict when it is queued, runs or has ended.</exception>
    public async Task<Job> StartAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(owner, id, cancellationToken);
        return await ChangeAsync(
            job,
            found => found.State == JobState.Created ? found with { State = JobState.Queued, Message = null } : throw Refused(found, "started"),
            cancellationToken);
    }

    /// <summary>Create and start in one write.</summary>
    /// <exception cref="ProblemException">As for <see cref="CreateAsync"/>.</exception>
    public Task<Job> SubmitAsync(string owner, string dialect, JobSpec spec, CancellationToken cancellationToken) =>
        AddAsync(New(owner, dialect, spec) with { State = JobState.Queued }, cancellationToken);

    /// <summary>
    /// Create and start in one write, under an id that the caller has noted before: so that a caller who died in between can do it again.
    /// </summary>
    /// <exception cref="ProblemException">As for <see cref="CreateAsync"/>; Conflict when there is a job of that id.</exception>
    /// <param name="owner">Whose job it is.</param>
    /// <param name="dialect">Which dialect makes it.</param>
    /// <param name="id">Made by <see cref="JobId.New"/>.</param>
    /// <param name="spec">What to run.</param>
    /// <param name="executor">What runs it, where this server has that; null: as usual.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<Job> SubmitAsync(string owner, string dialect, JobId id, JobSpec spec, string? executor, CancellationToken cancellationToken)
    {
        var made = New(owner, dialect, spec);
        var chosen = executor is not null && options.Executors.Contains(executor, StringComparer.Ordinal) ? executor : made.Executor;
        return AddAsync(made with { Id = id, State = JobState.Queued, Executor = chosen }, cancellationToken);
    }

    /// <summary>
    /// Runs a job and answers when it has ended, or after <paramref name="limit"/> with the job as it is then. A trivial process
    /// without a limit runs here and now, and is recorded once, with its end: whoever asked is still connected, so a crash loses nothing.
    /// </summary>
    public async Task<Job> RunAsync(string owner, string dialect, JobSpec spec, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var job = New(owner, dialect, spec);
        if (job.Executor == EngineOptions.Inline && limit is null && spec.Callbacks is null)
        {
            var started = job with { State = JobState.Running, StartedAt = job.CreatedAt, Attempt = 1 };
            var report = await InlineAttempt.RunAsync(catalog.Get(owner, spec.ProcessId), spec, new OwnJobs(this, owner), cancellationToken);
            var ended = JobMoves.Finish(started, report, clock.GetUtcNow());
            JobFigures.Record(started.State, ended);
            return await AddAsync(ended, cancellationToken);
        }

        await AddAsync(job with { State = JobState.Queued }, cancellationToken);
        return await WaitAsync(owner, job.Id, limit ?? Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>Waits for the end; answers after <paramref name="limit"/> with the job as it is then.</summary>
    public async Task<Job> WaitAsync(string owner, JobId id, TimeSpan limit, CancellationToken cancellationToken)
    {
        var deadline = limit == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + limit;
        while (true)
        {
            using var wait = waiters.Watch(id);
            var job = await GetAsync(owner, id, cancellationToken);
            var left = deadline - clock.GetUtcNow();
            if (job.State.IsFinal() || left <= TimeSpan.Zero)
            {
                return job;
            }

            if (await wait.WaitAsync(left < LookEvery ? left : LookEvery, clock, cancellationToken) is { RemovedAt: null } ended)
            {
                return ended;
            }
        }
    }

    /// <summary>Ends a job that has not ended, and has the work behind it stopped.</summary>
    /// <exception cref="ProblemException">Conflict when it has ended already.</exception>
    public async Task<Job> CancelAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(owner, id, cancellationToken);
        var cancelled = await ChangeAsync(
            job,
            found => found.State.IsFinal()
                ? throw Refused(found, "cancelled")
                : found with { State = JobState.Cancelled, FinishedAt = clock.GetUtcNow(), Message = "Cancelled by its owner." },
            cancellationToken);
        stops.Stop(cancelled);
        return cancelled;
    }

    /// <summary>
    /// Takes a job out of the queue, or from its worker, until <see cref="StartAsync"/>: it is created again, and <see cref="Job.IsPaused"/>.
    /// What the worker had kept of its work is used then, and the attempt does not count as a try.
    /// </summary>
    /// <exception cref="ProblemException">Conflict when it is neither queued nor running.</exception>
    public async Task<Job> PauseAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(owner, id, cancellationToken);
        var paused = await ChangeAsync(
            job,
            found => found.State is JobState.Queued or JobState.Running
                ? found with { State = JobState.Created, ExecutorHandle = null, Message = "Paused by its owner.", PausedAttempt = found.Attempt }
                : throw Refused(found, "paused"),
            cancellationToken);
        stops.Stop(paused);
        return paused;
    }

    /// <exception cref="ProblemException">NotFound, also for a job of somebody else and for one that was removed.</exception>
    public async Task<Job> GetAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        var job = await store.FindAsync(id, cancellationToken);
        if (job is null || job.Owner != owner)
        {
            throw new ProblemException(ProblemKind.NotFound, $"There is no job '{id}'.", id.ToString());
        }

        return job.RemovedAt is { } removed
            ? throw new ProblemException(ProblemKind.NotFound, $"Job '{id}' was removed at {removed:u}, and its results with it.", id.ToString())
            : job;
    }

    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellationToken) =>
        store.ListAsync(filter with { Now = clock.GetUtcNow() }, cancellationToken);

    /// <summary>Takes a job that has ended out of every list; its files go with the next sweep.</summary>
    /// <exception cref="ProblemException">Conflict when it has not ended.</exception>
    public async Task<Job> RemoveAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(owner, id, cancellationToken);
        if (!job.State.IsFinal())
        {
            throw new ProblemException(ProblemKind.Conflict, $"Job '{id}' is {job.State}; cancel it before removing it.", id.ToString());
        }

        var removed = await ChangeAsync(job, found => found with { RemovedAt = clock.GetUtcNow() }, cancellationToken);
        signal.Set();
        return removed;
    }

    /// <summary>
    /// The only door through which a stored job changes: check the move, save it with the news it makes; where somebody was faster,
    /// read again and repeat.
    /// </summary>
    /// <exception cref="ProblemException">Conflict when the job is where this move cannot start; NotFound when it is gone.</exception>
    internal async Task<Job> ChangeAsync(Job known, Func<Job, Job> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = change(known) with { UpdatedAt = clock.GetUtcNow() };
            JobMoves.Check(known, next);
            if (await store.TryUpdateAsync(next, News.Of(known, next), cancellationToken))
            {
                var saved = next with { Revision = next.Revision + 1 };
                waiters.Tell(saved);
                JobFigures.Record(known.State, saved);
                TellQueue(saved);
                return saved;
            }

            known = await store.FindAsync(known.Id, cancellationToken)
                ?? throw new ProblemException(ProblemKind.NotFound, $"There is no job '{known.Id}' any more.", known.Id.ToString());
        }
    }

    /// <summary>The row of a job, whoever owns it; null when there is none.</summary>
    internal Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    private Job New(string owner, string dialect, JobSpec spec)
    {
        spec = catalog.Tie(owner, spec);
        var process = catalog.For(owner, dialect, spec);
        var faults = new RequestCheck(catalog, owner).Check(process, spec);
        if (faults.Count > 0)
        {
            var message = faults.Count == 1 ? faults[0].Message : $"There are {faults.Count} faults in the request; each is listed.";
            throw new ProblemException(new(ProblemKind.InvalidInput, message, faults[0].Pointer, faults));
        }

        if (process.Description.Resources is { } needs && spec.Resources == Resources.Default)
        {
            spec = spec with { Resources = needs };
        }

        var now = clock.GetUtcNow();
        var executor = process.Description.IsTrivial && !InputReferences.Any(spec.Inputs) && !NestedCalls.Any(spec.Inputs) ? EngineOptions.Inline : options.ExecutorFor(process.Description);
        return new() { Id = JobId.New(clock), Owner = owner, Dialect = dialect, Spec = spec, Executor = executor, CreatedAt = now, UpdatedAt = now };
    }

    private static ProblemException Refused(Job job, string verb) =>
        new(ProblemKind.Conflict, $"Job '{job.Id}' is {job.State} and cannot be {verb}.", job.Id.ToString());

    private async Task<Job> AddAsync(Job job, CancellationToken cancellationToken)
    {
        await store.AddAsync(job, cancellationToken);
        TellQueue(job);
        return job;
    }

    private void TellQueue(Job saved)
    {
        if (saved.State == JobState.Queued)
        {
            signal.SetQueued(saved.Executor);
        }
    }
}
