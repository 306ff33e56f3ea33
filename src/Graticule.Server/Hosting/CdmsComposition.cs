using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Raster.Observations;
using Graticule.Server.Dialects.Cdms;
using Graticule.Server.Dialects.Cdms.Data;
using Graticule.Server.Dialects.Cdms.Insitu;

namespace Graticule.Server.Hosting;

/// <summary>What the CDMS dialect is given.</summary>
internal static class CdmsComposition
{
    public static CdmsDialect Make(
        ServerOptions options, JobEngine engine, IFileStore files, DatasetCatalog datasets, TimeProvider clock, ILoggerFactory logs)
    {
        var parts = new CdmsParts
        {
            Engine = engine,
            Files = files,
            Datasets = datasets,
            Clock = clock,
            FollowsProxies = options.PublicUrl is null,
        };
        return new(parts, Resources(parts), logs.CreateLogger<CdmsDialect>());
    }

    /// <summary>What the folders of the dialect add to its table.</summary>
    public static IEnumerable<CdmsResource> Resources(CdmsParts parts) => [.. DataResources.All(parts), .. InsituResources.All(parts.Datasets)];
}
