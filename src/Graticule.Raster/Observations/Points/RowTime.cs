using System.Globalization;

namespace Graticule.Raster.Observations.Points;

/// <summary>The time of a row, whichever columns tell it: one column, date and hour, or the parts of the calendar.</summary>
/// <param name="places">Of each role: its column; -1: none.</param>
internal sealed class RowTime(int[] places)
{
    private static readonly ColumnRole[] Shown =
    [
        ColumnRole.Date, ColumnRole.Year, ColumnRole.Month, ColumnRole.Day, ColumnRole.DayOfYear, ColumnRole.Time, ColumnRole.Hour, ColumnRole.Minute, ColumnRole.Second,
    ];

    /// <summary>Whether the columns tell the time without help.</summary>
    internal bool IsWhole => Has(ColumnRole.Date) || IsCalendar || (Has(ColumnRole.Time) && !Has(ColumnRole.Year));

    /// <summary>Whether they tell the time of the day.</summary>
    internal bool IsClock => Has(ColumnRole.Time) || Has(ColumnRole.Hour);

    private bool IsCalendar => Has(ColumnRole.Year) && ((Has(ColumnRole.Month) && Has(ColumnRole.Day)) || Has(ColumnRole.DayOfYear));

    internal bool TryRead(string[] row, RowDefaults defaults, out long seconds)
    {
        if (TimeText.IsDate(At(row, ColumnRole.Time)))
        {
            return TimeText.TryParse(At(row, ColumnRole.Time), out seconds);
        }

        if (Has(ColumnRole.Date) || IsCalendar)
        {
            return TryDay(row, out seconds) && TryClock(row, ref seconds);
        }

        if (Has(ColumnRole.Time) && TimeText.TryParse(At(row, ColumnRole.Time), out seconds))
        {
            return true;
        }

        seconds = (IsClock ? defaults.Day : defaults.Time) ?? 0;
        return IsClock ? defaults.Day is not null && TryClock(row, ref seconds) : defaults.Time is not null;
    }

    /// <summary>What the row has, for messages.</summary>
    internal string Text(string[] row) => string.Join(' ', Shown.Where(Has).Select(role => At(row, role)));

    private bool TryDay(string[] row, out long seconds)
    {
        if (Has(ColumnRole.Date))
        {
            return TimeText.TryParse(At(row, ColumnRole.Date), out seconds);
        }

        seconds = 0;
        if (!TryInt(row, ColumnRole.Year, out var year))
        {
            return false;
        }

        if (!Has(ColumnRole.Month) || !Has(ColumnRole.Day))
        {
            var isDay = TryInt(row, ColumnRole.DayOfYear, out var day) && day is >= 1 and <= 366 && TimeText.TryMake(year, 1, 1, 0, 0, 0, out seconds);
            seconds += (day - 1) * 86400L;
            return isDay && (day < 366 || DateTime.IsLeapYear(year));
        }

        return TryInt(row, ColumnRole.Month, out var month) && TryInt(row, ColumnRole.Day, out var dayOfMonth)
            && TimeText.TryMake(year, month, dayOfMonth, 0, 0, 0, out seconds);
    }

    /// <summary>Adds the time of the day; where nothing tells it, the day begins.</summary>
    private bool TryClock(string[] row, ref long seconds)
    {
        if (Has(ColumnRole.Time))
        {
            var isClock = TimeText.TryParseClock(At(row, ColumnRole.Time).AsSpan().Trim().TrimEnd('Z'), out var h, out var m, out var s) && h <= 24 && m <= 59 && s < 61;
            seconds += (h * 3600) + (m * 60) + (long)s;
            return isClock;
        }

        if (!Has(ColumnRole.Hour))
        {
            return true;
        }

        var minute = 0;
        var second = 0.0;
        var isRead = TryInt(row, ColumnRole.Hour, out var hour) && hour <= 24
            && (!Has(ColumnRole.Minute) || (TryInt(row, ColumnRole.Minute, out minute) && minute <= 59))
            && (!Has(ColumnRole.Second) || (TryNumber(row, ColumnRole.Second, out second) && second is >= 0 and < 61));
        seconds += (hour * 3600) + (minute * 60) + (long)second;
        return isRead;
    }

    private bool Has(ColumnRole role) => places[(int)role] >= 0;

    private string At(string[] row, ColumnRole role) => places[(int)role] is var place && place >= 0 && place < row.Length ? row[place] : "";

    /// <summary>Whole numbers are also written with a point and zeros.</summary>
    private bool TryInt(string[] row, ColumnRole role, out int number)
    {
        var isNumber = TryNumber(row, role, out var value) && value is >= 0 and <= 9999 && Math.Floor(value) == value;
        number = isNumber ? (int)value : 0;
        return isNumber;
    }

    private bool TryNumber(string[] row, ColumnRole role, out double value) =>
        double.TryParse(At(row, role), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
