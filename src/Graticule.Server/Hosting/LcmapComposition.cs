using Graticule.Server.Dialects.Lcmap;

namespace Graticule.Server.Hosting;

/// <summary>What the LCMAP dialect is given.</summary>
internal static class LcmapComposition
{
    public static LcmapDialect Make(LcmapParts parts, ILoggerFactory logs) => new(parts, Resources(parts), logs);

    public static IEnumerable<BackgroundLoop> LoopsOf(LcmapDialect dialect, ILoggerFactory logs) =>
        [new("import of changes", dialect.ImportAsync, logs.CreateLogger<BackgroundLoop>())];

    /// <summary>What the folders of the dialect add to its table.</summary>
    public static IEnumerable<LcmapResource> Resources(LcmapParts parts) => [];
}
