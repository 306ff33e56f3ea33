using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs;

/// <summary>Reads process graphs. Only the form is checked here, and the first fault ends the reading.</summary>
public static class GraphParser
{
    /// <summary>Reads the object under <c>process_graph</c>.</summary>
    /// <exception cref="GraphException"><c>ProcessGraphInvalid</c> or <c>ProcessGraphMissing</c>.</exception>
    public static ProcessGraph Parse(JsonNode? graph)
    {
        if (graph is not JsonObject nodes || nodes.Count == 0)
        {
            throw new GraphException("ProcessGraphMissing", "A process graph is an object with at least one node.");
        }

        var parsed = nodes.ToDictionary(node => node.Key, node => ParseNode(node.Key, node.Value), StringComparer.Ordinal);
        CountUses(parsed);
        var results = nodes.Where(node => node.Value?["result"]?.GetValueKind() == JsonValueKind.True).Select(node => node.Key).ToList();
        return results.Count <= 1
            ? new(parsed, results.FirstOrDefault())
            : throw new GraphException("ProcessGraphInvalid", $"Only one node of a graph can be its result, not {string.Join(" and ", results)}.");
    }

    private static GraphNode ParseNode(string id, JsonNode? node)
    {
        if (node is not JsonObject members || members["process_id"] is not JsonValue value || !value.TryGetValue<string>(out var process))
        {
            throw new GraphException("ProcessGraphInvalid", $"The node '{id}' must be an object with the text 'process_id'.");
        }

        if (members["arguments"] is not (null or JsonObject))
        {
            throw new GraphException("ProcessGraphInvalid", $"The 'arguments' of the node '{id}' must be an object.");
        }

        var arguments = (members["arguments"] as JsonObject ?? []).ToDictionary(argument => argument.Key, argument => ParseValue(argument.Value), StringComparer.Ordinal);
        return new(id, process, (members["namespace"] as JsonValue)?.ToString(), arguments, Uses: 0);
    }

    /// <summary>Reads one argument.</summary>
    public static GraphValue ParseValue(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members when Reference(members, "from_node") is { } id:
                return new NodeReference(id);
            case JsonObject members when Reference(members, "from_parameter") is { } name:
                return new ParameterReference(name);
            case JsonObject members when members["process_graph"] is JsonObject graph:
                return new ProcessValue(Parse(graph));
            case JsonObject members when GeoJsonLiteral.IsConstant(members):
                return new ConstantValue(new ObjectValue(members, ConstantMembers));
            case JsonObject members:
                var values = members.ToDictionary(member => member.Key, member => ParseValue(member.Value), StringComparer.Ordinal);
                return values.Values.All(value => value.IsConstant)
                    ? new ConstantValue(new ObjectValue(members, _ => values.ToDictionary(value => value.Key, value => ((ConstantValue)value.Value).Value, StringComparer.Ordinal)))
                    : new MembersValue(values);
            case JsonArray array:
                var items = array.Select(ParseValue).ToList();
                return items.TrueForAll(item => item.IsConstant)
                    ? new ConstantValue(new ArrayValue([.. items.Select(item => ((ConstantValue)item).Value)]))
                    : new ListValue(items);
            default:
                return new ConstantValue(Scalar(node));
        }
    }

    private static Dictionary<string, object?> ConstantMembers(JsonObject members) =>
        members.ToDictionary(member => member.Key, member => ((ConstantValue)ParseValue(member.Value)).Value, StringComparer.Ordinal);

    private static object? Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(node.AsValue()),
        JsonValueKind.String => node.GetValue<string>(),
        _ => null,
    };

    /// <summary>A number of a document, or one that was put into a tree in memory.</summary>
    private static double Number(JsonValue value) => value.TryGetValue<double>(out var number) ? number : Convert.ToDouble(value.GetValue<object>(), System.Globalization.CultureInfo.InvariantCulture);

    private static string? Reference(JsonObject members, string key) =>
        members.Count == 1 && members[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Counts references to nodes of this level; a callback's graph has nodes of its own.</summary>
    private static void CountUses(Dictionary<string, GraphNode> nodes)
    {
        foreach (var id in nodes.Values.SelectMany(node => node.Arguments.Values).SelectMany(References).ToList())
        {
            if (nodes.TryGetValue(id, out var node))
            {
                nodes[id] = node with { Uses = node.Uses + 1 };
            }
        }
    }

    private static IEnumerable<string> References(GraphValue value) => value switch
    {
        NodeReference reference => [reference.NodeId],
        ListValue list => list.Items.SelectMany(References),
        MembersValue members => members.Members.Values.SelectMany(References),
        _ => [],
    };
}
