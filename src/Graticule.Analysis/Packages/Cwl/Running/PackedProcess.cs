using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>One process of a packed CWL document, with the parts that both forms of CWL (lists with ids, maps) have in one form.</summary>
/// <param name="Document">The whole document; a <c>$graph</c>, or a single process.</param>
/// <param name="Process">The process itself.</param>
internal sealed record PackedProcess(JsonObject Document, JsonObject Process)
{
    /// <summary>Finds a process by its id, such as <c>#main</c>.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public static PackedProcess Find(JsonObject document, string entry)
    {
        var wanted = Last(entry);
        var all = document["$graph"] is JsonArray graph ? graph.OfType<JsonObject>() : [document];
        return all.FirstOrDefault(one => document["$graph"] is null || Last(Text(one["id"]) ?? "") == wanted) is { } found
            ? new(document, found)
            : throw new JsonException($"The document has no process '{entry}'.");
    }

    public string Class => Text(Process["class"]) ?? "";

    /// <summary>CWL version, such as <c>v1.2</c>; of the document where the process does not say.</summary>
    public string Version => Text(Process["cwlVersion"]) ?? Text(Document["cwlVersion"]) ?? "v1.2";

    public IEnumerable<(string Name, JsonNode? Value)> Inputs => Named(Process["inputs"], "type");

    public IEnumerable<(string Name, JsonNode? Value)> Outputs => Named(Process["outputs"], "type");

    public IEnumerable<(string Name, JsonNode? Value)> Steps => Named(Process["steps"], "run");

    /// <summary>Every process of the document, also those written where they are run.</summary>
    public IEnumerable<JsonObject> All => Walk(Document).Where(one => Text(one["class"]) is "Workflow" or "CommandLineTool" or "ExpressionTool" or "Operation");

    /// <summary>Requirements and hints of this class, anywhere in the document.</summary>
    public IEnumerable<JsonObject> Requirements(string name) => Walk(Document).SelectMany(one => new[] { one["requirements"], one["hints"] })
        .SelectMany(list => list switch
        {
            JsonArray items => items.OfType<JsonObject>().Where(item => Text(item["class"]) == name),
            JsonObject map when map[name] is JsonObject found => [found],
            JsonObject map when map.ContainsKey(name) => [[]],
            _ => [],
        });

    /// <summary>What a step runs: a process of the document, or one written in place.</summary>
    public PackedProcess? Run(JsonNode? step) => (step as JsonObject)?["run"] switch
    {
        JsonObject inner => new(Document, inner),
        JsonValue reference when Document["$graph"] is not null => Find(Document, Text(reference) ?? ""),
        _ => null,
    };

    /// <summary>The members of a map, or of a list whose items have ids; a bare value of a map is what <paramref name="single"/> says.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Named(JsonNode? parts, string single) => parts switch
    {
        JsonObject map => map.Select(member => (member.Key, (JsonNode?)(member.Value as JsonObject ?? new() { [single] = member.Value?.DeepClone() }))),
        JsonArray list => list.OfType<JsonObject>().Select(item => (Last(Text(item["id"]) ?? Text(item["name"]) ?? ""), (JsonNode?)item)),
        _ => [],
    };

    /// <summary>The last part of an id: <c>b</c> of <c>#main/step/b</c>.</summary>
    public static string Last(string id) => id[(id.LastIndexOfAny(['#', '/']) + 1)..];

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IEnumerable<JsonObject> Walk(JsonNode? node)
    {
        if (node is JsonObject here)
        {
            yield return here;
        }

        IEnumerable<JsonNode?> below = node switch { JsonObject map => map.Select(member => member.Value), JsonArray list => list, _ => [] };
        foreach (var inner in below.SelectMany(Walk))
        {
            yield return inner;
        }
    }
}
