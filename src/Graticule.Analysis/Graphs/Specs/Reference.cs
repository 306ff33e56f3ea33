using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>How graphs write that a value comes from elsewhere.</summary>
internal static class Reference
{
    /// <summary>The node that is referred to; null if the object is no such reference.</summary>
    internal static string? Node(JsonObject members) => Only(members, "from_node");

    /// <summary>The parameter that is referred to; null if the object is no such reference.</summary>
    internal static string? Parameter(JsonObject members) => Only(members, "from_parameter");

    /// <summary>All references in a value, those in processes that are given as arguments excepted.</summary>
    internal static IEnumerable<JsonObject> In(JsonNode? value) => value switch
    {
        JsonObject members when Node(members) is not null || Parameter(members) is not null => [members],
        JsonObject members when members["process_graph"] is JsonObject => [],
        JsonObject members => members.SelectMany(member => In(member.Value)),
        JsonArray array => array.SelectMany(In),
        _ => [],
    };

    private static string? Only(JsonObject members, string name) =>
        members.Count == 1 && members[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
