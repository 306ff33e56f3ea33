using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The axis of time of a coverage that has one: one time of it is given out, the last unless another is asked for.</summary>
internal static class WcsTime
{
    private const string Parameter = "SUBSET";

    /// <summary>Whether a label means the axis of time.</summary>
    /// <param name="label">As the client writes it.</param>
    /// <param name="name">What the coverage calls it.</param>
    public static bool IsTime(string label, string name) =>
        string.Equals(label, name, StringComparison.OrdinalIgnoreCase) || label.ToLowerInvariant() is "time" or "t" or "date" or "ansi" or "phenomenontime";

    /// <summary>The label that is meant; faults go into the query.</summary>
    /// <param name="query">The parameters; <c>TIME</c> is understood too.</param>
    /// <param name="inside">What is inside the brackets of the subset: a time, or two that enclose one; null: nothing is asked for.</param>
    /// <param name="labels">The times there are.</param>
    public static string? Find(MapQuery query, string? inside, IReadOnlyList<string> labels)
    {
        var ends = (inside ?? query.Time)?.Split(',', StringSplitOptions.TrimEntries).Select(end => end.Trim('"', '\'')).ToArray();
        switch (ends)
        {
            case null:
                return labels[^1];
            case [var one] when TimeLabels.Find(labels, one) is >= 0 and var position:
                return labels[position];
            case [var from, var to]:
                var meant = TimeLabels.Between(labels, from == "*" ? null : from, to == "*" ? null : to);
                if (meant is [var only])
                {
                    return labels[only];
                }

                query.Add(
                    "InvalidSubsetting", $"There are {meant.Count} times from '{MapQuery.Short(from)}' to '{MapQuery.Short(to)}'; a coverage is of one time: there is {TimeLabels.Show(labels)}.", Parameter);
                return null;
            default:
                query.Add("InvalidSubsetting", $"There is nothing at the time '{MapQuery.Short(inside ?? query.Time!)}'; there is {TimeLabels.Show(labels)}.", Parameter);
                return null;
        }
    }
}
