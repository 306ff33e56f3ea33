using Graticule.Analysis.Change.Store;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Raster.Ard;
using Graticule.Server.Dialects.Lcmap;

namespace Graticule.Server.Hosting;

/// <summary>What the LCMAP dialect is given.</summary>
internal static class LcmapComposition
{
    public static LcmapDialect Make(
        ServerOptions options, JobEngine engine, JobWaiters waiters, IFileStore files, IChipStore store, TimeProvider clock, ILoggerFactory logs)
    {
        var index = new ArdIndex(options.Data.Ard);
        var parts = new LcmapParts
        {
            Engine = engine,
            Files = files,
            Store = store,
            Data = options.Data,
            Ends = waiters.EndsOf(Words.Dialect),
            HasData = () => index.Regions().Count > 0,
            Clock = clock,
        };
        return new(parts, Resources(options), logs);
    }

    /// <summary>What the folders of the dialect add to its table.</summary>
    public static IEnumerable<LcmapResource> Resources(ServerOptions options) => ArdParts.ResourcesOf(options);
}
