using System.Globalization;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Which items of a collection are asked for (OGC API - Features, 7.15).</summary>
/// <param name="Box">West, south, east, north in degrees; null: anywhere.</param>
/// <param name="Time">Null: ever.</param>
/// <param name="Limit">Most items of the page.</param>
/// <param name="Offset">Matching items before the page.</param>
internal sealed record ItemQuery(IReadOnlyList<double>? Box, TimeSpanFilter? Time, int Limit, int Offset)
{
    private const int UsualLimit = 100;

    private const int LargestLimit = 10_000;

    private string? _box;

    private string? _time;

    /// <exception cref="OpenEoException">A parameter cannot be read.</exception>
    public static ItemQuery Read(HttpRequest request)
    {
        var (box, time) = (QueryValues.Text(request, "bbox"), QueryValues.Text(request, "datetime"));
        var limit = Math.Min(QueryValues.Limit(request) ?? UsualLimit, LargestLimit);
        return new(ReadBox(box), ReadTime(time), limit, QueryValues.Offset(request, "offset")) { _box = box, _time = time };
    }

    /// <summary>The same question from another item on.</summary>
    public string Address(string items, int offset)
    {
        var box = _box is null ? "" : $"&bbox={Uri.EscapeDataString(_box)}";
        var time = _time is null ? "" : $"&datetime={Uri.EscapeDataString(_time)}";
        return string.Create(CultureInfo.InvariantCulture, $"{items}?limit={Limit}&offset={offset}{box}{time}");
    }

    private static double[]? ReadBox(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var numbers = text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return numbers switch
        {
            [_, _, _, _] when Array.TrueForAll(numbers, double.IsFinite) => numbers,
            [var west, var south, _, var east, var north, _] when Array.TrueForAll(numbers, double.IsFinite) => [west, south, east, north],
            _ => throw Errors.BadRequest($"The parameter 'bbox' must be west,south,east,north in degrees, such as 16.1,47.2,16.6,48.6, not '{text}'."),
        };
    }

    private static TimeSpanFilter? ReadTime(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('/');
        var start = ReadInstant(parts[0], text);
        var end = parts.Length == 2 ? ReadInstant(parts[1], text) : start;
        return parts.Length <= 2 && (start is not null || end is not null || parts.Length == 2)
            ? new(start, end) { IncludesEnd = true }
            : throw Unreadable(text);
    }

    private static DateTimeOffset? ReadInstant(string part, string whole)
    {
        if (part is "" or "..")
        {
            return null;
        }

        return DateTimeOffset.TryParse(part, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Unreadable(whole);
    }

    private static OpenEoException Unreadable(string text) =>
        Errors.BadRequest($"The parameter 'datetime' must be an instant, or two with '/' between them of which one may be '..', such as 2022-06-01T00:00:00Z/.., not '{text}'.");
}
