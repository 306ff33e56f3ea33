using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Raster.Catalog;

/// <summary>Reads members of JSON that others wrote: what is absent or of a wrong kind is null.</summary>
internal static class JsonReading
{
    internal static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, or one of the texts that STAC writes for numbers JSON cannot hold: <c>nan</c>, <c>inf</c>, <c>-inf</c>.</summary>
    internal static double? Number(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => Convert.ToDouble(node.ToString(), CultureInfo.InvariantCulture),
        JsonValueKind.String => node.Text() switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => null },
        _ => null,
    };

    internal static int? Integer(this JsonNode? node) =>
        node.Number() is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    internal static IEnumerable<JsonObject> Objects(this JsonNode? node) => node is JsonArray array ? array.OfType<JsonObject>() : [];

    internal static IEnumerable<string> Texts(this JsonNode? node) => node is JsonArray array ? array.Select(Text).OfType<string>() : [];

    /// <summary>All numbers of an array; null if there is anything else in it.</summary>
    internal static double[]? Numbers(this JsonNode? node) =>
        node is JsonArray array && array.Select(Number).ToList() is var numbers && numbers.TrueForAll(number => number.HasValue)
            ? [.. numbers.Select(number => number!.Value)]
            : null;

    internal static DateTimeOffset? Time(this JsonNode? node) => node.Text() is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>As <see cref="Number(JsonNode?)"/> reads it.</summary>
    internal static JsonNode ToJson(double number) => number switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        _ => number,
    };
}
