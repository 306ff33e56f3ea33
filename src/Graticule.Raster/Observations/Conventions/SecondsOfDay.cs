using System.Text.RegularExpressions;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>Times that are counted from the midnight before the observation, whose date stands elsewhere in the file.</summary>
internal static partial class SecondsOfDay
{
    private const long Day = 86_400;

    /// <summary>Whether a unit counts the seconds of the day (<c>UTC seconds of day</c>).</summary>
    internal static bool IsOne(string? units) => units is not null && Form().IsMatch(units);

    /// <summary>
    /// Seconds since 1970 of times of the day. Each is put on the day on which it is nearest to the one before it, the first of them nearest to the
    /// start of the observation; so a track that passes midnight goes on.
    /// </summary>
    /// <param name="seconds">Of the day; NaN: none.</param>
    /// <param name="start">When the observation began, or its day.</param>
    /// <param name="isWhen">Whether that is the very time, and not only the day.</param>
    /// <returns>Null for those that are none.</returns>
    internal static long?[] Place(ReadOnlySpan<double> seconds, DateTimeOffset start, bool isWhen)
    {
        var times = new long?[seconds.Length];
        var midnight = start.ToUnixTimeSeconds() / Day * Day;
        long? before = isWhen ? start.ToUnixTimeSeconds() : null;
        for (var i = 0; i < seconds.Length; i++)
        {
            if (!double.IsFinite(seconds[i]) || Math.Abs(seconds[i]) > 2 * Day)
            {
                continue;
            }

            var time = midnight + (long)Math.Floor(Math.Round(seconds[i] * 1000) / 1000);
            if (before is { } last)
            {
                time += (long)Math.Round((last - time) / (double)Day) * Day;
            }

            before = times[i] = time;
        }

        return times;
    }

    [GeneratedRegex(@"^\s*(?:utc\s+)?(?:s|secs?|seconds?)\s+(?:of|in|since\s+start\s+of|from\s+start\s+of)\s+(?:the\s+)?(?:utc\s+)?day\s*(?:\(?utc\)?)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
