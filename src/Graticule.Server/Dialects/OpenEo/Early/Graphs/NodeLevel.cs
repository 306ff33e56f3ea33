using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>The nodes of a graph of 0.4, or of a callback in it, while they are translated.</summary>
/// <param name="nodes">As they are written.</param>
/// <param name="translation">Of the whole graph.</param>
/// <param name="isCallback">Whether the nodes work on the values within a cube instead of on cubes.</param>
internal sealed class NodeLevel(JsonObject nodes, Translation translation, bool isCallback)
{
    private readonly JsonObject _written = [];

    public Translation Translation => translation;

    public bool IsCallback => isCallback;

    public JsonObject Translate()
    {
        foreach (var (id, node) in nodes)
        {
            var call = Read(id, node!.AsObject());
            if (NodeRules.Find(call.Process) is { } rule)
            {
                rule(call);
            }

            Write(id, call, node["result"]);
        }

        return _written;
    }

    /// <summary>An id that no node has.</summary>
    public static string Unused(JsonObject taken, string name) => Enumerable.Range(1, int.MaxValue)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}{number}"))
        .First(id => !taken.ContainsKey(id));

    /// <summary>Adds a node of today before the one that is being translated.</summary>
    /// <returns>A reference to it.</returns>
    public JsonObject Add(string process, JsonObject arguments)
    {
        var name = process.Replace("_", "", StringComparison.Ordinal);
        var id = Enumerable.Range(1, int.MaxValue)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}{number}"))
            .First(id => !_written.ContainsKey(id) && !nodes.ContainsKey(id));
        _written[id] = new JsonObject { ["process_id"] = process, ["arguments"] = arguments };
        return NodeWriter.FromNode(id);
    }

    /// <summary>Adds a whole graph of today.</summary>
    /// <returns>The id of its result.</returns>
    public string Insert(JsonObject graph)
    {
        var names = graph.ToDictionary(node => node.Key, node => nodes.ContainsKey(node.Key) || _written.ContainsKey(node.Key) ? Unused(nodes, node.Key + "_") : node.Key, StringComparer.Ordinal);
        var result = "";
        foreach (var (id, node) in graph)
        {
            var copy = Renamed(node!, names)!.AsObject();
            result = (bool?)copy["result"] == true ? names[id] : result;
            copy.Remove("result");
            _written[names[id]] = copy;
        }

        return result;
    }

    /// <summary>The collection that a value comes from; null where that is not known.</summary>
    public EarlyCollection? Source(JsonNode? value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while ((value as JsonObject)?["from_node"] is JsonValue reference && reference.TryGetValue<string>(out var id) && seen.Add(id) && nodes[id] is JsonObject node)
        {
            var arguments = node["arguments"] as JsonObject ?? [];
            if ((string?)node["process_id"] is "load_collection" or "get_collection")
            {
                return (arguments["id"] ?? arguments["name"]) is JsonValue name && name.TryGetValue<string>(out var collection) ? translation.World.Collection(collection) : null;
            }

            value = arguments["data"] ?? arguments["cube1"] ?? arguments["data1"] ?? arguments["band1"];
        }

        return null;
    }

    private NodeCall Read(string id, JsonObject node)
    {
        if (node["process_id"] is not JsonValue name || !name.TryGetValue<string>(out var process))
        {
            throw new EarlyGraphException($"The node '{id}' has no text as 'process_id'.");
        }

        var arguments = node["arguments"] switch
        {
            null => [],
            JsonObject members => Value(members)!.AsObject(),
            _ => throw new EarlyGraphException($"The 'arguments' of the node '{id}' must be an object.", process),
        };
        return new(process, arguments, this);
    }

    /// <summary>Most nodes keep their ids; one that becomes another node altogether is replaced by that.</summary>
    private void Write(string id, NodeCall call, JsonNode? result)
    {
        var node = new JsonObject { ["process_id"] = call.Process, ["arguments"] = call.Arguments };
        if (nodes[id]!["description"] is { } description)
        {
            node["description"] = description.DeepClone();
        }

        if (result is not null)
        {
            node["result"] = result.DeepClone();
        }

        _written[id] = node;
    }

    private JsonNode? Value(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject callback when callback["callback"] is JsonObject graph:
                return new JsonObject { ["process_graph"] = new NodeLevel(NodeGraph.Nodes(graph), translation, isCallback: true).Translate() };
            case JsonObject { Count: 1 } reference when reference["from_argument"] is { } name:
                return new JsonObject { ["from_parameter"] = (string?)name == "dimension_data" ? "data" : name.DeepClone() };
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Value(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Value)]);
            default:
                return value?.DeepClone();
        }
    }

    private static JsonNode? Renamed(JsonNode? value, Dictionary<string, string> names) => value switch
    {
        JsonObject { Count: 1 } reference when (string?)(reference["from_node"] as JsonValue) is { } id && names.TryGetValue(id, out var name) => NodeWriter.FromNode(name),
        JsonObject members when members.ContainsKey("process_graph") => members.DeepClone(),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Renamed(member.Value, names)))),
        JsonArray items => new JsonArray([.. items.Select(item => Renamed(item, names))]),
        _ => value?.DeepClone(),
    };
}
