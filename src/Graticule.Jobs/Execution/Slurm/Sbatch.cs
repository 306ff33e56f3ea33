using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>sbatch</c>: its arguments, and its answer.</summary>
internal static class Sbatch
{
    private const string Nowhere = "/dev/null";

    /// <param name="name">Name of the job in the cluster's lists.</param>
    /// <param name="submission">Kept with the job as its comment, by which it is found again.</param>
    /// <param name="tasks">More than one: an array of so many tasks, counted from 0.</param>
    /// <param name="resources">What each task may use.</param>
    /// <param name="options">What this server says of every job.</param>
    public static IReadOnlyList<string> Arguments(string name, string submission, int tasks, Resources resources, SlurmOptions options)
    {
        var partition = resources.Queue ?? options.Partition;
        List<string> arguments =
        [
            "--parsable",
            "--export=ALL",
            "--no-requeue",
            "--kill-on-invalid-dep=yes",
            $"--job-name={name}",
            $"--comment={submission}",

            // The script sends what is said to the workspace; in an array this is the only way.
            $"--output={Nowhere}",
            $"--input={Nowhere}",
            "--chdir=/",
            Say($"--nodes={resources.Nodes}"),
            "--ntasks-per-node=1",
            Say($"--mem={resources.MemoryMiB}M"),
            Say($"--time={Minutes(resources.WallTime)}"),
        ];
        AddIf(resources.CoresPerNode is not null, Say($"--cpus-per-task={resources.CoresPerNode}"));
        AddIf(tasks > 1, Say($"--array=0-{tasks - 1}"));
        AddIf(partition is not null, $"--partition={partition}");
        AddIf(options.Account is not null, $"--account={options.Account}");
        AddIf(options.Qos is not null, $"--qos={options.Qos}");
        return [.. arguments, .. options.Options];

        void AddIf(bool holds, string argument)
        {
            if (holds)
            {
                arguments.Add(argument);
            }
        }
    }

    /// <summary>The job's number out of <c>1234</c> or <c>1234;cluster</c>; null when there is none.</summary>
    public static string? ParseId(string output)
    {
        // Warnings of the site's plugins may come first.
        var last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        var id = last.Split(';')[0];
        return id.Length > 0 && id.All(char.IsAsciiDigit) ? id : null;
    }

    /// <summary>Slurm counts in minutes; a shorter time is rounded up, so that nobody loses what was asked for.</summary>
    private static long Minutes(TimeSpan time) => Math.Max(1, (long)Math.Ceiling(time.TotalMinutes));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
