using System.Globalization;

namespace Graticule.Raster.Catalog;

/// <summary>How instants are written, in labels and in STAC: RFC 3339, in UTC, fractions of a second only where there are some.</summary>
internal static class Instant
{
    internal static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
