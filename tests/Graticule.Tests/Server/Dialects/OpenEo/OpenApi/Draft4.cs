using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>
/// Schemas of OpenAPI 3.0 as JSON Schema draft 4, which differs in two words: <c>nullable</c>, and <c>discriminator</c>, by whose value the schema that
/// describes the rest is found.
/// </summary>
/// <param name="schemas">The named schemas of the document.</param>
internal sealed class Draft4(JsonObject schemas)
{
    /// <summary>After the name of a schema that is meant without what its discriminator adds.</summary>
    private const string Plain = ".plain";

    /// <summary>Formats that say nothing that a text could break.</summary>
    private static readonly string[] Shapeless = ["commonmark", "binary", "regex"];

    /// <summary>The named schemas, those with a discriminator also without it.</summary>
    public JsonObject Definitions()
    {
        JsonObject definitions = [];
        foreach (var (name, schema) in schemas)
        {
            definitions[name] = Translate(schema!.AsObject(), name, discriminates: true);
            if (Discriminator(name) is not null)
            {
                definitions[name + Plain] = Translate(schema.AsObject(), name, discriminates: false);
            }
        }

        return definitions;
    }

    public JsonNode Translate(JsonObject schema) => Translate(schema, owner: null, discriminates: true);

    /// <param name="schema">What is translated.</param>
    /// <param name="owner">The named schema whose outermost level it is: there its bases stand for what they say themselves, or they would lead back here.</param>
    /// <param name="discriminates">Whether a discriminator counts.</param>
    private JsonNode Translate(JsonObject schema, string? owner, bool discriminates)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = NameIn(reference);
            return new JsonObject { ["$ref"] = $"#/definitions/{name}{(owner is not null && IsBase(name, owner) ? Plain : "")}" };
        }

        JsonObject translated = [];
        foreach (var (key, value) in schema)
        {
            if (key is "nullable" or "discriminator" || (key == "format" && Shapeless.Contains((string)value!, StringComparer.Ordinal)))
            {
                continue;
            }

            translated[key] = (key, value) switch
            {
                ("properties", JsonObject properties) => new JsonObject(properties.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Translate(one.Value!.AsObject())))),
                ("allOf", JsonArray parts) => new JsonArray([.. parts.Select(part => Translate(part!.AsObject(), owner, discriminates))]),
                ("anyOf" or "oneOf", JsonArray parts) => new JsonArray([.. parts.Select(part => Translate(part!.AsObject()))]),
                ("additionalProperties", JsonObject { Count: 0 }) => true,
                ("items" or "not" or "additionalProperties", JsonObject part) => Translate(part),
                _ => value?.DeepClone(),
            };
        }

        JsonNode known = (bool?)schema["nullable"] == true ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, translated) } : translated;
        return discriminates && schema["discriminator"] is JsonObject discriminator ? new JsonObject { ["allOf"] = new JsonArray([known, .. Cases(discriminator)]) } : known;
    }

    /// <summary>A value of the discriminator either is another one, or the schema for it holds.</summary>
    private static IEnumerable<JsonObject> Cases(JsonObject discriminator)
    {
        var property = (string)discriminator["propertyName"]!;
        foreach (var (value, target) in discriminator["mapping"]!.AsObject())
        {
            var isIt = new JsonObject { ["required"] = new JsonArray(property), ["properties"] = new JsonObject { [property] = new JsonObject { ["enum"] = new JsonArray(value) } } };
            yield return new() { ["anyOf"] = new JsonArray(new JsonObject { ["not"] = isIt }, new JsonObject { ["$ref"] = "#/definitions/" + NameIn(target!) }) };
        }
    }

    private bool IsBase(string name, string owner) => Discriminator(name)?["mapping"]!.AsObject().Any(one => NameIn(one.Value!) == owner) == true;

    private JsonObject? Discriminator(string name) => schemas[name] is not JsonObject schema
        ? null
        : schema["discriminator"] as JsonObject ?? (schema["allOf"] as JsonArray)?.Select(part => part!["discriminator"] as JsonObject).FirstOrDefault(one => one is not null);

    private static string NameIn(JsonNode reference) => reference.GetValue<string>().Split('/')[^1];
}
