using System.Globalization;
using Graticule.Analysis.Keeping;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Keeping;

namespace Graticule.Analysis.GraphJobs;

/// <summary>The cubes of a graph whose finished strips are kept for a later attempt: results, and what zonal statistics pass over.</summary>
internal sealed class KeptCubes(JobContext job, WindowKeep? keep) : IDisposable
{
    private readonly List<KeptPass> _passes = [];

    /// <param name="job">The attempt.</param>
    /// <param name="order">What it is to do.</param>
    /// <param name="collections">As they are now.</param>
    internal static KeptCubes Of(JobContext job, GraphOrder order, CollectionCatalog collections) => new(
        job, KeptWork.Open(job, collections.Stamp() + "\n" + KeptWork.Stamp(job, order.Files.Values.Select(path => Path.Combine(job.Folder, path)))));

    /// <summary>
    /// The same cube, kept. Cubes are told from each other by the order in which the evaluation gives them, which is always the same, and by
    /// the files that they come from.
    /// </summary>
    internal Cube Keep(Cube cube)
    {
        if (keep is null || cube is MemoryCube or DeferredCube)
        {
            return cube;
        }

        var files = KeptWork.Stamp(job, CubeCost.FilesOf(cube));
        _passes.Add(keep.Open(string.Create(CultureInfo.InvariantCulture, $"{_passes.Count}\n{cube.Shape}\n{files}")));
        return new KeptCube(cube, _passes[^1]);
    }

    public void Dispose() => _passes.ForEach(pass => pass.Dispose());
}
