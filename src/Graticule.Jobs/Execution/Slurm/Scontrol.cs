using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>scontrol show config</c>: what this cluster can do.</summary>
internal static class Scontrol
{
    /// <summary>Slurm's own default.</summary>
    private const int UsualArray = 1001;

    public static IReadOnlyList<string> Arguments { get; } = ["show", "config"];

    /// <summary>Null when this is no configuration.</summary>
    public static ClusterFacts? Parse(string output)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (var line in output.Split('\n'))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value])
            {
                settings.TryAdd(name, value);
            }
        }

        if (!settings.TryGetValue("ClusterName", out var cluster))
        {
            return null;
        }

        var hasSize = int.TryParse(settings.GetValueOrDefault("MaxArraySize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size);
        return new(
            cluster,
            settings.GetValueOrDefault("SLURM_VERSION", ""),
            hasSize ? size : UsualArray,
            HasAccounting: settings.GetValueOrDefault("AccountingStorageType") == "accounting_storage/slurmdbd",
            HasCompletions: settings.GetValueOrDefault("JobCompType") == "jobcomp/filetxt");
    }
}

/// <param name="Name">Name of the cluster.</param>
/// <param name="Version">Of Slurm.</param>
/// <param name="MaxArraySize">One more than the largest number of a task.</param>
/// <param name="HasAccounting">Whether <c>sacct</c> knows ended jobs and what they used.</param>
/// <param name="HasCompletions">Whether <c>sacct -c</c> knows how ended jobs ended.</param>
internal sealed record ClusterFacts(string Name, string Version, int MaxArraySize, bool HasAccounting, bool HasCompletions);
