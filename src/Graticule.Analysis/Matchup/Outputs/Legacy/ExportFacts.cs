using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>What a page of matches tells of the request: the inputs of <c>matchup</c>, overridden by what the export was told.</summary>
/// <param name="request">Of the match file.</param>
/// <param name="told">Members of the same names, and <c>id</c>, <c>uri</c> and <c>timeToComplete</c>; null: nothing.</param>
internal sealed class ExportFacts(JsonObject request, JsonObject? told)
{
    /// <summary>A text, or a list of texts with commas between; null: it was not given.</summary>
    internal string? Text(string name) => Find(name) switch
    {
        JsonArray list => string.Join(',', list.Select(Plain)),
        { } value => Plain(value),
        null => null,
    };

    /// <summary>The texts of a list, or of a text alone; empty: it was not given.</summary>
    internal IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        JsonArray list => [.. list.Select(Plain)],
        { } value => [Plain(value)],
        null => [],
    };

    internal double? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>West, south, east and north: a list, a text with commas, or an object of a list as OGC has boxes; null: it was not given.</summary>
    internal double[]? Box(string name)
    {
        var value = Find(name) is JsonObject box ? box["bbox"] : Find(name);
        var parts = value is JsonArray list ? list.Select(Plain) : value is null ? [] : Plain(value).Split(',');
        double[] edges = [.. parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) ? edge : double.NaN)];
        return edges.Length == 4 && Array.TrueForAll(edges, double.IsFinite) ? edges : null;
    }

    /// <summary>An instant as clients of the original know it, <c>2018-04-01T00:00:00+0000</c>; null: it was not given.</summary>
    internal string? Instant(string name)
    {
        var text = Text(name);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? Compact(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? Compact(instant)
            : text;
    }

    internal static string Compact(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    private JsonNode? Find(string name) => told is not null && told.TryGetPropertyValue(name, out var value) ? value : request[name];

    private static string Plain(JsonNode? value) => value is null ? "" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
