using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// JSON Schemas in the older form that OpenAPI 3.0 and with it version 1.0 of the standard have: <c>const</c> becomes an <c>enum</c> of
/// one, open limits become flags, several types become alternatives, the first of the examples stays, a reference leaves alternatives.
/// </summary>
internal static class Schemas
{
    private static readonly ConditionalWeakTable<JsonObject, JsonObject> Known = [];

    private static readonly string[] Lists = ["oneOf", "anyOf", "allOf"];

    public static JsonObject Of(JsonObject schema) => Known.GetValue(schema, Rewrite);

    private static JsonObject Rewrite(JsonObject schema)
    {
        JsonObject made = [];
        foreach (var (name, value) in schema)
        {
            Add(made, name, value);
        }

        return made;
    }

    private static void Add(JsonObject made, string name, JsonNode? value)
    {
        switch (name)
        {
            case "const":
                made["enum"] = new JsonArray(value?.DeepClone());
                break;
            case "examples" when value is JsonArray { Count: > 0 } examples:
                made["example"] = examples[0]?.DeepClone();
                break;
            case "exclusiveMinimum" or "exclusiveMaximum" when value?.GetValueKind() == JsonValueKind.Number:
                made[name == "exclusiveMinimum" ? "minimum" : "maximum"] = value.DeepClone();
                made[name] = true;
                break;
            case "type" when value is JsonArray types:
                AddTypes(made, types);
                break;
            case "properties" when value is JsonObject members:
                made[name] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Nested(member.Value))));
                break;
            case "items" or "additionalProperties":
                made[name] = Nested(value);
                break;
            default:
                AddOther(made, name, value);
                break;
        }
    }

    private static void AddOther(JsonObject made, string name, JsonNode? value)
    {
        if (Lists.Contains(name, StringComparer.Ordinal) && value is JsonArray alternatives)
        {
            JsonNode?[] kept = [.. alternatives.Where(one => one is JsonObject found && !found.ContainsKey("$ref")).Select(Nested)];
            if (kept.Length > 0)
            {
                made[name] = new JsonArray(kept);
            }
        }
        else if (value is not null && name is not "examples" and not "$schema" and not "$id" and not "$comment" and not "$defs"
            && !(name == "$ref" && IsLocal(value))
            && !(name == "contentSchema" && value is JsonObject)
            && !name.StartsWith("x-", StringComparison.Ordinal)
            && !(name == "enum" && value is JsonArray { Count: 0 }))
        {
            made[name] = value.DeepClone();
        }
    }

    private static void AddTypes(JsonObject made, JsonArray types)
    {
        var names = types.Select(type => type!.GetValue<string>()).ToList();
        if (names.Remove("null"))
        {
            made["nullable"] = true;
        }

        if (names is [var only])
        {
            made["type"] = only;
        }
        else
        {
            made["anyOf"] = new JsonArray([.. names.Select(name => (JsonNode)new JsonObject { ["type"] = name })]);
        }
    }

    /// <summary>Into a document that the schema was taken out of.</summary>
    private static bool IsLocal(JsonNode reference) =>
        reference is JsonValue value && value.TryGetValue(out string? address) && address.StartsWith('#');

    private static JsonNode? Nested(JsonNode? value) => value is JsonObject schema ? Rewrite(schema) : value?.DeepClone();
}
