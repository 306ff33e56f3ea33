using System.Globalization;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Moments as texts.</summary>
internal static class Times
{
    /// <summary>ISO 8601 in UTC, with milliseconds where there are some: <c>2017-08-18T09:30:00Z</c>.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As Python's <c>isoformat</c> writes a time in UTC that does not say so: <c>2017-08-18T09:30:00.123000</c>.</summary>
    public static string Python(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.fff'000'", CultureInfo.InvariantCulture);
}
