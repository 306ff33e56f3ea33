using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What translations find in tests: collections of Sentinel-1 and Sentinel-2 by many names, and stored graphs.</summary>
internal static class TestWorld
{
    private static readonly Dictionary<string, ProcessSpec> NoOwn = new(StringComparer.Ordinal);

    private static readonly EarlyBand[] Optical =
    [
        new("B02", "blue", 490), new("B04", "red", 665), new("B05", "rededge071", 704), new("B08", "nir", 842), new("B8A", "nir08", 865), new("B10", "cirrus", 1375), new("B11", "swir16", 1610),
    ];

    private static readonly EarlyBand[] Radar = [new("VV", null, null), new("VH", null, null)];

    internal static EarlyWorld With(params (string Id, string Graph)[] stored) => new()
    {
        Collection = name => name switch
        {
            "unknown" => null,
            "grey" => new("grey", [], null, null),
            "bare" => new("bare", [], "t", "bands"),
            _ when name.Contains("entinel1", StringComparison.Ordinal) || name.Contains("entinel-1", StringComparison.Ordinal) => new(name, Radar, "t", "bands"),
            "S2" => new("Sentinel2-L1C", Optical, "t", "bands"),
            _ => new(name, Optical, "t", "bands"),
        },
        StoredGraph = id => stored.FirstOrDefault(one => one.Id == id).Graph is { } graph ? JsonNode.Parse(graph) : null,
    };

    internal static TranslatedGraph Translate(EarlyForm form, string graph, string? output = null, params (string Id, string Graph)[] stored) =>
        EarlyGraph.Translate(form, JsonNode.Parse(graph)!, output is null ? null : JsonNode.Parse(output)!.AsObject(), With(stored));

    /// <summary>What the check of graphs of today finds in a translation.</summary>
    internal static IReadOnlyList<GraphFault> Check(TranslatedGraph translated) =>
        new GraphCheck(new(ProcessSpecs.All, NoOwn)).Check(new JsonObject { ["process_graph"] = translated.Nodes.DeepClone() });

    internal static void AssertNodes(string expected, TranslatedGraph translated)
    {
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), translated.Nodes), translated.Nodes.ToJsonString());
        Assert.Empty(Check(translated));
    }

    /// <summary>The process ids from the data to the result.</summary>
    internal static IEnumerable<string> Processes(TranslatedGraph translated) => translated.Nodes.Select(node => (string)node.Value!["process_id"]!);

    /// <summary>The arguments of the only node of a process.</summary>
    internal static JsonObject ArgumentsOf(TranslatedGraph translated, string process) =>
        translated.Nodes.Single(node => (string)node.Value!["process_id"]! == process).Value!["arguments"]!.AsObject();
}
