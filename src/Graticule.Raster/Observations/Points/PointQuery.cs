namespace Graticule.Raster.Observations.Points;

/// <summary>Which rows of tables are wanted; all limits belong to what is wanted.</summary>
public sealed record PointQuery
{
    public LonLatBox Box { get; init; } = LonLatBox.World;

    /// <summary>Earliest time in seconds since 1970.</summary>
    public long Start { get; init; } = long.MinValue;

    public long End { get; init; } = long.MaxValue;

    /// <summary>
    /// Least depth in metres; null: no limit. Rows whose depth is not known are taken where the limits hold the surface (0 m), or there are none.
    /// </summary>
    public double? DepthMin { get; init; }

    public double? DepthMax { get; init; }

    /// <summary>Codes or ids of platforms, any of them; empty: all.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Of which a row has at least one that is not null; empty: all rows.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>How many rows there are.</summary>
    public int Count(PointTable table)
    {
        PointRowFilter filter = new(this, table);
        var (row, end) = filter.Span;
        var count = 0;
        while ((row = filter.Next(row, end)) < end)
        {
            count++;
            row++;
        }

        return count;
    }

    /// <summary>Indexes of the rows, rising.</summary>
    public int[] Rows(PointTable table) => [.. Rows(table, 0, int.MaxValue)];

    /// <summary>Indexes of the first rows from a row on, rising.</summary>
    /// <param name="table">Must be open while rows are taken.</param>
    /// <param name="from">The first that may be among them.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<int> Rows(PointTable table, int from, int most)
    {
        PointRowFilter filter = new(this, table);
        List<int> rows = [];
        var (first, end) = filter.Span;
        for (var row = filter.Next(Math.Max(first, from), end); row < end && rows.Count < most; row = filter.Next(row + 1, end))
        {
            rows.Add(row);
        }

        return rows;
    }
}
