using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The parameters <c>SUBSET</c>: a range along either axis, open where it says <c>*</c>, and a time.</summary>
internal readonly record struct WcsSubset(double? MinX, double? MaxX, double? MinY, double? MaxY, string? Crs)
{
    /// <summary>What is inside the brackets of the axis of time; null without one.</summary>
    public string? Time { get; init; }

    private const string Parameter = "SUBSET";

    public bool IsEmpty => (MinX ?? MaxX ?? MinY ?? MaxY) is null;

    /// <summary>Faults go into the query.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="timeName">What the coverage calls its axis of time; null: it has none.</param>
    public static WcsSubset Read(MapQuery query, string? timeName)
    {
        var subset = default(WcsSubset);
        var (hasX, hasY) = (false, false);
        foreach (var text in query.All(Parameter))
        {
            if (!WcsAxis.TryParse(text, out var label, out var inside))
            {
                query.Add("InvalidParameterValue", $"'{MapQuery.Short(text)}' is no subset; it must be an axis with a lower and an upper end, such as Long(8,9).", Parameter);
                continue;
            }

            // Earlier drafts have the CRS after the label.
            var comma = label.IndexOf(',', StringComparison.Ordinal);
            var crs = comma < 0 ? subset.Crs : label[(comma + 1)..];
            if (timeName is not null && subset.Time is null && WcsTime.IsTime(comma < 0 ? label : label[..comma], timeName))
            {
                subset = subset with { Time = inside };
                continue;
            }

            var axis = WcsAxis.IsX(comma < 0 ? label : label[..comma]);
            if (axis is null || (axis == true ? hasX : hasY))
            {
                query.Add("InvalidAxisLabel", $"'{MapQuery.Short(label)}' is no axis of this coverage, or was there before; DescribeCoverage has their labels.", Parameter);
                continue;
            }

            (hasX, hasY) = (hasX || axis == true, hasY || axis == false);
            var (min, max) = ReadRange(query, text, inside);
            subset = axis == true ? subset with { MinX = min, MaxX = max, Crs = crs } : subset with { MinY = min, MaxY = max, Crs = crs };
        }

        return subset;
    }

    /// <summary>The part of the bounds that is meant; bounds and ranges in the same CRS.</summary>
    public Box Cut(Box bounds) => new(
        Math.Max(MinX ?? bounds.MinX, bounds.MinX),
        Math.Max(MinY ?? bounds.MinY, bounds.MinY),
        Math.Min(MaxX ?? bounds.MaxX, bounds.MaxX),
        Math.Min(MaxY ?? bounds.MaxY, bounds.MaxY));

    private static (double? Min, double? Max) ReadRange(MapQuery query, string text, string inside)
    {
        var ends = inside.Split(',');
        if (ends is [_])
        {
            query.Add("InvalidSubsetting", $"'{MapQuery.Short(text)}' is a slice; coverages keep both axes: give a lower and an upper end.", Parameter);
            return (null, null);
        }

        if (ends is [var low, var high] && TryEnd(low, out var min) && TryEnd(high, out var max))
        {
            if (min < max || min is null || max is null)
            {
                return (min, max);
            }

            query.Add("InvalidSubsetting", $"'{MapQuery.Short(text)}' is empty; the lower end must be smaller than the upper one.", Parameter);
            return (null, null);
        }

        query.Add("InvalidSubsetting", $"'{MapQuery.Short(text)}' must have two ends, each a number or *.", Parameter);
        return (null, null);
    }

    private static bool TryEnd(string text, out double? end)
    {
        text = text.Trim().Trim('"');
        if (text == "*")
        {
            end = null;
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
        end = value;
        return isNumber;
    }
}
