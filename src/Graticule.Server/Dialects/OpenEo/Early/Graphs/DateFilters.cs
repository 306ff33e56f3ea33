using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>
/// Intervals of time. Those versions do not say whether the end is inside; their examples ask for January by its first and its last day, so
/// an end that is a day is taken with all of that day. Today's intervals end before their end.
/// </summary>
internal static class DateFilters
{
    private const string Expected = "a date such as 2017-01-31, or an instant such as 2017-01-31T10:00:00Z";

    /// <summary>As 0.0.x writes it.</summary>
    public static EarlyProcess FromTo { get; } = new("filter_daterange", "Leaves the images of an interval of time.",
    [
        EarlyArgument.Imagery,
        new("from", "First date or instant.") { IsRequired = false },
        new("to", "Last date, which counts as a whole, or the instant before which the interval ends.") { IsRequired = false },
    ],
    call =>
    {
        call.Allow([.. ProcessCall.ImageNames, "from", "to"]);
        return call["from"] is null && call["to"] is null
            ? throw call.Missing("from", $"{Expected}; or else 'to'")
            : Filter(call.Image(), call, Start(call["from"], call, "from"), End(call["to"], call, "to"));
    });

    /// <summary>As 0.3 writes it.</summary>
    public static EarlyProcess Extent { get; } = new("filter_daterange", "Leaves the images of an interval of time.",
    [
        EarlyArgument.Imagery,
        new("extent", "From and to: dates, of which the last counts as a whole, or instants; one of them may be null."),
    ],
    call =>
    {
        if (call["extent"] is null && (call["from"] ?? call["to"]) is not null)
        {
            return FromTo.Translate(call);
        }

        call.Allow([.. ProcessCall.ImageNames, "extent"]);
        return Filter(call.Image(), call, "extent");
    });

    /// <summary>By an interval that is one argument.</summary>
    public static EarlyImage Filter(EarlyImage image, ProcessCall call, string name) => call[name] switch
    {
        JsonArray { Count: 2 } extent when (extent[0] ?? extent[1]) is not null => Filter(image, call, Start(extent[0], call, name), End(extent[1], call, name)),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Split('/') is [var from, var to] => Filter(image, call, Start(from, call, name), End(to, call, name)),
        _ => throw call.Wrong(name, "must be an array of two dates or instants, one of which may be null"),
    };

    private static EarlyImage Filter(EarlyImage image, ProcessCall call, string? from, string? to)
    {
        if (image.Time is null)
        {
            throw call.Wrong("imagery", "has no dates any more: filter them before they are reduced");
        }

        if (from is not null && to is not null && Instant(from) >= Instant(to))
        {
            throw call.Wrong("to", "must not be before 'from'");
        }

        return call.Translation.Apply(image, "filter_temporal", ("extent", new JsonArray(from, to)));
    }

    private static string? Start(JsonNode? value, ProcessCall call, string name) => Read(value, call, name)?.Text;

    private static string? End(JsonNode? value, ProcessCall call, string name)
    {
        if (Read(value, call, name) is not { } end)
        {
            return null;
        }

        if (!end.IsDay)
        {
            return end.Text;
        }

        call.Translation.Remark($"The last day of '{call.Process}', {end.Text}, is taken as a whole.");
        return DateOnly.ParseExact(end.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static (string Text, bool IsDay)? Read(JsonNode? value, ProcessCall call, string name)
    {
        if (value is null)
        {
            return null;
        }

        var text = value is JsonValue one && one.TryGetValue<string>(out var written) ? written.Trim() : throw call.Wrong(name, $"must be {Expected}");
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return (text, true);
        }

        // Timestamps of those versions come without the T and without an offset too.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && text.Length > 10
            ? (instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture), false)
            : throw call.Wrong(name, $"must be {Expected}, not '{text}'");
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
