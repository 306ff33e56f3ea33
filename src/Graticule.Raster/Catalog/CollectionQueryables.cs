using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Raster.Catalog;

/// <summary>What items of a collection can be chosen by, out of the summary of their properties.</summary>
internal static class CollectionQueryables
{
    internal static JsonObject Of(Collection collection, JsonObject summaries)
    {
        JsonObject properties = new()
        {
            ["id"] = new JsonObject { ["title"] = "Id of the item", ["type"] = "string" },
            ["datetime"] = new JsonObject { ["title"] = "Time of acquisition", ["type"] = "string", ["format"] = "date-time" },
        };
        foreach (var (name, summary) in summaries)
        {
            if (Schema(summary) is { } schema)
            {
                schema["title"] = name;
                properties[name] = schema;
            }
        }

        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["title"] = $"Queryables of {collection.Title}",
            ["properties"] = properties,
            ["additionalProperties"] = true,
        };
    }

    private static JsonObject? Schema(JsonNode? summary) => summary switch
    {
        JsonObject range when range["minimum"].Number() is { } minimum && range["maximum"].Number() is { } maximum =>
            new() { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum },
        JsonArray { Count: > 0 } values when values.All(value => value?.GetValueKind() == JsonValueKind.String) =>
            new() { ["type"] = "string", ["enum"] = values.DeepClone() },
        JsonArray { Count: > 0 } values when values.All(value => value?.GetValueKind() == JsonValueKind.Number) =>
            new() { ["type"] = "number", ["enum"] = values.DeepClone() },
        _ => null,
    };
}
