namespace Graticule.Jobs.Execution;

/// <summary>How many workers this machine keeps warm, and how they are started.</summary>
public sealed record WorkerPoolOptions
{
    /// <summary>The program that serves orders; <c>graticule</c>.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = ["work"];

    /// <summary>Jobs that run at once; at least 1.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Cores shared by the jobs that run at once.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>A worker is replaced by a fresh one after this many jobs.</summary>
    public int JobsPerWorker { get; init; } = 10_000;

    /// <summary>A worker that holds more than this after a job is replaced by a fresh one. MiB.</summary>
    public int IdleMemoryMiB { get; init; } = 256;
}
