using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages;

/// <summary>Members of JSON that somebody sent: one of the wrong kind is a fault, and counts as absent.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonObject map, string name, FaultList faults, string pointer)
    {
        switch (map[name])
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue(out string? text):
                return text;
            default:
                faults.Add(FaultList.Below(pointer, name), $"The member '{name}' must be a text.");
                return null;
        }
    }

    public static JsonObject? Map(this JsonObject map, string name, FaultList faults, string pointer)
    {
        if (map[name] is { } value and not JsonObject)
        {
            faults.Add(FaultList.Below(pointer, name), $"The member '{name}' is {Kind(value)}; it must be an object.");
        }

        return map[name] as JsonObject;
    }

    public static JsonArray? List(this JsonObject map, string name, FaultList faults, string pointer)
    {
        if (map[name] is { } value and not JsonArray)
        {
            faults.Add(FaultList.Below(pointer, name), $"The member '{name}' is {Kind(value)}; it must be an array.");
        }

        return map[name] as JsonArray;
    }

    /// <summary>A number of 0 or more.</summary>
    public static double? Amount(this JsonObject map, string name, FaultList faults, string pointer)
    {
        var found = map[name];
        if (found is null)
        {
            return null;
        }

        if (found.GetValueKind() == JsonValueKind.Number && Number(found) is { } number and >= 0)
        {
            return number;
        }

        faults.Add(FaultList.Below(pointer, name), $"The member '{name}' is {found.ToJsonString()}; it must be a number, 0 or more.");
        return null;
    }

    /// <summary>A number, also one that stands in a text; null for anything else.</summary>
    public static double? Number(JsonNode node)
    {
        var text = node.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : TextOf(node);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>A text; null for anything else.</summary>
    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
