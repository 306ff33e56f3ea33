namespace Graticule.Jobs.Processes;

/// <summary>What a process is called, takes and gives.</summary>
public sealed record ProcessDescription
{
    public required string Id { get; init; }

    public string Version { get; init; } = "1.0.0";

    public required string Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<Parameter> Inputs { get; init; } = [];

    public IReadOnlyList<Parameter> Outputs { get; init; } = [];

    /// <summary>So cheap and so safe that it runs inside the server: no native code, no files, bounded time and memory.</summary>
    public bool IsTrivial { get; init; }

    /// <summary>The same inputs give the same outputs and nothing else changes, so an attempt that was lost may be repeated.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Deployed by whoever asks, who may replace or remove it.</summary>
    public bool IsMutable { get; init; }

    /// <summary>Deployed by somebody, and so has a package. Set by the catalog.</summary>
    public bool IsDeployed { get; init; }

    /// <summary>Takes so long, or needs so much, that nobody is kept waiting for it: jobs of it are always asynchronous.</summary>
    public bool IsAsyncOnly { get; init; }

    /// <summary>Name of the executor that its jobs run on where the server has it; null: the server's usual one.</summary>
    public string? Executor { get; init; }

    /// <summary>
    /// The one dialect whose jobs may run it, because its inputs are trusted, such as paths on this machine; nobody else is told of it.
    /// Null: every dialect's.
    /// </summary>
    public string? Dialect { get; init; }

    /// <summary>What its jobs may use unless whoever asks says otherwise; null: the usual.</summary>
    public Resources? Resources { get; init; }

    public IReadOnlyList<ProcessMetadata> Metadata { get; init; } = [];

    public IReadOnlyList<ProcessLink> Links { get; init; } = [];

    public IReadOnlyList<AdditionalParameter> AdditionalParameters { get; init; } = [];
}
