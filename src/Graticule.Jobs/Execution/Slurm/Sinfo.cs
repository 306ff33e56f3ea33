using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>sinfo</c>: how the nodes are.</summary>
internal static class Sinfo
{
    private static readonly string[] Unusable = ["down", "drain", "drng", "fail", "failg", "unk", "boot", "maint", "no_respond"];

    /// <param name="partition">The partition that jobs go to; null: all.</param>
    public static IReadOnlyList<string> Arguments(string? partition) =>
        ["--noheader", "--format=%t|%D|%E", .. partition is null ? (string[])[] : [$"--partition={partition}"]];

    public static NodeFigures Parse(string output)
    {
        var (all, unusable) = (0, 0);
        List<string> troubles = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('|', 3) is [var state, var count, var reason]
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var nodes))
            {
                all += nodes;

                // The controller marks those that do not answer with a star.
                if (state.EndsWith('*') || Unusable.Contains(state, StringComparer.Ordinal))
                {
                    unusable += nodes;
                    troubles.Add($"{nodes} {state} ({reason})");
                }
            }
        }

        return new(all, unusable, string.Join(", ", troubles));
    }
}

/// <param name="All">Nodes of the partition.</param>
/// <param name="Unusable">Those of them that take no jobs.</param>
/// <param name="Troubles">Count, state and reason of the unusable ones.</param>
public sealed record NodeFigures(int All, int Unusable, string Troubles);
