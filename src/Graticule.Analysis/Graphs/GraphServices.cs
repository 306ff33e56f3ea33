using Graticule.Jobs;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>What processes may use of the world.</summary>
public sealed record GraphServices
{
    /// <summary>What graphs may call.</summary>
    public required GraphProcesses Processes { get; init; }

    /// <summary>A folder of the evaluation's own.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Threads that may be kept busy.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bound of the memory for pixels, in bytes.</summary>
    public long MostBytes { get; init; } = 512L << 20;

    /// <summary>
    /// How many pixels of a collection's own grid become one, along x and along y: 1 for results, more for maps that are drawn smaller.
    /// </summary>
    public int Coarsening { get; init; } = 1;

    /// <summary>What <c>load_collection</c> finds collections in; null: there are none.</summary>
    public CollectionCatalog? Collections { get; init; }

    /// <summary>Local path of a file of the user; null if there is none.</summary>
    public Func<string, string?> FindFile { get; init; } = _ => null;

    /// <summary>Where <c>inspect</c> and warnings go: level, code, message.</summary>
    public Action<LogLevel, string, string> Log { get; init; } = (_, _, _) => { };

    /// <summary>What <c>save_result</c> was given; written when the graph has been evaluated.</summary>
    public IList<SavedResult> Results { get; init; } = [];

    /// <summary>
    /// The same cube, read again after a break from where it had been computed; for cubes that one pass goes over. Asked for in the same order
    /// in each evaluation of a graph.
    /// </summary>
    public Func<Cube, Cube> Keep { get; init; } = cube => cube;

    public CancellationToken CancellationToken { get; init; }
}
