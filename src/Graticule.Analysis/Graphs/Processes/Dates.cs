namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes of dates and times, which are texts as RFC 3339 has them.</summary>
internal static class Dates
{
    private const string Units = "one of millisecond, second, minute, hour, day, week, month, year";

    internal static IEnumerable<GraphProcess> All =>
    [
        new("date_shift", Shift),
        new("date_difference", args => Difference(args)),
        new("date_between", Between),
    ];

    private static object? Between(Arguments args)
    {
        if (args.Has("x") && args["x"] is null)
        {
            return null;
        }

        var (x, min, max) = (Date(args, "x").Utc, Date(args, "min").Utc, Date(args, "max").Utc);
        return x >= min && (args.Get("exclude_max", otherwise: false) ? x < max : x <= max);
    }

    private static string? Shift(Arguments args)
    {
        if (args.Has("date") && args["date"] is null)
        {
            return null;
        }

        var date = Date(args, "date");
        var (value, unit) = (args.Integer("value"), args.Text("unit"));
        try
        {
            return (date with { Local = Moved(date.Local, value, unit) ?? throw args.Wrong("unit", Units) }).ToString();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw args.Wrong("value", "such that the date stays between the years 1 and 9999");
        }
    }

    /// <summary>A month or year without that day takes its last day.</summary>
    private static DateTime? Moved(DateTime date, int value, string unit) => unit switch
    {
        "month" => date.AddMonths(value),
        "year" => date.AddYears(value),
        _ => Length(unit) is { } length ? date + (value * length) : null,
    };

    private static TimeSpan? Length(string unit) => unit switch
    {
        "millisecond" => TimeSpan.FromMilliseconds(1),
        "second" => TimeSpan.FromSeconds(1),
        "minute" => TimeSpan.FromMinutes(1),
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        "week" => TimeSpan.FromDays(7),
        _ => null,
    };

    private static double Difference(Arguments args)
    {
        var (from, to, unit) = (Date(args, "date1").Utc, Date(args, "date2").Utc, args.Get("unit", "second"));
        return unit switch
        {
            "month" => InMonths(from, to, 1),
            "year" => InMonths(from, to, 12),
            _ => Length(unit) is { } length ? (to - from) / length : throw args.Wrong("unit", Units),
        };
    }

    /// <summary>Whole calendar steps, and the rest as a part of the step that it lies in.</summary>
    private static double InMonths(DateTime from, DateTime to, int step)
    {
        var (first, last) = to < from ? (to, from) : (from, to);
        var whole = (((last.Year - first.Year) * 12) + last.Month - first.Month) / step;
        if (Later(first, whole * step) > last)
        {
            whole--;
        }

        var start = Later(first, whole * step);
        var length = whole + ((last - start) / (Later(first, (whole + 1) * step) - start));
        return to < from ? -length : length;
    }

    private static DateTime Later(DateTime date, int months) =>
        (date.Year * 12) + date.Month - 1 + months < 10000 * 12 ? date.AddMonths(months) : DateTime.MaxValue;

    private static DateText Date(Arguments args, string name) =>
        DateText.Read(args.Text(name)) ?? throw args.Wrong(name, "a date or a date with time, such as 2020-01-31 or 2020-01-31T12:00:00Z");
}
