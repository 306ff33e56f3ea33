using System.Globalization;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Moments as Python writes them.</summary>
internal static class PythonTimes
{
    /// <summary><c>str()</c> of a date and time without a zone, to the millisecond; a whole second has no fraction.</summary>
    public static string Naive(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return utc.ToString(utc.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss'.'fff'000'", CultureInfo.InvariantCulture);
    }

    /// <summary><c>str()</c> of a moment in UTC: <c>2018-04-01 00:00:00+00:00</c>.</summary>
    /// <param name="seconds">Since 1970.</param>
    public static string Aware(long seconds) => Of(seconds).ToString("yyyy-MM-dd HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary><c>isoformat()</c> of a moment in UTC: <c>2018-04-01T00:00:00+00:00</c>.</summary>
    public static string Iso(long seconds) => Of(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>With <c>%z</c>: <c>2018-04-01T00:00:00+0000</c>.</summary>
    public static string Compact(long seconds) => Of(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    /// <summary><c>2018-04-01T00:00:00Z</c>.</summary>
    public static string Zulu(long seconds) => Of(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTime Of(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
}
