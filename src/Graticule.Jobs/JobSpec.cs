using System.Text.Json.Nodes;

namespace Graticule.Jobs;

/// <summary>What to run, and on what. Never changes once the job has left <see cref="JobState.Created"/>.</summary>
public sealed record JobSpec
{
    public required string ProcessId { get; init; }

    /// <summary>Digest of the package that the process was deployed as when the job was made; null for one of the program's own. Set by the engine.</summary>
    public string? Package { get; init; }

    /// <summary>
    /// Input name to value: JSON as the process's schema has it, an array where several values are allowed, and in place of any
    /// value a reference: see <see cref="Processes.InputReference"/>.
    /// </summary>
    public JsonObject Inputs { get => field ?? []; init; } = [];

    /// <summary>The outputs that the caller wants, each with the media type it wants (null: the process's first); null: all of them.</summary>
    public IReadOnlyDictionary<string, string?>? Outputs { get; init; }

    /// <summary>Never null: an order written by hand may leave it out.</summary>
    public Resources Resources { get => field ?? Resources.Default; init; } = Resources.Default;

    public Callbacks? Callbacks { get; init; }

    public string? Title { get; init; }

    /// <summary>What the dialect must remember to show the results as the caller asked; opaque to everybody else.</summary>
    public JsonObject? Presentation { get; init; }
}

/// <summary>Where to post news of a job; http or https addresses.</summary>
public sealed record Callbacks(Uri? Succeeded, Uri? Progress, Uri? Failed);
