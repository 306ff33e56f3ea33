using System.Text.Json.Nodes;

namespace Graticule.Raster.CubeFormats;

/// <summary>An option of an output format.</summary>
/// <param name="Name">In lower case; capitals do not matter in a request.</param>
/// <param name="Type">As JSON Schema has it: <c>string</c>, <c>boolean</c>, <c>integer</c>, <c>number</c>.</param>
/// <param name="Description">What it does.</param>
public sealed record FormatParameter(string Name, string Type, string Description)
{
    /// <summary>A text, truth or number; null where the format decides by the data.</summary>
    public object? Default { get; init; }

    /// <summary>Of a text: all that it may be, in its usual capitals, which do not matter in a request; empty: anything.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Of a number.</summary>
    public double? Minimum { get; init; }

    /// <summary>Of a number.</summary>
    public double? Maximum { get; init; }

    /// <summary>The parameter as <c>GET /file_formats</c> shows it: description and JSON Schema in one object, new with each call.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type, ["description"] = Description, ["required"] = false };
        Put(json, "default", Default);
        Put(json, "minimum", Minimum);
        Put(json, "maximum", Maximum);
        if (Values.Count > 0)
        {
            json["enum"] = new JsonArray([.. Values.Select(value => (JsonNode)value)]);
        }

        return json;
    }

    private static void Put(JsonObject json, string name, object? value)
    {
        if (value is not null)
        {
            json[name] = value switch
            {
                string text => text,
                bool truth => truth,
                double number => number,
                _ => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
            };
        }
    }
}
