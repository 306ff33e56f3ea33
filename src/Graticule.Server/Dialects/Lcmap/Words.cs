namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Names that belong to this API.</summary>
internal static class Words
{
    public const string Dialect = "lcmap";

    /// <summary>Stored with the jobs that make maps for one request: they have nothing to import.</summary>
    public const string Maps = "lcmap-maps";

    /// <summary>Owner of the dialect's jobs: results are common to all callers.</summary>
    public const string Owner = "lcmap";

    /// <summary>What all paths begin with.</summary>
    public const string Root = "/lcmap";

    public const string Json = "application/json";

    public const string Html = "text/html";
}
