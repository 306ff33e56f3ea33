using Graticule.Server.Dialects.Lcmap;

namespace Graticule.Server.Hosting;

/// <summary>What the LCMAP dialect is given.</summary>
internal static class LcmapComposition
{
    public static LcmapDialect Make(LcmapParts parts, ServerOptions options, ILoggerFactory logs) => new(parts, Resources(options), logs);

    /// <summary>What the folders of the dialect add to its table.</summary>
    public static IEnumerable<LcmapResource> Resources(ServerOptions options) => ArdParts.ResourcesOf(options);
}
