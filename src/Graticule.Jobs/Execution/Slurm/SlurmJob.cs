namespace Graticule.Jobs.Execution.Slurm;

/// <summary>A job, or one task of an array, as Slurm tells of it.</summary>
/// <param name="Handle"><c>1234</c>, or <c>1234_5</c> for a task.</param>
/// <param name="State">Slurm's word, long form: <c>RUNNING</c>, <c>OUT_OF_MEMORY</c>.</param>
/// <param name="Exit">How the script ended; 0 while it runs.</param>
internal sealed record SlurmJob(string Handle, string State, ExitStatus Exit)
{
    /// <summary>Why it waits, or ended as it did.</summary>
    public string Reason { get; init; } = "None";

    public string? Nodes { get; init; }

    /// <summary>On all nodes together.</summary>
    public int? Cores { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>For a job that has not ended: when it must.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string Comment { get; init; } = "";

    /// <summary>Seconds of processor time of all its steps; null without accounting.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Largest resident size of a task, MiB; null without accounting.</summary>
    public double? PeakMemoryMiB { get; init; }
}

/// <summary>Exit code and signal of a program; at most one of them is not 0.</summary>
internal readonly record struct ExitStatus(int Code, int Signal)
{
    /// <summary>Out of the status that wait(2) gives.</summary>
    public static ExitStatus OfWait(int status) => new((status >> 8) & 255, status & 127);
}
