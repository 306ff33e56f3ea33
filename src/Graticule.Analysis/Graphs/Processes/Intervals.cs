using System.Globalization;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Reads intervals of time: the start belongs to them, the end does not, and one of the two may be open.</summary>
internal static class Intervals
{
    private static readonly string[] Times = ["HH:mm:ss.FFFFFFF", "HH:mm", "HH:mm:ss.FFFFFFFK", "HH:mmK"];

    /// <summary>Whether instants are in the interval that a parameter tells.</summary>
    /// <param name="args">For messages.</param>
    /// <param name="parameter">For messages.</param>
    /// <param name="value">An array of two texts, or a text and null.</param>
    /// <param name="timesOfDay">Whether both may be times of the day in UTC; the end may lie on the next day then.</param>
    /// <exception cref="GraphException"><c>TemporalExtentEmpty</c>, or the value is something else.</exception>
    internal static Func<DateTimeOffset, bool> Read(Arguments args, string parameter, object? value, bool timesOfDay = false)
    {
        if (value is not ArrayValue { Items: [string or null, string or null] items } || items is [null, null])
        {
            throw args.Wrong(parameter, "an interval: an array of two dates, of which one may be null");
        }

        var (start, end) = ((string?)items[0], (string?)items[1]);
        if (timesOfDay && IsTime(start) && IsTime(end))
        {
            return Daily(TimeOf(start) ?? TimeSpan.Zero, TimeOf(end) ?? TimeSpan.FromDays(1));
        }

        var from = start is null ? DateTimeOffset.MinValue : Instant(args, parameter, start);
        var to = end is null ? DateTimeOffset.MaxValue : Instant(args, parameter, end);
        return from < to ? instant => instant >= from && instant < to : throw new GraphException(
            "TemporalExtentEmpty", $"The interval from {start} to {end} is empty; its end must be after its start.")
        { Parameter = parameter };
    }

    private static DateTimeOffset Instant(Arguments args, string parameter, string text) => Instants.TryParse(text, out var instant)
        ? instant
        : throw args.Wrong(parameter, $"made of dates such as 2020-06-01 or 2020-06-01T12:00:00Z ('{text}' is none)");

    private static Func<DateTimeOffset, bool> Daily(TimeSpan from, TimeSpan to) => from < to
        ? instant => instant.UtcDateTime.TimeOfDay >= from && instant.UtcDateTime.TimeOfDay < to
        : instant => instant.UtcDateTime.TimeOfDay >= from || instant.UtcDateTime.TimeOfDay < to;

    private static bool IsTime(string? text) => text is null || TimeOf(text) is not null;

    private static TimeSpan? TimeOf(string? text)
    {
        if (text is null || text.StartsWith("24:00", StringComparison.Ordinal))
        {
            return text is null ? null : TimeSpan.FromDays(1);
        }

        return DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.TimeOfDay
            : null;
    }
}
