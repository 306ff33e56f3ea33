using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Times;

/// <summary>
/// A unit of time since an instant, by the Climate and Forecast conventions, section 4.4: <c>days since 1981-01-01 00:00:00</c>. Units whose length
/// is not fixed (months, years) and calendars with dates of their own (360_day) are none.
/// </summary>
internal sealed partial class TimeUnits
{
    private const long MillisecondsOfDay = 86_400_000;

    /// <summary>The years 1 to 9999.</summary>
    private const long Earliest = -62_135_596_800;

    private const long Latest = 253_402_300_799;

    private readonly Calendar _calendar;
    private readonly double _milliseconds;
    private readonly long _epoch;

    private TimeUnits(Calendar calendar, double milliseconds, long epoch) => (_calendar, _milliseconds, _epoch) = (calendar, milliseconds, epoch);

    /// <summary>Whether a unit counts from an instant at all, in whatever way.</summary>
    internal static bool IsOne(string? units) => units?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null where it cannot be counted in exactly; then the problem says why, as the rest of a sentence that begins with the variable.</summary>
    /// <param name="units">Attribute <c>units</c>.</param>
    /// <param name="calendar">Attribute <c>calendar</c>; null: the standard one.</param>
    /// <param name="problem">Empty where there is none.</param>
    internal static TimeUnits? Parse(string units, string? calendar, out string problem)
    {
        problem = "";
        if (Calendars.Find(calendar) is not { } known)
        {
            problem = $"counts in the calendar '{calendar}'; standard, gregorian, proleptic_gregorian, julian and noleap are understood";
            return null;
        }

        var match = Form().Match(units);
        if (!match.Success)
        {
            problem = $"has the unit '{units}'; a unit of time since a date is needed, such as 'seconds since 1970-01-01'";
            return null;
        }

        if (Milliseconds(match.Groups["unit"].Value) is not { } length)
        {
            problem = $"counts in '{match.Groups["unit"].Value}', which have no fixed length here; days, hours, minutes and seconds have";
            return null;
        }

        if (Epoch(known, match) is not { } epoch)
        {
            problem = $"has the unit '{units}', whose date does not exist in its calendar";
            return null;
        }

        return new(known, length, epoch);
    }

    /// <summary>Whole seconds since 1970, rounded down after rounding to milliseconds; null for what is no number or lies beyond the years 1 to 9999.</summary>
    internal long? SecondsOf(double number)
    {
        var milliseconds = Math.Round(number * _milliseconds);
        if (!(Math.Abs(milliseconds) < 1e15))
        {
            return null;
        }

        var total = _epoch + (long)milliseconds;
        var days = Floor(total, MillisecondsOfDay);
        var seconds = Floor(total - (days * MillisecondsOfDay), 1000) + (Calendars.ToOurs(_calendar, days) * 86_400);
        return seconds is >= Earliest and <= Latest ? seconds : null;
    }

    private static long Floor(long value, long unit) => Math.DivRem(value, unit, out var rest) - (rest < 0 ? 1 : 0);

    private static double? Milliseconds(string unit) => unit.ToLowerInvariant() switch
    {
        "ns" or "nanosec" or "nanosecs" or "nanosecond" or "nanoseconds" => 1e-6,
        "us" or "microsec" or "microsecs" or "microsecond" or "microseconds" => 1e-3,
        "ms" or "msec" or "msecs" or "millisec" or "millisecs" or "millisecond" or "milliseconds" => 1,
        "s" or "sec" or "secs" or "second" or "seconds" => 1000,
        "min" or "mins" or "minute" or "minutes" => 60_000,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3_600_000,
        "d" or "day" or "days" => MillisecondsOfDay,
        "week" or "weeks" => 7 * MillisecondsOfDay,
        _ => null,
    };

    private static long? Epoch(Calendar calendar, Match match)
    {
        if (Calendars.DaysTo(calendar, Number("year"), Number("month"), Number("day")) is not { } days || Number("hour") > 24 || Number("minute") > 59)
        {
            return null;
        }

        var seconds = match.Groups["second"] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        var offset = (Number("offsetHour") * 60) + Number("offsetMinute");
        offset = match.Groups["sign"].Value == "-" ? -offset : offset;
        return seconds < 61 ? (days * MillisecondsOfDay) + (((Number("hour") * 60L) + Number("minute") - offset) * 60_000) + (long)Math.Round(seconds * 1000) : null;

        int Number(string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(
        """
        ^\s*(?<unit>[a-z]+)\s+since\s+
        (?:(?<year>-?\d{1,4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<year>\d{4})(?<month>\d{2})(?<day>\d{2}))
        (?:(?:\s*T\s*|\s+)(?:(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2}(?:\.\d*)?)?(?!\d|:)|(?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2}(?:\.\d*)?))?)?))?
        \s*(?:Z|UTC|GMT)?
        (?:\s*(?<sign>[+-])(?<offsetHour>\d{1,2})(?::?(?<offsetMinute>\d{2}))?|\s+(?<offsetHour>\d{1,2}):(?<offsetMinute>\d{2}))?\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
