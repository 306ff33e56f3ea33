using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Metadata and additional parameters (descriptionType.yaml of 18-062r2): the latter as an object whose values are arrays, as its schema wants it.</summary>
internal static class FactJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ProcessMetadata> metadata, IReadOnlyList<AdditionalParameter> parameters)
    {
        if (metadata.Count > 0)
        {
            writer.WriteStartArray("metadata");
            foreach (var one in metadata)
            {
                Write(writer, one);
            }

            writer.WriteEndArray();
        }

        if (parameters.Count > 0)
        {
            writer.WriteStartObject("additionalParameters");
            writer.WriteStartArray("parameters");
            foreach (var one in parameters)
            {
                Write(writer, one);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, ProcessMetadata one)
    {
        writer.WriteStartObject();
        writer.WriteText("title", one.Title);
        writer.WriteText("role", one.Role);
        writer.WriteText("href", one.Href);
        if (one.Value is { } value)
        {
            writer.WritePropertyName("value");
            WithoutNulls(value).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AdditionalParameter one)
    {
        writer.WriteStartObject();
        writer.WriteString("name", one.Name);
        writer.WriteStartArray("value");
        foreach (var value in one.Values.OfType<JsonNode>())
        {
            WithoutNulls(value).WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Version 1.0 of the schemas has no nulls.</summary>
    private static JsonNode WithoutNulls(JsonNode value) => value switch
    {
        JsonObject map => new JsonObject(map.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)WithoutNulls(member.Value!)))),
        JsonArray list => new JsonArray([.. list.OfType<JsonNode>().Select(WithoutNulls)]),
        _ => value.DeepClone(),
    };
}
