namespace Graticule.Raster.Observations.Points;

/// <summary>Boxes around runs of rows.</summary>
internal static class PointBlocks
{
    /// <summary>West, south, east and north of every <see cref="PointTableLayout.BlockRows"/> rows.</summary>
    internal static double[] Of(PointColumns columns)
    {
        List<double> edges = [];
        for (var start = 0; start < columns.Count; start += PointTableLayout.BlockRows)
        {
            var end = (int)Math.Min(columns.Count, (long)start + PointTableLayout.BlockRows);
            var (south, north) = Range(columns.Latitude, start, end);
            var (west, east) = Range(columns.Longitude, start, end);
            edges.AddRange([west, south, east, north]);
        }

        return [.. edges];
    }

    /// <summary>Of all rows: the narrower of the box that crosses the antimeridian and the one that does not.</summary>
    internal static double[] Bounds(double[] blocks, PointColumns columns)
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
        for (var row = 0; row < columns.Count; row++)
        {
            var longitude = columns.Longitude(row);
            (lastWest, firstEast) = longitude < 0 ? (Math.Max(lastWest, longitude), firstEast) : (lastWest, Math.Min(firstEast, longitude));
        }

        return firstEast - lastWest > 360 - (east - west) && west < 0 && east >= 0 ? [firstEast, south, lastWest, north] : [west, south, east, north];
    }

    private static (double Least, double Most) Range(Func<int, double> values, int start, int end)
    {
        var (least, most) = (values(start), values(start));
        for (var row = start + 1; row < end; row++)
        {
            (least, most) = (Math.Min(least, values(row)), Math.Max(most, values(row)));
        }

        return (least, most);
    }
}
