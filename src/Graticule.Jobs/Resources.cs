namespace Graticule.Jobs;

/// <summary>What a job may use.</summary>
public sealed record Resources
{
    public static Resources Default { get; } = new();

    public int Nodes { get; init; } = 1;

    /// <summary>Cores per node; null: the executor's fair share at the moment of the start.</summary>
    public int? CoresPerNode { get; init; }

    /// <summary>Memory per node, in MiB; a worker that holds more is killed.</summary>
    public int MemoryMiB { get; init; } = 2048;

    /// <summary>The part of the executor's machines that it runs on: on Slurm, a partition. Null: the usual one; executors that have no parts pass it over.</summary>
    public string? Queue { get; init; }

    /// <summary>How long one attempt may run; a worker that takes longer is killed.</summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromHours(1);
}
