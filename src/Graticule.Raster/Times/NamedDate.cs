using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Times;

/// <summary>A date in the name of a file.</summary>
/// <param name="Time">The instant; midnight where the name has no time of the day.</param>
/// <param name="Start">Where it begins in the name.</param>
/// <param name="End">Behind its last character.</param>
internal readonly partial record struct NamedDate(DateTimeOffset Time, int Start, int End)
{
    /// <summary>The first date in a name; null where it has none.</summary>
    internal static NamedDate? Find(string name)
    {
        foreach (Match match in Date().Matches(name))
        {
            var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
            var isOrdinal = digits.Length is 7 or 13;
            var form = isOrdinal ? "yyyyMMddHHmmss"[..(digits.Length + 1)] : "yyyyMMddHHmmss"[..digits.Length];
            var text = !isOrdinal ? digits : OfOrdinal(digits);
            if (DateTimeOffset.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1850)
            {
                return new(time, match.Index, match.Index + match.Length);
            }
        }

        return null;
    }

    /// <summary>Year and day of the year as year, month and day; empty where the year has no such day.</summary>
    private static string OfOrdinal(string digits)
    {
        var (year, day) = (int.Parse(digits[..4], CultureInfo.InvariantCulture), int.Parse(digits[4..7], CultureInfo.InvariantCulture));
        return year >= 1 && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365)
            ? new DateOnly(year, 1, 1).AddDays(day - 1).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + digits[7..]
            : "";
    }

    /// <summary>A date with or without a time, or a year and the number of a day after the letter of a sensor, as NASA's ocean and land files have it.</summary>
    [GeneratedRegex(
        @"(?<!\d)(?:\d{4}-\d{2}-\d{2}(?:[T_]\d{2}[-:]?\d{2}[-:]?\d{2})?|\d{4}_\d{2}_\d{2}|\d{8}(?:T?\d{6}|T?\d{4})?)(?!\d)|(?<=\b[ASTVQ]|[_.][ASTVQ])\d{7}(?:\d{6})?(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
