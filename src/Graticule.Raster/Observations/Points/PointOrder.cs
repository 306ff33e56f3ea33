using System.Runtime.InteropServices;

namespace Graticule.Raster.Observations.Points;

/// <summary>The order of rows: time, code of the platform, depth (none first), latitude, longitude; equal ones as they came.</summary>
public static class PointOrder
{
    /// <summary>Compares rows of tables, so that rows of several may be given in one order.</summary>
    public static int Compare(PointTable left, int leftRow, PointTable right, int rightRow)
    {
        var order = left.Times[leftRow].CompareTo(right.Times[rightRow]);
        order = order != 0 ? order : string.CompareOrdinal(left.PlatformOf(leftRow).Code, right.PlatformOf(rightRow).Code);
        order = order != 0 ? order : left.Depths[leftRow].CompareTo(right.Depths[rightRow]);
        order = order != 0 ? order : left.Latitudes[leftRow].CompareTo(right.Latitudes[rightRow]);
        return order != 0 ? order : left.Longitudes[leftRow].CompareTo(right.Longitudes[rightRow]);
    }

    /// <summary>Rows of a builder in their order.</summary>
    /// <param name="rows">What is to be put in order.</param>
    /// <param name="ranks">Of each of its platforms: the place of its code among all codes.</param>
    internal static int[] Sort(PointTableBuilder rows, int[] ranks)
    {
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var times = CollectionsMarshal.AsSpan(rows.Times);
        if (!IsRising(times))
        {
            Array.Sort(times.ToArray(), order);
        }

        // Those of one time lie together now.
        Comparison<int> compare = (left, right) => Compare(rows, ranks, left, right);
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && times[order[end]] == times[order[start]]; end++)
            {
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort(compare);
            }
        }

        return order;
    }

    private static int Compare(PointTableBuilder rows, int[] ranks, int left, int right)
    {
        var order = ranks[rows.PlatformOf[left]].CompareTo(ranks[rows.PlatformOf[right]]);
        order = order != 0 ? order : rows.Depths[left].CompareTo(rows.Depths[right]);
        order = order != 0 ? order : rows.Latitudes[left].CompareTo(rows.Latitudes[right]);
        order = order != 0 ? order : rows.Longitudes[left].CompareTo(rows.Longitudes[right]);
        return order != 0 ? order : left.CompareTo(right);
    }

    private static bool IsRising(ReadOnlySpan<long> times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
