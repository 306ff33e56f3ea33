namespace Graticule.Raster.Times;

/// <summary>The calendars in which times of the Climate and Forecast conventions are counted, as far as each of their dates is one of ours.</summary>
internal enum Calendar
{
    /// <summary>Gregorian since 15 October 1582, Julian before.</summary>
    Standard,

    /// <summary>Gregorian at all times.</summary>
    ProlepticGregorian,

    Julian,

    /// <summary>Without 29 February: a date means ours of the same name.</summary>
    NoLeap,
}

/// <summary>Dates of calendars as days since 1 January 1970, and back.</summary>
internal static class Calendars
{
    private const long EpochJulianDay = 2_440_588;

    private static readonly int[] DaysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>The calendar of that name; null where it has dates that ours has not, or is unknown.</summary>
    internal static Calendar? Find(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "standard" or "gregorian" => Calendar.Standard,
        "proleptic_gregorian" => Calendar.ProlepticGregorian,
        "julian" => Calendar.Julian,
        "noleap" or "365_day" => Calendar.NoLeap,
        _ => null,
    };

    /// <summary>Days from 1 January 1970 to a date; null where the calendar has no such date.</summary>
    internal static long? DaysTo(Calendar calendar, int year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(calendar, year, month) || (year == 0 && calendar == Calendar.Standard))
        {
            return null;
        }

        // Of the days that the reform left out, the conventions know none; here they count on in the old way.
        var isJulian = calendar == Calendar.Julian || (calendar == Calendar.Standard && (year, month, day).CompareTo((1582, 10, 15)) < 0);
        return calendar == Calendar.NoLeap
            ? (year * 365L) + DaysBefore[month - 1] + day - 1
            : JulianDay(year, month, day, isJulian) - EpochJulianDay;
    }

    /// <summary>Days from 1 January 1970 to the day of our own calendar that a day counted by <see cref="DaysTo"/> is.</summary>
    internal static long ToOurs(Calendar calendar, long days)
    {
        if (calendar != Calendar.NoLeap)
        {
            return days;
        }

        var (year, dayOfYear) = (Math.DivRem(days, 365, out var rest), rest);
        (year, dayOfYear) = dayOfYear < 0 ? (year - 1, dayOfYear + 365) : (year, dayOfYear);
        var month = Array.FindLastIndex(DaysBefore, before => before <= dayOfYear) + 1;
        return JulianDay(year, month, (int)dayOfYear - DaysBefore[month - 1] + 1, isJulian: false) - EpochJulianDay;
    }

    private static int DaysIn(Calendar calendar, int year, int month)
    {
        var isLeap = calendar switch
        {
            Calendar.NoLeap => false,
            Calendar.Julian => year % 4 == 0,
            Calendar.Standard when year <= 1582 => year % 4 == 0,
            _ => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0),
        };
        return month == 2 && isLeap ? 29 : DaysBefore[month] - DaysBefore[month - 1];
    }

    private static long JulianDay(long year, int month, int day, bool isJulian)
    {
        // Counted from 1 March, so that the day that comes and goes is the last of its year; years from -4800 on.
        var (shifted, from) = month > 2 ? (year + 4800, month - 3) : (year + 4799, month + 9);
        var days = day + (((153 * from) + 2) / 5) + (365 * shifted) + (shifted / 4);
        return isJulian ? days - 32_083 : days - (shifted / 100) + (shifted / 400) - 32_045;
    }
}
