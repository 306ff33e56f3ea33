using System.Globalization;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Times as files write them: ISO 8601 with <c>T</c> or a blank before the hour, with or without seconds, fractions and zone (UTC without one);
/// dates alone, also as eight figures; and numbers, which are seconds since 1970, or from 10^11 on milliseconds.
/// </summary>
internal static class TimeText
{
    internal const string Forms = "as 2018-04-01T12:00:00Z, or seconds since 1970";

    private const double LeastMilliseconds = 1e11;
    private const double LatestSecond = 253402300799;
    private const double EarliestSecond = -62135596800;

    /// <summary>Whole seconds since 1970, rounded down.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out long seconds)
    {
        text = text.Trim();
        seconds = 0;
        return IsDate(text) ? TryParseIso(text, out seconds)
            : text.Length == 8 && text.IndexOfAnyExceptInRange('0', '9') < 0 && IsCompactDate(text) ? TryMake(text[..4], text[4..6], text[6..], out seconds)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && TryRound(number, out seconds);
    }

    /// <summary>Seconds, or milliseconds where they are as many as seconds never are, rounded down.</summary>
    internal static bool TryRound(double number, out long seconds)
    {
        number = Math.Floor(Math.Abs(number) >= LeastMilliseconds ? number / 1000 : number);
        var isTime = number is >= EarliestSecond and <= LatestSecond;
        seconds = isTime ? (long)number : 0;
        return isTime;
    }

    /// <summary>Seconds since 1970 of a moment of the calendar; second may be 60 or more (a leap second is the one after it).</summary>
    internal static bool TryMake(int year, int month, int day, int hour, int minute, double second, out long seconds)
    {
        seconds = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 24 || minute is < 0 or > 59 || !(second is >= 0 and < 61))
        {
            return false;
        }

        var days = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay;
        seconds = (days * 86400) + (hour * 3600) + (minute * 60) + (long)second;
        return true;
    }

    /// <summary>Hours, minutes and seconds with colons between, the last with a fraction or left out.</summary>
    internal static bool TryParseClock(ReadOnlySpan<char> text, out int hour, out int minute, out double second)
    {
        (hour, minute, second) = (0, 0, 0);
        var colon = text.IndexOf(':');
        if (colon is not (1 or 2) || !TryInt(text[..colon], out hour) || text.Length < colon + 3 || !TryInt(text.Slice(colon + 1, 2), out minute))
        {
            return false;
        }

        var rest = text[(colon + 3)..];
        return rest.IsEmpty || (rest[0] == ':' && double.TryParse(rest[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out second));
    }

    internal static bool TryInt(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Whether it begins with year, month and day.</summary>
    internal static bool IsDate(ReadOnlySpan<char> text) => text.Length >= 10 && text[4] == '-' && text[7] == '-';

    /// <summary>Eight figures are a date where they are one of the years 1800 to 2199: as seconds they would be a day of 1970 or 1971.</summary>
    private static bool IsCompactDate(ReadOnlySpan<char> text) => text[..2] is "18" or "19" or "20" or "21";

    private static bool TryMake(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out long seconds)
    {
        seconds = 0;
        return TryInt(year, out var y) && TryInt(month, out var m) && TryInt(day, out var d) && TryMake(y, m, d, 0, 0, 0, out seconds);
    }

    private static bool TryParseIso(ReadOnlySpan<char> text, out long seconds)
    {
        if (!TryMake(text[..4], text[5..7], text[8..10], out seconds))
        {
            return false;
        }

        if (text.Length == 10)
        {
            return true;
        }

        if (text[10] is not ('T' or 't' or ' '))
        {
            return false;
        }

        var clock = text[11..].TrimStart();
        var zone = clock.IndexOfAny("Zz+-");
        var shift = 0;
        if (zone >= 0)
        {
            if (!TryParseZone(clock[zone..], out shift))
            {
                return false;
            }

            clock = clock[..zone].TrimEnd();
        }

        if (clock.EndsWith(" UTC", StringComparison.Ordinal))
        {
            clock = clock[..^4];
        }

        if (!TryParseClock(clock, out var hour, out var minute, out var second) || hour > 24 || minute > 59 || second >= 61)
        {
            return false;
        }

        seconds += (hour * 3600) + (minute * 60) + (long)second - shift;
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        var digits = text[1..];
        var (hours, minutes) = (0, 0);
        var isRead = digits.Length switch
        {
            2 => TryInt(digits, out hours),
            4 => TryInt(digits[..2], out hours) && TryInt(digits[2..], out minutes),
            5 => digits[2] == ':' && TryInt(digits[..2], out hours) && TryInt(digits[3..], out minutes),
            _ => false,
        };
        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return isRead && hours <= 18 && minutes <= 59;
    }
}
