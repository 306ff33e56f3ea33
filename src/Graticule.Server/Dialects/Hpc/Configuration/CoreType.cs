namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>A kind of machine that jobs may ask for, and what it is here.</summary>
internal sealed record CoreType
{
    /// <summary>By which jobs name it.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Cores that a slot may have on one node, ascending; whole multiples of the last are several nodes.</summary>
    public required IReadOnlyList<int> Cores { get; init; }

    public string ProcessorInfo { get; init; } = "";

    /// <summary>Such as <c>general</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = ["general"];

    /// <summary>Memory of one core, in MiB.</summary>
    public int MemoryPerCoreMiB { get; init; } = 2048;

    /// <summary>Disk of one core, in GiB; a job that writes more is stopped.</summary>
    public int StoragePerCoreGiB { get; init; } = 10;

    /// <summary>Price of one core for one hour, in the currency of the configuration; at least 0.</summary>
    public decimal Price { get; init; }

    /// <summary>As <see cref="Price"/>, for jobs of low priority; null: the same.</summary>
    public decimal? LowPriorityPrice { get; init; }

    /// <summary>What runs its jobs: <c>local</c> or <c>slurm</c>.</summary>
    public string Executor { get; init; } = "local";

    /// <summary>Whether its jobs wait for machines of a cluster, the shorter the less time they ask for.</summary>
    public bool IsOnCluster => Executor == "slurm";

    /// <summary>Partition of the Slurm cluster; null: that of the server's options, or no cluster.</summary>
    public string? Partition { get; init; }

    /// <summary>Whether new jobs may ask for it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Longest wall time of a job, in hours.</summary>
    public int MaxWallTimeHours { get; init; } = 24;

    public decimal PriceOf(bool isLowPriority) => isLowPriority ? LowPriorityPrice ?? Price : Price;

    /// <summary>Nodes that a slot may have; 1 where there is one machine.</summary>
    public int MaxNodes { get; init; } = 1;

    /// <summary>Whether a slot may have that many cores.</summary>
    public bool Allows(int cores) => Cores.Contains(cores) || (cores > Cores[^1] && cores % Cores[^1] == 0 && NodesOf(cores) <= MaxNodes);

    /// <summary>Nodes that a slot of that many cores takes.</summary>
    public int NodesOf(int cores) => Math.Max(1, cores / Cores[^1]);
}
