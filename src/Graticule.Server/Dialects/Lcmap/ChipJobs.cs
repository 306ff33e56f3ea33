using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Jobs.Engine;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The jobs that compute chips: they belong to nobody in particular, as their results do.</summary>
internal sealed class ChipJobs(JobEngine engine)
{
    private static readonly Dictionary<string, string?> Wanted = new(StringComparer.Ordinal) { [ChipNames.Chip] = null };

    /// <summary>What is asked of the engine.</summary>
    /// <param name="key">Which chip.</param>
    /// <param name="source">Where its observations are.</param>
    /// <param name="pixels">Those to compute, row by row; null: all.</param>
    public static JobSpec SpecOf(ChipKey key, string source, IReadOnlyList<int>? pixels)
    {
        JsonObject inputs = new()
        {
            [ChipNames.ChipX] = key.ChipX,
            [ChipNames.ChipY] = key.ChipY,
            [ChipNames.Algorithm] = key.Algorithm,
            [ChipNames.Source] = source,
        };
        if (pixels is not null)
        {
            inputs[ChipNames.Pixels] = new JsonArray([.. pixels.Select(pixel => JsonValue.Create(pixel))]);
        }

        return new() { ProcessId = ChipNames.Process, Inputs = inputs, Outputs = Wanted };
    }

    /// <summary>What is wrong with a request; null: nothing.</summary>
    public string? Complain(JobSpec spec) => engine.Check(Words.Owner, spec) is [var fault, ..] ? fault.Message : null;

    public Task<Job> CreateAsync(JobSpec spec, CancellationToken cancellationToken) => engine.CreateAsync(Words.Owner, Words.Dialect, spec, cancellationToken);

    /// <summary>Null when there is no such job any more.</summary>
    public async Task<Job?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return JobId.TryParse(id, out var job) ? await engine.GetAsync(Words.Owner, job, cancellationToken) : null;
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Those of some states, newest first; at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(IReadOnlyList<JobState> states, int most, CancellationToken cancellationToken) =>
        (await engine.ListAsync(new() { Owner = Words.Owner, Dialect = Words.Dialect, States = states, Limit = most }, cancellationToken)).Jobs;

    /// <summary>Puts a created job into the queue; one that is there already stays.</summary>
    public Task StartAsync(JobId id, CancellationToken cancellationToken) => WithoutConflictAsync(() => engine.StartAsync(Words.Owner, id, cancellationToken));

    /// <summary>Ends a job, and takes it out of the lists with its files.</summary>
    public async Task RemoveAsync(JobId id, CancellationToken cancellationToken)
    {
        await WithoutConflictAsync(() => engine.CancelAsync(Words.Owner, id, cancellationToken));
        await WithoutConflictAsync(() => engine.RemoveAsync(Words.Owner, id, cancellationToken));
    }

    /// <summary>Whether a job computes some pixels only.</summary>
    public static bool IsPartial(Job job) => job.Spec.Inputs.ContainsKey(ChipNames.Pixels);

    public static string SourceOf(Job job) => (string)job.Spec.Inputs[ChipNames.Source]!;

    public static ChipKey KeyOf(Job job) =>
        new((string)job.Spec.Inputs[ChipNames.Algorithm]!, (int)job.Spec.Inputs[ChipNames.ChipX]!, (int)job.Spec.Inputs[ChipNames.ChipY]!);

    /// <summary>The job is where it should get, or gone: somebody was faster.</summary>
    private static async Task WithoutConflictAsync(Func<Task<Job>> change)
    {
        try
        {
            await change();
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            // As wanted.
        }
    }
}
