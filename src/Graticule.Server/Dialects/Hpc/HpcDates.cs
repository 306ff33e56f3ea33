using System.Globalization;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Moments as the API writes them: UTC with six digits of a second, since Python before 3.11 reads no other number than 3 or 6.</summary>
internal static class HpcDates
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.ffffff";

    /// <summary>With <c>+00:00</c>: the statuses of jobs, which clients parse as they are.</summary>
    public static string WithOffset(DateTimeOffset time) => Text(time) + "+00:00";

    /// <summary>With <c>Z</c>: everything else.</summary>
    public static string WithZ(DateTimeOffset time) => Text(time) + "Z";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
