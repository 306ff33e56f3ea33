using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The batch jobs of all users: their documents, and the engine's jobs that run them.</summary>
internal sealed class BatchJobs(JobEngine engine, IDocumentStore documents, JobSpecs specs, TimeProvider clock)
{
    public async Task<BatchJob> CreateAsync(Caller caller, JsonObject request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var document = new Document(caller.Subject, Words.JobKind, JobId.New(clock).ToString(), request, now, now);
        await documents.AddAsync(document, cancellationToken);
        return new(document, Run: null);
    }

    /// <exception cref="OpenEoException">JobNotFound.</exception>
    public async Task<BatchJob> GetAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        await FindAsync(caller.Subject, id, cancellationToken) ?? throw Errors.JobNotFound(id);

    /// <summary>Null where there is none.</summary>
    public async Task<BatchJob?> FindAsync(string owner, string id, CancellationToken cancellationToken) =>
        documents.Find(owner, Words.JobKind, id) is { } document ? await JoinAsync(document, cancellationToken) : null;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<BatchJob>> ListAsync(Caller caller, string? after, int limit, CancellationToken cancellationToken)
    {
        List<BatchJob> found = [];
        foreach (var document in documents.List(new(caller.Subject, Words.JobKind) { IsDescending = true, After = after, Limit = limit }))
        {
            found.Add(await JoinAsync(document, cancellationToken));
        }

        return found;
    }

    /// <param name="caller">Whose.</param>
    /// <param name="id">Of the job.</param>
    /// <param name="change">Members in the place of those it has.</param>
    /// <param name="isAnew">Whether it is then as if it had never been started; otherwise results of an earlier run stay.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OpenEoException">JobLocked while it is queued or running.</exception>
    public async Task ReviseAsync(Caller caller, string id, JsonObject change, bool isAnew, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await GetAsync(caller, id, cancellationToken);
            if (job.IsActive)
            {
                throw Errors.New("JobLocked", $"The job '{id}' is {job.Status} and cannot be changed; wait for its end, or cancel it.");
            }

            // What a paused run has done so far is of the job as it was.
            var content = job.IsPaused || isAnew ? BatchJob.WithRun(job.Request, run: null) : job.Request.DeepClone().AsObject();
            foreach (var (name, value) in change)
            {
                content[name] = value?.DeepClone();
            }

            if (await documents.TryReplaceAsync(job.Document with { Content = content, UpdatedAt = clock.GetUtcNow() }, cancellationToken))
            {
                await DiscardAsync(BatchJob.RunOf(job.Document with { Content = content }) is null ? job.Run : null, cancellationToken);
                return;
            }
        }
    }

    /// <summary>
    /// Starts a job anew; what an earlier run left goes. A job that is queued or running already goes on as it is, and one that is paused from
    /// where it was.
    /// </summary>
    public async Task StartAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await GetAsync(caller, id, cancellationToken);
            if (job.IsActive)
            {
                return;
            }

            if (job is { IsPaused: true, Run: { } paused })
            {
                await StartAsync(paused, cancellationToken);
                return;
            }

            // Made before the document names it and started after that, so that of two starts at once one wins before anything runs.
            var spec = await specs.MakeAsync(caller, job.Request, id, cancellationToken);
            var run = await engine.CreateAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
            if (await SetRunAsync(job.Document, run.Id, cancellationToken))
            {
                await StartAsync(run, cancellationToken);
                await DiscardAsync(job.Run, cancellationToken);
                return;
            }

            await DiscardAsync(run, cancellationToken);
        }
    }

    /// <summary>Takes a job out of the queue, or from its worker, until it is started again.</summary>
    /// <returns>False when it is neither queued nor running.</returns>
    public async Task<bool> PauseAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await GetAsync(caller, id, cancellationToken);
            if (job is not { IsActive: true, Run: { } run })
            {
                return false;
            }

            // Said before it is so: the mark means nothing while the run goes on.
            var marked = job.Document with { Content = BatchJob.AsPaused(job.Request), UpdatedAt = clock.GetUtcNow() };
            if (await documents.TryReplaceAsync(marked, cancellationToken))
            {
                return await PauseAsync(run, cancellationToken);
            }
        }
    }

    private async Task<bool> PauseAsync(Job run, CancellationToken cancellationToken)
    {
        try
        {
            await engine.PauseAsync(run.Owner, run.Id, cancellationToken);
            return true;
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            // It ended while the request was on its way.
            return false;
        }
    }

    /// <summary>Ends a job that has not ended, and marks it, so that nothing more is computed for it until it is started or changed.</summary>
    public async Task CancelAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await StopAsync(caller, id, cancellationToken);
        while (true)
        {
            var job = await GetAsync(caller, id, cancellationToken);
            if (await documents.TryReplaceAsync(job.Document with { Content = BatchJob.AsCanceled(job.Request), UpdatedAt = clock.GetUtcNow() }, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>A run that was cancelled before it began made way for one that was started at the same time.</summary>
    private async Task StartAsync(Job run, CancellationToken cancellationToken)
    {
        try
        {
            await engine.StartAsync(run.Owner, run.Id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            // The other one runs.
        }
    }

    /// <summary>
    /// Ends a job that is queued, running or paused; others stay as they are. One that ran stays canceled, so that its log can be read; one that was
    /// still queued is as if it had never been started.
    /// </summary>
    public async Task StopAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(caller, id, cancellationToken);
        if (job is not { Run: { } run } || !(job.IsActive || job.IsPaused))
        {
            return;
        }

        var ended = await EndAsync(run, cancellationToken);
        if (ended is { State: JobState.Cancelled, StartedAt: null } && await SetRunAsync(job.Document, run: null, cancellationToken))
        {
            await DiscardAsync(ended, cancellationToken);
        }
    }

    /// <summary>Ends a job and forgets it, with its results.</summary>
    public async Task RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await GetAsync(caller, id, cancellationToken);
            if (await documents.TryDeleteAsync(job.Document, cancellationToken))
            {
                await DiscardAsync(job.Run, cancellationToken);
                return;
            }
        }
    }

    /// <summary>A job that a caller waited for and that is no batch job; null where there is none.</summary>
    public async Task<Job?> FindWaitedForAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        JobId.TryParse(id, out var key) && await FindRunAsync(caller.Subject, key, cancellationToken) is { } run
        && run.Dialect == Words.Dialect && JobSpecs.RecordOf(run.Spec) is null
            ? run
            : null;

    /// <summary>Ends an engine's job where it has not ended, and removes it.</summary>
    public async Task DiscardAsync(Job? run, CancellationToken cancellationToken)
    {
        if (run is null)
        {
            return;
        }

        try
        {
            await EndAsync(run, cancellationToken);
            await engine.RemoveAsync(run.Owner, run.Id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            // Somebody else removed it.
        }
    }

    /// <summary>Ends an engine's job where it has not ended.</summary>
    public async Task<Job> EndAsync(Job run, CancellationToken cancellationToken)
    {
        try
        {
            return run.State.IsFinal() ? run : await engine.CancelAsync(run.Owner, run.Id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            // It ended while the request was on its way.
            return await engine.GetAsync(run.Owner, run.Id, cancellationToken);
        }
    }

    private Task<bool> SetRunAsync(Document document, JobId? run, CancellationToken cancellationToken) =>
        documents.TryReplaceAsync(document with { Content = BatchJob.WithRun(document.Content, run), UpdatedAt = clock.GetUtcNow() }, cancellationToken);

    /// <summary>Results that the server removed because they were too old leave a job as if it had never been started.</summary>
    private async Task<BatchJob> JoinAsync(Document document, CancellationToken cancellationToken) =>
        new(document, BatchJob.RunOf(document) is { } run ? await FindRunAsync(document.Owner, run, cancellationToken) : null);

    private async Task<Job?> FindRunAsync(string owner, JobId id, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.GetAsync(owner, id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            return null;
        }
    }
}
