using System.Text.RegularExpressions;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>What this server deliberately answers beyond the documents, each with the reason; everything else that they lack is a fault.</summary>
internal static class OwnResources
{
    /// <summary>Paths below the version that other norms describe; their errors are openEO's.</summary>
    public static IReadOnlyDictionary<string, string> Paths { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/collections/{collection_id}/items"] = "STAC API - Features, which openEO's text names for items of collections",
        ["/collections/{collection_id}/files/{path}"] = "where the assets of those items lead",
        ["/results/{token}/{path}"] = "where signed links to assets and items of results lead; the API leaves their address open",
    };

    /// <summary>Paths whose answers are those of an operation of the document.</summary>
    public static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/results/{token}"] = "/jobs/{job_id}/results",
    };

    /// <summary>Statuses of success that HTTP has and the documents pass over.</summary>
    public static IReadOnlyDictionary<(string Path, int Status), string> Statuses { get; } = new Dictionary<(string Path, int Status), string>
    {
        [("/files/{path}", 206)] = "a part of a file, for who asks for a range",
        [("/files/{path}", 304)] = "a file that the caller has already",
    };

    /// <summary>Where this server is laxer than a schema.</summary>
    public static IReadOnlyList<(string Operation, string Pointer, string Rule, string Reason)> Laxities { get; } =
    [
        ("GET /process_graphs", @"^/processes/\d+/id$", "PatternMismatch", "ids of stored processes may have hyphens: clients make up ids that do, and so did the API before 1.0"),
        ("GET /process_graphs/{process_graph_id}", "^/id$", "PatternMismatch", "the same id, of the one"),
    ];

    public static bool IsLax(string operation, SchemaFault fault) => Laxities.Any(known =>
        known.Operation == operation && known.Rule == fault.Rule && Regex.IsMatch(fault.Pointer, known.Pointer, RegexOptions.None, TimeSpan.FromSeconds(1)));
}
