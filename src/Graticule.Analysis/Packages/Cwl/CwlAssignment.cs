using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Whether a value of one type may go where another is wanted. Lenient: one type of a union that fits is enough, because which of them a
/// value has shows only at run time. Numbers of different types do not fit, as in cwltool.
/// </summary>
internal static class CwlAssignment
{
    public static JsonObject Array(JsonNode items) => new() { ["type"] = "array", ["items"] = items.DeepClone() };

    /// <summary>Type of several values that go to one place.</summary>
    /// <param name="type">Type of one of them.</param>
    /// <param name="merge">merge_nested, merge_flattened, or null: there is one value.</param>
    public static JsonNode Merged(JsonNode type, string? merge) => merge switch
    {
        "merge_nested" => Array(type),
        "merge_flattened" => Flat(type),
        _ => type,
    };

    public static bool CanGo(JsonNode from, JsonNode to)
    {
        if (from.Text() == "Any" || to.Text() == "Any")
        {
            return true;
        }

        if (from is JsonArray union)
        {
            return union.OfType<JsonNode>().Any(member => member.Text() != "null" && CanGo(member, to));
        }

        if (to is JsonArray wanted)
        {
            return wanted.OfType<JsonNode>().Any(member => CanGo(from, member));
        }

        return (from, to) switch
        {
            (JsonObject one, JsonObject other) => one["type"].Text() == other["type"].Text() && CanGoInside(one, other),
            _ => from is not JsonObject && to is not JsonObject && from.Text() == to.Text(),
        };
    }

    private static bool CanGoInside(JsonObject from, JsonObject to) => from["type"].Text() switch
    {
        "array" => CanGo(from["items"]!, to["items"]!),
        "record" => to["fields"].Maps().All(field => CanGo(FieldType(from, field["name"].Text()), field["type"]!)),
        _ => true,
    };

    private static JsonNode FieldType(JsonObject record, string? name) =>
        record["fields"].Maps().FirstOrDefault(field => field["name"].Text() == name)?["type"] ?? JsonValue.Create("null");

    private static JsonNode Flat(JsonNode type) => type switch
    {
        JsonArray union => new JsonArray([.. union.OfType<JsonNode>().Select(member => Flat(member).DeepClone())]),
        JsonObject map when map["type"].Text() == "array" => type,
        _ => Array(type),
    };
}
