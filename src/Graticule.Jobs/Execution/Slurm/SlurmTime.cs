using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>Times in Slurm's answers.</summary>
internal static class SlurmTime
{
    /// <summary>Makes Slurm write seconds since 1970, which need no time zone.</summary>
    public static KeyValuePair<string, string> Variable { get; } = new("SLURM_TIME_FORMAT", "%s");

    /// <summary>Null for N/A, NONE, Unknown.</summary>
    public static DateTimeOffset? Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;
}
