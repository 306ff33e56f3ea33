using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>An instant as RFC 3339 writes it, with what is needed to write another one in the same way.</summary>
/// <param name="Local">Date and time of day, at the offset.</param>
/// <param name="Offset">From UTC.</param>
/// <param name="Suffix">The offset as it was written; null if there was only a date, which means midnight UTC.</param>
internal sealed partial record DateText(DateTime Local, TimeSpan Offset, string? Suffix)
{
    internal DateTime Utc => Local - Offset;

    /// <summary>Reads a date or a date with time; null if the text is neither.</summary>
    internal static DateText? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        if (!match.Groups["hour"].Success)
        {
            return new(date, TimeSpan.Zero, null);
        }

        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return null;
        }

        var suffix = match.Groups["suffix"].Value;
        var ticks = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        var local = date.AddHours(hour).AddMinutes(minute).AddSeconds(second).AddTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
        return new(local, OffsetOf(suffix), suffix.Length == 0 ? "Z" : suffix);
    }

    /// <summary>A date only where this is one; fractions of a second where there are some.</summary>
    public override string ToString()
    {
        if (Suffix is null)
        {
            return Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        var form = Local.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
        return Local.ToString(form, CultureInfo.InvariantCulture) + Suffix;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan OffsetOf(string suffix)
    {
        if (suffix.Length < 6)
        {
            return TimeSpan.Zero;
        }

        var offset = TimeSpan.ParseExact(suffix.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture);
        return suffix[0] == '-' ? -offset : offset;
    }

    [GeneratedRegex(
        @"^(?<date>\d{4}-\d\d-\d\d)([Tt ](?<hour>\d\d):(?<minute>\d\d)(:(?<second>\d\d)(\.(?<fraction>\d+))?)?(?<suffix>[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)?)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
