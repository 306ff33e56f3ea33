using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Times;

/// <summary>
/// Times as files write them in attributes: ISO 8601 with or without its signs, with the day of the month or of the year
/// (<c>20181231T090000Z</c>, <c>2015-090T16:31:44.000</c>), and TIFF's <c>2018:12:31 09:00:00</c>. In UTC where they name no offset.
/// </summary>
internal static partial class WrittenTime
{
    /// <summary>The instant; null where the text is none.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="hasTime">Whether it has a time of the day too.</param>
    internal static DateTimeOffset? Find(string? text, out bool hasTime)
    {
        hasTime = false;
        if (text is null || text.Length > 60 || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        hasTime = match.Groups["hour"].Success;
        var (year, hour, minute) = (Number("year"), Number("hour"), Number("minute"));
        var offset = (Number("offsetHour") * 60) + Number("offsetMinute");
        if (year < 1 || hour > 24 || minute > 59 || Number("second") > 60 || Date() is not { } day)
        {
            return null;
        }

        return day.AddMinutes((hour * 60) + minute - (match.Groups["sign"].Value == "-" ? -offset : offset)).AddSeconds(Number("second"));

        int Number(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

        DateTimeOffset? Date()
        {
            if (match.Groups["ordinal"].Success)
            {
                return Number("ordinal") >= 1 && Number("ordinal") <= (DateTime.IsLeapYear(year) ? 366 : 365)
                    ? new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(Number("ordinal") - 1)
                    : null;
            }

            return Number("month") is >= 1 and <= 12 and var month && Number("day") >= 1 && Number("day") <= DateTime.DaysInMonth(year, month)
                ? new DateTimeOffset(year, month, Number("day"), 0, 0, 0, TimeSpan.Zero)
                : null;
        }
    }

    [GeneratedRegex(
        """
        ^\s*(?<year>\d{4})(?:-?(?<ordinal>\d{3})|(?<mark>[-:/]?)(?<month>\d{2})\k<mark>(?<day>\d{2}))
        (?:[T\s_]*(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d*)?)?)?
        \s*(?:Z|UTC|GMT|(?<sign>[+-])(?<offsetHour>\d{2}):?(?<offsetMinute>\d{2}))?\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
