using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The part of a schema that the Schema Object of OpenAPI 3.0.3 has words for.</summary>
internal static class OpenApiSchema
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems",
        "minItems", "uniqueItems", "maxProperties", "minProperties", "required", "enum", "type", "allOf", "oneOf", "anyOf", "not", "items",
        "properties", "additionalProperties", "description", "format", "default", "nullable", "example",
    };

    public static JsonObject Of(JsonObject schema)
    {
        JsonObject made = [];
        foreach (var (name, value) in schema)
        {
            if (Known.Contains(name))
            {
                made[name] = Part(name, value);
            }
        }

        // An array must say what it holds.
        if (made["type"] is JsonValue type && type.TryGetValue(out string? word) && word == "array" && !made.ContainsKey("items"))
        {
            made["items"] = new JsonObject();
        }

        return made;
    }

    private static JsonNode? Part(string name, JsonNode? value) => (name, value) switch
    {
        ("properties", JsonObject members) => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Nested(member.Value)))),
        ("items" or "not" or "additionalProperties", JsonObject nested) => Of(nested),
        ("allOf" or "oneOf" or "anyOf", JsonArray several) => new JsonArray([.. several.Select(Nested)]),
        _ => value?.DeepClone(),
    };

    private static JsonNode? Nested(JsonNode? value) => value is JsonObject schema ? Of(schema) : value?.DeepClone();
}
