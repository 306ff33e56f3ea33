using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>One output that was asked for, with what the job gave for it.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="IsList">Whether its values are told as an array, even when there is one.</param>
/// <param name="Items">The values, in order; none when the process left the output out.</param>
internal readonly record struct OutputGroup(string Name, bool IsList, IReadOnlyList<JobOutput> Items);

/// <summary>The outputs that a caller asked for, in the order of the process description.</summary>
internal static class ResultSet
{
    /// <param name="job">A job that succeeded.</param>
    /// <param name="process">Its process; null when that is gone.</param>
    /// <param name="names">Only these; null: what the request asked for.</param>
    public static List<OutputGroup> Of(Job job, ProcessDescription? process, IReadOnlyList<string>? names)
    {
        List<OutputGroup> groups = [];
        if (process is not null)
        {
            foreach (var output in process.Outputs)
            {
                if (IsAsked(job, names, output.Name))
                {
                    groups.Add(new(output.Name, output.IsList, ItemsOf(job, output.Name)));
                }
            }

            return groups;
        }

        foreach (var name in job.Outputs.Select(output => output.Name).Distinct(StringComparer.Ordinal))
        {
            if (IsAsked(job, names, name))
            {
                var items = ItemsOf(job, name);
                groups.Add(new(name, items.Count > 1, items));
            }
        }

        return groups;
    }

    public static IReadOnlyList<JobOutput> ItemsOf(Job job, string name)
    {
        List<JobOutput> items = [];
        foreach (var output in job.Outputs)
        {
            if (output.Name == name)
            {
                items.Add(output);
            }
        }

        return items;
    }

    private static bool IsAsked(Job job, IReadOnlyList<string>? names, string name) =>
        names is null ? job.Spec.Outputs?.ContainsKey(name) != false : names.Contains(name, StringComparer.Ordinal);
}
