namespace Graticule.Server.Dialects.Hpc;

/// <summary>Words that several resources use.</summary>
internal static class Words
{
    /// <summary>Name of the dialect, stored with its jobs.</summary>
    public const string Dialect = "hpc";

    public const string Json = "application/json";

    /// <summary>What every path of the API begins with; a version follows.</summary>
    public const string Base = "/api/v";
}
