using System.Globalization;

namespace Graticule.Raster.Cubes;

/// <summary>
/// Instants that texts name: labels of temporal dimensions, ends of intervals. A text that names a period means its start; without an
/// offset it is in UTC.
/// </summary>
public static class Instants
{
    /// <summary>Year, month, day and day of the year as ISO 8601 writes them, hours as labels of hourly means have them, and RFC 3339.</summary>
    private static readonly string[] Forms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd-HH", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The instant in UTC.</summary>
    /// <param name="text">
    /// <c>2020</c>, <c>2020-06</c>, <c>2020-06-01</c>, <c>2020-153</c> (day of the year), <c>2020-06-01-13</c> or a date and a time, with or without
    /// an offset. The time may be 24:00: the end of the day.
    /// </param>
    /// <param name="instant">The instant; undefined where there is none.</param>
    /// <returns>Whether the text names an instant.</returns>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || text.Length < 4 || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        if (text.Length == 8 && text[4] == '-')
        {
            return TryParseDayOfYear(text, out instant);
        }

        var form = text.Length > 10 && text[10] is 'T' or 't' or ' ' ? $"{text[..10]}T{text[11..].ToUpperInvariant()}" : text;
        var isEndOfDay = form.Contains("T24:00", StringComparison.Ordinal);
        form = isEndOfDay ? form.Replace("T24:00", "T00:00", StringComparison.Ordinal) : form;
        var isInstant = DateTimeOffset.TryParseExact(
            form, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
        instant = isInstant && isEndOfDay ? instant.AddDays(1) : instant;
        return isInstant;
    }

    /// <summary>The instant that a text names; null if it names none.</summary>
    public static DateTimeOffset? Find(string? text) => TryParse(text, out var instant) ? instant : null;

    /// <summary>The instants of the labels of a dimension, null for those that name none.</summary>
    public static IReadOnlyList<DateTimeOffset?> Of(Dimension dimension) => [.. dimension.Labels.Select(label => Find(label.Text))];

    private static bool TryParseDayOfYear(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || year < 1 || day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365))
        {
            return false;
        }

        instant = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);
        return true;
    }
}
