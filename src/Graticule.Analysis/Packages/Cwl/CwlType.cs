using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>What is asked of a type in the form that <see cref="CwlTypes"/> makes.</summary>
internal static class CwlType
{
    public static bool Is(JsonNode type, string kind) => type.IsText(out var text) ? text == kind : type is JsonObject map && map["type"].Text() == kind;

    /// <summary>Whether null is a value of the type, so that nothing need be given.</summary>
    public static bool IsOptional(JsonNode type) => Members(type).Any(member => Is(member, "null"));

    /// <summary>The types of a union, or the one type.</summary>
    public static IEnumerable<JsonNode> Members(JsonNode type) => type is JsonArray union ? union.OfType<JsonNode>() : [type];

    /// <summary>The types of a union without null.</summary>
    public static List<JsonNode> Present(JsonNode type) => [.. Members(type).Where(member => !Is(member, "null"))];

    /// <summary>Type of the items; null when the type is no array.</summary>
    public static JsonNode? Items(JsonNode type) => type is JsonObject map && map["type"].Text() == "array" ? map["items"] : null;

    /// <summary>Name in the schemas for geospatial values, such as <c>ogc.yaml#BBox</c>; null when the type is none of them.</summary>
    public static string? SchemaName(JsonNode type) => type is JsonObject map ? map[CwlSchemas.NameMember].Text() : null;

    /// <summary>The type as people write it: <c>Directory[]</c>, <c>string?</c>.</summary>
    public static string Write(JsonNode type)
    {
        if (type is JsonArray union)
        {
            var present = Present(union);
            var isOptional = present.Count < union.Count;
            return present is [var only] && isOptional ? Write(only) + "?" : $"[{string.Join(", ", Members(type).Select(Write))}]";
        }

        if (Items(type) is { } items)
        {
            return items is JsonArray ? $"array of {Write(items)}" : Write(items) + "[]";
        }

        return SchemaName(type) ?? (type is JsonObject map ? Structure(map) : type.Text() ?? "Any");
    }

    private static string Structure(JsonObject map) => map["type"].Text() == "enum"
        ? $"enum of {string.Join(", ", map["symbols"].Texts())}"
        : $"record of {string.Join(", ", map["fields"].Maps().Select(field => field["name"].Text()))}";
}
