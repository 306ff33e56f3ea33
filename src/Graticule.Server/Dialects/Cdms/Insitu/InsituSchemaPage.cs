using System.Text.Json.Nodes;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>The fields of in-situ observations and their units, as a JSON Schema: where clients look for the quantities that they may ask for.</summary>
internal static class InsituSchemaPage
{
    public static Task ShowAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, Write());

    public static JsonObject Write() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "Observations in place",
        ["type"] = "array",
        ["items"] = new JsonObject { ["$ref"] = "#/definitions/observation" },
        ["definitions"] = new JsonObject
        {
            ["platform"] = Object("What carried the instrument.", ["code"], new()
            {
                ["code"] = Field("string", "Code of vocabulary L06 of the NERC vocabulary server."),
                ["id"] = Field("string", "Of the very platform."),
                ["type"] = Field("string", "In words."),
            }),
            ["observation"] = Object("One observation.", ["time", "latitude", "longitude", "depth"], Properties()),
        },
    };

    private static JsonObject Properties()
    {
        var properties = new JsonObject
        {
            ["time"] = Field("string", "In UTC, to the second."),
            ["latitude"] = Number("Degrees north.", -90, 90),
            ["longitude"] = Number("Degrees east.", -180, 180),
            ["depth"] = Field("number", "Metres below the surface; -99999 where it is not known."),
            ["meta"] = Field("string", "Identifies the observation where it comes from."),
            ["platform"] = new JsonObject { ["$ref"] = "#/definitions/platform" },
            ["device"] = Field("string", "The instrument."),
        };
        foreach (var field in InsituSchema.Fields)
        {
            properties[field.Name] = new JsonObject { ["type"] = "number", ["units"] = field.Units };
        }

        foreach (var name in InsituSchema.QualityFields)
        {
            properties[name] = Field("integer", "1 good, 2 not evaluated, 3 suspect, 4 bad, 9 missing.");
        }

        return properties;
    }

    private static JsonObject Object(string description, IEnumerable<string> required, JsonObject properties) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]),
    };

    private static JsonObject Field(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Number(string description, double least, double most) =>
        new() { ["type"] = "number", ["description"] = description, ["minimum"] = least, ["maximum"] = most };
}
