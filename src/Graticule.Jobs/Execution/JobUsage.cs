namespace Graticule.Jobs.Execution;

/// <summary>
/// What one attempt used, as far as anybody measured it: <c>usage.json</c> in its folder, and after the job's end
/// <c>jobs/{id}/usage.json</c> in the file store. Members that nobody knows are left out.
/// </summary>
public sealed record JobUsage
{
    /// <summary>Name of the executor that ran it; null: <c>graticule run</c> by hand.</summary>
    public string? Executor { get; init; }

    /// <summary>The executor's own id for it, e.g. the Slurm job <c>1234_5</c>.</summary>
    public string? Id { get; init; }

    /// <summary>How it ended, in the executor's own word, e.g. <c>COMPLETED</c>.</summary>
    public string? State { get; init; }

    /// <summary>Exit code of the program, 0 to 255; null when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Number of the signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>Host, or list of nodes as Slurm writes it: <c>n[1-3,7]</c>.</summary>
    public string? Nodes { get; init; }

    /// <summary>Cores that were set aside for it, on all nodes together.</summary>
    public int? Cores { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds from start to end.</summary>
    public double? ElapsedSeconds { get; init; }

    /// <summary>Processor time in seconds, user and system, of the program and what it started.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Largest resident size of any one process, in MiB.</summary>
    public double? PeakMemoryMiB { get; init; }
}
