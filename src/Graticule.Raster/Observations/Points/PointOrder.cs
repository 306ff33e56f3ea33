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

    /// <summary>Indexes of rows in their order.</summary>
    /// <param name="timeOf">Of each row.</param>
    /// <param name="platformOf">Of each row the index of its platform.</param>
    /// <param name="platforms">By their codes they are put in order.</param>
    /// <param name="others">Of each row: depth, latitude, longitude.</param>
    internal static int[] Sort(List<long> timeOf, List<int> platformOf, List<Platform> platforms, params List<double>[] others)
    {
        var order = new int[timeOf.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var times = CollectionsMarshal.AsSpan(timeOf);
        if (!IsRising(times))
        {
            Array.Sort(times.ToArray(), order);
        }

        var ranks = RanksOf(platforms);
        Comparison<int> compare = (left, right) =>
        {
            var difference = ranks[platformOf[left]].CompareTo(ranks[platformOf[right]]);
            for (var i = 0; i < others.Length && difference == 0; i++)
            {
                difference = others[i][left].CompareTo(others[i][right]);
            }

            return difference != 0 ? difference : left.CompareTo(right);
        };

        // Those of one time lie together now.
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && times[order[end]] == times[order[start]])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort(compare);
            }
        }

        return order;
    }

    /// <summary>Of each platform the place of its code among all codes.</summary>
    private static int[] RanksOf(List<Platform> platforms)
    {
        var ranks = platforms.Select(platform => platform.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((code, rank) => (code, rank)).ToDictionary(StringComparer.Ordinal);
        return [.. platforms.Select(platform => ranks[platform.Code])];
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
