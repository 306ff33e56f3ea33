using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>What schemas and written values are called in messages.</summary>
internal static class SchemaNouns
{
    internal static string Of(ValueSchema schema) =>
        string.Join(" or ", schema.Alternatives.SelectMany(Names).Distinct(StringComparer.Ordinal)) is { Length: > 0 } names ? names : "any value";

    internal static string Of(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray => "an array",
        JsonObject members when Reference.Node(members) is { } node => $"the value of the node '{node}'",
        JsonObject members when Reference.Parameter(members) is { } parameter => $"the parameter '{parameter}'",
        JsonObject members when members.ContainsKey("process_graph") => "a process",
        JsonObject => "an object",
        _ when value.GetValueKind() == JsonValueKind.String => $"the text '{Short(value.GetValue<string>())}'",
        _ when value.GetValueKind() == JsonValueKind.Number => $"the number {value.ToJsonString()}",
        _ => value.ToJsonString(),
    };

    private static IEnumerable<string> Names(ValueSchema schema) => schema.Subtype switch
    {
        "datacube" => [schema.Dimensions.Contains("geometry", StringComparer.Ordinal) ? "a vector cube" : "a data cube"],
        "process-graph" => ["a process (an object with the member 'process_graph')"],
        "geojson" => ["a GeoJSON object"],
        "bounding-box" => ["a box (an object with west, south, east and north)"],
        "date-time" => ["a date and time (2020-01-31T12:00:00Z)"],
        "date" => ["a date (2020-01-31)"],
        "time" => ["a time of day (12:00:00)"],
        "epsg-code" => ["an EPSG code (a whole number)"],
        "wkt2-definition" => ["a reference system as WKT"],
        _ => schema.Types.Select(Name),
    };

    private static string Name(string type) => type switch
    {
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "a text",
        "array" => "an array",
        "object" => "an object",
        _ => type,
    };

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
