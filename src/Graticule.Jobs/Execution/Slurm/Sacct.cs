using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>sacct</c>: jobs that the controller may have forgotten, and what they used.</summary>
internal static class Sacct
{
    /// <summary>The columns of <see cref="Parse"/>; those that completion records lack are missing at the end.</summary>
    private static readonly string[] Columns = ["JobID", "State", "ExitCode", "Start", "End", "NodeList", "NCPUS", "TotalCPU", "MaxRSS"];

    private const int ColumnsOfCompletions = 5;

    /// <param name="handles">Job numbers, with or without a task.</param>
    /// <param name="accounting">True: the accounting database. False: the file of completions, <c>sacct -c</c>.</param>
    public static IReadOnlyList<string> Arguments(IEnumerable<string> handles, bool accounting) =>
    [
        "--noheader",
        "--parsable2",
        .. accounting ? (string[])[] : ["--completion"],
        $"--format={string.Join(',', accounting ? Columns : Columns[..ColumnsOfCompletions])}",
        $"--jobs={string.Join(',', handles.Select(Squeue.JobOf).Distinct(StringComparer.Ordinal))}",
    ];

    /// <summary>A job for each allocation, with the sums and maxima of its steps, which follow it as <c>1234_5.batch</c>.</summary>
    public static IReadOnlyList<SlurmJob> Parse(string output)
    {
        Dictionary<string, SlurmJob> jobs = new(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('|') is not { Length: >= ColumnsOfCompletions } fields)
            {
                continue;
            }

            var handle = fields[0].Split('.')[0];
            var memory = fields.Length > 8 ? Mebibytes(fields[8]) : null;
            if (!fields[0].Contains('.', StringComparison.Ordinal))
            {
                // A job that was requeued has several records; the last one counts.
                jobs[handle] = Read(handle, fields);
            }
            else if (jobs.TryGetValue(handle, out var job) && memory > (job.PeakMemoryMiB ?? 0))
            {
                jobs[handle] = job with { PeakMemoryMiB = memory };
            }
        }

        return [.. jobs.Values];
    }

    /// <summary>Seconds out of <c>1-02:03:04</c>, <c>02:03:04</c>, <c>03:04.567</c>; null for anything else.</summary>
    internal static double? Seconds(string text)
    {
        var days = text.Split('-');
        var sum = 0.0;
        foreach (var part in days[^1].Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            sum = (sum * 60) + value;
        }

        return days.Length == 2 && int.TryParse(days[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? sum + (count * 86_400) : sum;
    }

    /// <summary>MiB out of <c>3220K</c>, <c>12.5M</c>, <c>1G</c>, or plain bytes.</summary>
    internal static double? Mebibytes(string text)
    {
        var unit = text.Length > 0 ? "KMGT".IndexOf(text[^1], StringComparison.Ordinal) : -1;
        var number = unit < 0 ? text : text[..^1];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value * Math.Pow(1024, unit - 1)
            : null;
    }

    private static SlurmJob Read(string handle, string[] fields)
    {
        var exit = fields[2].Split(':').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();

        // 'CANCELLED by 1000': the number says who did it.
        return new(handle, fields[1].Split(' ')[0].TrimEnd('+'), new(exit[0], exit.Count > 1 ? exit[1] : 0))
        {
            StartedAt = SlurmTime.Parse(fields[3]),
            EndedAt = SlurmTime.Parse(fields[4]),
            Nodes = fields.Length > 5 && fields[5].Length > 0 && fields[5] != "None assigned" ? fields[5] : null,
            Cores = fields.Length > 6 && int.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var cores) ? cores : null,
            CpuSeconds = fields.Length > 7 ? Seconds(fields[7]) : null,
        };
    }
}
