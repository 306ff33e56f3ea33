using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>
/// The data of lazy jobs, computed when they are asked for: a run for each graph, format and view, kept under a digest of these and of what
/// they read, so that who asks again gets the same files and nothing is computed.
/// </summary>
internal sealed class OnDemandResults(
    JobEngine engine, BatchJobs jobs, JobSpecs specs, IDocumentStore documents, IFileStore files, CollectionCatalog collections, OpenEoOptions options, TimeProvider clock)
{
    private const string Kind = "openeo.early.result";

    private const string RunMember = "run";

    /// <summary>Letters of a digest that go into an id.</summary>
    private const int DigestLength = 40;

    /// <summary>The run that has the data of a job; waits for it.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="job">The job; not cancelled.</param>
    /// <param name="request">What is asked for, as <see cref="EarlyOrders.Keep"/> has it; may differ from the job's own.</param>
    /// <param name="cancellationToken">Stops waiting; the run goes on.</param>
    /// <exception cref="OpenEoException">JobNotFinished: it goes on, and may be asked for again.</exception>
    /// <exception cref="ProblemException">What went wrong.</exception>
    public async Task<Job> FindAsync(Caller caller, BatchJob job, JsonObject request, CancellationToken cancellationToken)
    {
        var spec = await specs.MakeAsync(caller, request, job.Id, cancellationToken);
        if (job.Run is { State: not JobState.Cancelled } batch && IsSame(batch.Spec.Inputs, spec.Inputs))
        {
            return batch.State.IsFinal() ? Ended(batch) : throw EarlyErrors.NotYet($"The job '{job.Id}' is {EarlyJobJson.Status(job)}; there are data once it is finished.");
        }

        var run = await StartAsync(caller, job.Id, spec, cancellationToken);
        run = await engine.WaitAsync(caller.Subject, run.Id, options.MaxWait, cancellationToken);
        return run.State.IsFinal() ? Ended(run) : throw EarlyErrors.NotYet("The data are still being computed; ask again, and you get what is computed now.");
    }

    /// <summary>Ends and forgets all runs for a job.</summary>
    public async Task DiscardAsync(Caller caller, string job, CancellationToken cancellationToken)
    {
        var prefix = job + ".";
        foreach (var document in documents.List(new(caller.Subject, Kind) { After = job }).TakeWhile(found => found.Id.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await jobs.DiscardAsync(await RunOfAsync(document, cancellationToken), cancellationToken);
            await documents.DeleteAsync(caller.Subject, Kind, document.Id, cancellationToken);
        }
    }

    /// <summary>Whether a run was asked for the same; the engine adds what is left out.</summary>
    private static bool IsSame(JsonObject run, JsonObject asked) => asked.All(input => JsonNode.DeepEquals(run[input.Key], input.Value));

    private static Job Ended(Job run) => run switch
    {
        { State: JobState.Succeeded } => run,
        { Problem: { } problem } => throw new ProblemException(problem),
        _ => throw EarlyErrors.Gone("The job was cancelled while its data were computed."),
    };

    private async Task<Job> StartAsync(Caller caller, string job, JobSpec spec, CancellationToken cancellationToken)
    {
        var id = $"{job}.{Digest(spec.Inputs)[..DigestLength]}";
        while (true)
        {
            var known = documents.Find(caller.Subject, Kind, id);
            if (known is not null && await RunOfAsync(known, cancellationToken) is { State: JobState.Queued or JobState.Running or JobState.Succeeded } found)
            {
                return found;
            }

            // As for batch jobs: made before the document names it and started after that, so that of two requests at once one computes.
            var run = await engine.CreateAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
            if (await SaveAsync(caller, id, known, run, cancellationToken))
            {
                return await engine.StartAsync(caller.Subject, run.Id, cancellationToken);
            }

            await jobs.DiscardAsync(run, cancellationToken);
        }
    }

    private Task<bool> SaveAsync(Caller caller, string id, Document? known, Job run, CancellationToken cancellationToken)
    {
        var (now, content) = (clock.GetUtcNow(), new JsonObject { [RunMember] = run.Id.ToString() });
        return known is null
            ? documents.AddAsync(new(caller.Subject, Kind, id, content, now, now), cancellationToken)
            : documents.TryReplaceAsync(known with { Content = content, UpdatedAt = now }, cancellationToken);
    }

    /// <summary>Null where the server removed it because it was too old.</summary>
    private async Task<Job?> RunOfAsync(Document document, CancellationToken cancellationToken)
    {
        try
        {
            return JobId.TryParse((string?)document.Content[RunMember], out var id) ? await engine.GetAsync(document.Owner, id, cancellationToken) : null;
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Another text means other data: of the graph, of the files that it reads, and of its collections.</summary>
    private string Digest(JsonObject inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Wire.Bytes(inputs));
        foreach (var file in inputs["files"] as JsonArray ?? [])
        {
            if (InputReference.TryRead(file, out var reference) && reference.FileKey is { } key && files.FindPath(key) is { } path)
            {
                var facts = new FileInfo(path);
                hash.AppendData(BitConverter.GetBytes(facts.LastWriteTimeUtc.Ticks));
                hash.AppendData(BitConverter.GetBytes(facts.Length));
            }
        }

        foreach (var collection in Collections(inputs))
        {
            hash.AppendData(Wire.Bytes(collection.ToStac()));
            foreach (var item in collection.AllItems)
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(item.Json));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<Collection> Collections(JsonNode? value) => value switch
    {
        JsonObject members when members["process_id"] is JsonValue process && process.TryGetValue<string>(out var name) && name == "load_collection"
            && members["arguments"]?["id"] is JsonValue id && id.TryGetValue<string>(out var text) => collections.Find(text) is { } found ? [found] : [],
        JsonObject members => members.SelectMany(member => Collections(member.Value)),
        JsonArray items => items.SelectMany(Collections),
        _ => [],
    };
}
