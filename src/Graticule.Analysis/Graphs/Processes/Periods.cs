using System.Globalization;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>One way in which a calendar cuts time into periods that follow each other.</summary>
/// <param name="NumberOf">Number of the period that an instant in UTC is in.</param>
/// <param name="LabelOf">What the period of a number is called.</param>
internal sealed record Periods(Func<DateTime, int> NumberOf, Func<int, string> LabelOf)
{
    private static readonly string[] Seasons = ["djf", "mam", "jja", "son"];
    private static readonly string[] TropicalSeasons = ["ndjfma", "mjjaso"];

    /// <summary>
    /// By name. Weeks are those of ISO 8601 with its years; dekads of a month begin on day 1, 11 and 21; a season belongs to the year in
    /// which it begins.
    /// </summary>
    internal static IReadOnlyDictionary<string, Periods> ByName { get; } = new Dictionary<string, Periods>(StringComparer.Ordinal)
    {
        ["hour"] = new(time => (int)(time.Ticks / TimeSpan.TicksPerHour), hour => Text($"{new DateTime(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc):yyyy-MM-dd-HH}")),
        ["day"] = new(DayOf, day => Text($"{Date(day):yyyy}-{Date(day).DayOfYear:D3}")),
        ["week"] = new(time => DayOf(time) / 7, week => Text($"{ISOWeek.GetYear(Date(week * 7)):D4}-{ISOWeek.GetWeekOfYear(Date(week * 7)):D2}")),
        ["dekad"] = new(time => (MonthOf(time) * 3) + Math.Min((time.Day - 1) / 10, 2), dekad => Text($"{dekad / 36:D4}-{(dekad % 36) + 1:D2}")),
        ["month"] = new(MonthOf, month => Text($"{month / 12:D4}-{(month % 12) + 1:D2}")),
        ["season"] = new(time => (MonthOf(time) + 1) / 3, season => Text($"{((season * 3) - 1) / 12:D4}-{Seasons[season % 4]}")),
        ["tropical-season"] = new(time => (MonthOf(time) + 2) / 6, season => Text($"{((season * 6) - 2) / 12:D4}-{TropicalSeasons[season % 2]}")),
        ["year"] = new(time => time.Year, year => Text($"{year:D4}")),
        ["decade"] = new(time => time.Year / 10, decade => Text($"{decade * 10:D4}")),
        ["decade-ad"] = new(time => (time.Year - 1) / 10, decade => Text($"{(decade * 10) + 1:D4}")),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Days since 0001-01-01, which was a Monday.</summary>
    private static int DayOf(DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);

    private static DateTime Date(int day) => new(day * TimeSpan.TicksPerDay, DateTimeKind.Utc);

    /// <summary>Months since January of the year 0.</summary>
    private static int MonthOf(DateTime time) => (time.Year * 12) + time.Month - 1;
}
