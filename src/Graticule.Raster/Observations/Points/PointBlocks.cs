using System.Runtime.InteropServices;

namespace Graticule.Raster.Observations.Points;

/// <summary>Boxes around runs of rows.</summary>
internal static class PointBlocks
{
    /// <summary>West, south, east and north of every <see cref="PointTableLayout.BlockRows"/> rows.</summary>
    internal static double[] Of(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        List<double> edges = [];
        for (var start = 0; start < latitudes.Length; start += PointTableLayout.BlockRows)
        {
            var count = Math.Min(PointTableLayout.BlockRows, latitudes.Length - start);
            var (south, north) = Range(latitudes.Slice(start, count));
            var (west, east) = Range(longitudes.Slice(start, count));
            edges.AddRange([west, south, east, north]);
        }

        return [.. edges];
    }

    /// <summary>Of all rows: the narrower of the box that crosses the antimeridian and the one that does not.</summary>
    internal static double[] Bounds(double[] blocks, List<double> longitudes)
    {
        if (blocks.Length == 0)
        {
            return [];
        }

        var (west, south, east, north) = (blocks[0], blocks[1], blocks[2], blocks[3]);
        for (var i = 4; i < blocks.Length; i += 4)
        {
            (west, south) = (Math.Min(west, blocks[i]), Math.Min(south, blocks[i + 1]));
            (east, north) = (Math.Max(east, blocks[i + 2]), Math.Max(north, blocks[i + 3]));
        }

        // As far as one can go west from the antimeridian, and east.
        var (lastWest, firstEast) = (-180.0, 180.0);
        foreach (var longitude in CollectionsMarshal.AsSpan(longitudes))
        {
            (lastWest, firstEast) = longitude < 0 ? (Math.Max(lastWest, longitude), firstEast) : (lastWest, Math.Min(firstEast, longitude));
        }

        return firstEast - lastWest > 360 - (east - west) && west < 0 && east >= 0 ? [firstEast, south, lastWest, north] : [west, south, east, north];
    }

    private static (double Least, double Most) Range(ReadOnlySpan<double> values)
    {
        var (least, most) = (values[0], values[0]);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return (least, most);
    }
}
