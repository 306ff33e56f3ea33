using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What the graph of a job may use.</summary>
public static class GraphWorld
{
    /// <summary>Memory that the program needs for itself, in MiB.</summary>
    private const int OwnMiB = 200;

    private const int LeastMiB = 64;

    /// <summary>Member of the settings: folders of collections.</summary>
    public const string Collections = "collections";

    internal static GraphServices Of(GraphOrder order, JobContext job, CancellationToken cancellationToken) => new()
    {
        Processes = order.Processes,
        Collections = CatalogOf(job.Settings),
        Folder = job.Folder,
        Threads = job.Cores,
        MostBytes = (long)Math.Max(LeastMiB, (job.MemoryMiB - OwnMiB) / 2) << 20,
        FindFile = name => order.Files.TryGetValue(name, out var path) ? Path.Combine(job.Folder, path) : null,
        Log = (level, code, message) => job.Log(level, message, new JsonObject { ["code"] = code }),
        CancellationToken = cancellationToken,
    };

    /// <summary>Of a graph that a map is drawn from: one thread, since pictures are drawn by several at once.</summary>
    /// <param name="order">The graph.</param>
    /// <param name="settings">What the operator says.</param>
    /// <param name="coarsening">How many pixels of a collection become one, along x and along y.</param>
    internal static GraphServices Of(GraphOrder order, JsonObject settings, int coarsening) => new()
    {
        Processes = order.Processes,
        Collections = CatalogOf(settings),
        MostBytes = (long)LeastMiB << 20,
        Coarsening = coarsening,
        FindFile = order.Files.GetValueOrDefault,
    };

    internal static CollectionCatalog CatalogOf(JsonObject settings) =>
        new((settings[Collections] as JsonArray ?? []).Select(folder => folder!.GetValue<string>()));
}
