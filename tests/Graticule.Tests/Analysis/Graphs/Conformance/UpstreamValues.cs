using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Values as upstream's tests write them: nodata, dates, labelled arrays, cubes, and references to files.</summary>
internal static class UpstreamValues
{
    /// <summary>An argument.</summary>
    internal static GraphValue Read(JsonNode? node)
    {
        node = Resolve(node);
        switch (node)
        {
            case JsonObject { Count: > 0 } special when TypeOf(special) is { } type:
                return new ConstantValue(Special(special, type));
            case JsonObject process when process.ContainsKey("process_graph"):
                return GraphParser.ParseValue(WithoutNodata(process));
            case JsonObject members:
                return new ConstantValue(new ObjectValue(members.ToDictionary(member => member.Key, member => Constant(member.Value), StringComparer.Ordinal)));
            case JsonArray items:
                return new ConstantValue(new ArrayValue([.. items.Select(Constant)]));
            default:
                return GraphParser.ParseValue(node);
        }
    }

    /// <summary>A value without references to parameters or nodes.</summary>
    internal static object? Constant(JsonNode? node) => ((ConstantValue)Read(node)).Value;

    /// <summary>Follows a reference to a file.</summary>
    internal static JsonNode? Resolve(JsonNode? node)
    {
        if (node is not JsonObject members || members["$ref"] is not { } reference)
        {
            return node;
        }

        var name = reference.ToString();
        var text = File.ReadAllText(Path.Combine(UpstreamTest.Folder!, name));
        return Path.GetExtension(name) is ".json5" or ".json" or ".geojson" ? Json5.Parse(text) : JsonValue.Create(text);
    }

    private static string? TypeOf(JsonObject members) =>
        members["type"] is JsonValue value && value.TryGetValue<string>(out var type) && type is "nodata" or "datetime" or "labeled-array" or "datacube"
            ? (string?)members["type"]
            : null;

    private static object? Special(JsonObject members, string type) => type switch
    {
        "nodata" => null,
        "datetime" => (string?)members["value"],
        "labeled-array" => new ArrayValue(
            [.. members["data"]!.AsArray().Select(item => Constant(item!["value"]))],
            [.. members["data"]!.AsArray().Select(item => UpstreamCubes.LabelOf(item!["key"]))]),
        _ => UpstreamCubes.Read(members),
    };

    private static JsonNode? WithoutNodata(JsonNode? node) => node switch
    {
        JsonObject members when TypeOf(members) == "nodata" => null,
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, WithoutNodata(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutNodata)]),
        _ => node?.DeepClone(),
    };
}
