using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Variables in graphs: objects with <c>variable_id</c> and perhaps a <c>default</c>, which stand for values that come later.</summary>
internal static class Variables
{
    /// <summary>A copy of a graph with the values in the place of its variables.</summary>
    /// <param name="graph">Stays as it is.</param>
    /// <param name="find">The value for an id; null where there is none.</param>
    /// <exception cref="EarlyGraphException">A variable has neither a value nor a default.</exception>
    public static JsonNode Fill(JsonNode graph, Func<string, JsonNode?> find) => Value(graph, find)!;

    private static JsonNode? Value(JsonNode? node, Func<string, JsonNode?> find)
    {
        switch (node)
        {
            case JsonObject variable when variable["variable_id"] is JsonValue name && name.TryGetValue<string>(out var id):
                return (find(id) ?? variable["default"])?.DeepClone() ?? (variable.ContainsKey("default")
                    ? null
                    : throw new EarlyGraphException($"The variable '{id}' of the process graph has neither a value nor a default.", process: null, id));
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Value(member.Value, find))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Value(item, find))]);
            default:
                return node?.DeepClone();
        }
    }
}
