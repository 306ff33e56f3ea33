using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Storage;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>What must be right for the server to be ready.</summary>
internal static class Checks
{
    /// <summary>The database takes a write: here one that concerns nobody's jobs.</summary>
    public static HealthCheck Store(IJobQueue queue) => new("store", async cancellationToken =>
    {
        await queue.RenewAsync(new("nobody", DateTimeOffset.UnixEpoch), cancellationToken);
        return null;
    });

    /// <summary>A file can be written into the data folder, and there is room for more.</summary>
    public static HealthCheck Disk(DataFolder data, long minFreeBytes) => new("disk", async cancellationToken =>
    {
        var probe = Path.Combine(data.Root, ".ready");
        await File.WriteAllTextAsync(probe, "ready", cancellationToken);
        File.Delete(probe);
        var free = new DriveInfo(data.Root).AvailableFreeSpace;
        return free >= minFreeBytes ? null : $"{free >> 20} MiB are free below {data.Root}; {minFreeBytes >> 20} MiB are wanted.";
    });

    /// <summary>Workers start, and at least one is there.</summary>
    public static HealthCheck Workers(WorkerPool pool) =>
        new("workers", _ => Task.FromResult(pool.Trouble ?? (pool.Measure().Workers > 0 ? null : "No worker is ready yet.")));

    /// <summary>
    /// The cluster answers and some node takes jobs; and, as a warning, no node is drained or down. Without the cluster the server still
    /// takes work, which waits: no reason to send callers elsewhere unless all jobs need it.
    /// </summary>
    public static IReadOnlyList<HealthCheck> Cluster(SlurmCluster? cluster, bool isNeeded) => cluster is null
        ? []
        :
        [
            Nodes("slurm", cluster, nodes => nodes.Unusable < nodes.All ? null : $"No node of the cluster takes jobs: {nodes.Troubles}.", isAdvice: !isNeeded),
            Nodes(
                "slurm-nodes",
                cluster,
                nodes => nodes.Unusable == 0 ? null : $"{nodes.Unusable} of {nodes.All} nodes take no jobs: {nodes.Troubles}.",
                isAdvice: true),
        ];

    public static HealthCheck Loop(BackgroundLoop loop) => new(loop.Name, _ => Task.FromResult(loop.Fault));

    public static HealthCheck Stopping(CancellationToken stopping) =>
        new("stopping", _ => Task.FromResult(stopping.IsCancellationRequested ? "The server is stopping." : null));

    private static HealthCheck Nodes(string name, SlurmCluster cluster, Func<NodeFigures, string?> fault, bool isAdvice) =>
        new(name, async cancellationToken => fault(await cluster.LookAtNodesAsync(cancellationToken)), isAdvice);
}
