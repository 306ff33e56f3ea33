using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>squeue</c>: every job that the controller remembers, ended ones included, a line for each task of an array.</summary>
internal static class Squeue
{
    /// <summary>The comment is last: what else a site writes there may hold the separator.</summary>
    private const string Columns = "--Format=JobArrayID:|,State:|,Reason:|,exit_code:|,NumCPUs:|,NodeList:|,StartTime:|,EndTime:|,Comment:|";

    /// <param name="handles">Job numbers, with or without a task; asked for by number, which is shorter and answers for all tasks.</param>
    public static IReadOnlyList<string> Arguments(IEnumerable<string> handles) =>
        ["--noheader", "--array", "--states=all", Columns, $"--jobs={string.Join(',', handles.Select(JobOf).Distinct(StringComparer.Ordinal))}"];

    /// <summary>The jobs of that name, whoever submitted them.</summary>
    public static IReadOnlyList<string> ByName(string name) => ["--noheader", "--array", "--states=all", Columns, $"--name={name}"];

    /// <summary>Lines that are not what was asked for are passed over.</summary>
    public static IReadOnlyList<SlurmJob> Parse(string output)
    {
        List<SlurmJob> jobs = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('|', 9) is [var handle, var state, var reason, var exitCode, var cores, var nodes, var start, var end, var comment])
            {
                var status = int.TryParse(exitCode, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : 0;
                jobs.Add(new(handle, state.Trim(), ExitStatus.OfWait(status))
                {
                    Reason = reason,
                    Nodes = nodes.Length > 0 ? nodes : null,
                    Cores = int.TryParse(cores, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
                    StartedAt = SlurmTime.Parse(start),
                    EndedAt = SlurmTime.Parse(end),
                    Comment = comment.TrimEnd('|'),
                });
            }
        }

        return jobs;
    }

    /// <summary>The number of the job, or of the array that a task belongs to.</summary>
    public static string JobOf(string handle) => handle.Split('_')[0];
}
