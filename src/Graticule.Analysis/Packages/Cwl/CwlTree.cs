using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>What is asked of nodes again and again.</summary>
internal static class CwlTree
{
    /// <summary>Number of values in a tree; stops counting above <paramref name="most"/>.</summary>
    public static int Count(JsonNode? node, int most)
    {
        var count = 1;
        foreach (var child in Children(node))
        {
            if (count > most)
            {
                break;
            }

            count += Count(child, most - count);
        }

        return count;
    }

    public static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(member => member.Value),
        JsonArray list => list,
        _ => [],
    };

    public static bool IsText(this JsonNode? node, [NotNullWhen(true)] out string? text)
    {
        text = node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return text is not null;
    }

    public static string? Text(this JsonNode? node) => node.IsText(out var text) ? text : null;

    /// <summary>One value, or the items of a list; nothing for null.</summary>
    public static IEnumerable<JsonNode> Several(this JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.OfType<JsonNode>(),
        _ => [node],
    };

    /// <summary>The texts among one value or the items of a list.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node) => node.Several().Select(Text).OfType<string>();

    /// <summary>The maps among the items of a list.</summary>
    public static IEnumerable<JsonObject> Maps(this JsonNode? node) => node is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The member with this <c>id</c> of a list of maps.</summary>
    public static JsonObject? Named(this JsonNode? node, string id) => node.Maps().FirstOrDefault(map => map["id"].Text() == id);
}
