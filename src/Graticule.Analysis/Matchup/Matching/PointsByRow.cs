namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Points in the order of the rows of a grid, for work that goes through grid and points side by side. Shared by all threads.
/// </summary>
internal sealed class PointsByRow
{
    private readonly int[] _starts;
    private readonly int[] _points;

    /// <param name="points">All; those of another time, and those that are no places, are left out.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="time">Of the cells.</param>
    /// <param name="rule">Which times may differ.</param>
    public PointsByRow(PointPlaces points, GridIndex grid, long time, MatchRule rule)
    {
        var rows = new int[points.Count];
        _starts = new int[grid.RowCount + 2];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = Ellipsoid.IsPlace(points.Latitudes[k], points.Longitudes[k]) && Math.Abs(points.Times[k] - time) <= rule.Seconds
                ? grid.RowsUpTo(points.Latitudes[k])
                : -1;
            if (rows[k] >= 0)
            {
                _starts[rows[k] + 1]++;
            }
        }

        for (var row = 0; row <= grid.RowCount; row++)
        {
            _starts[row + 1] += _starts[row];
        }

        _points = new int[_starts[^1]];
        var next = _starts.AsSpan(0, _starts.Length - 1).ToArray();
        for (var k = 0; k < rows.Length; k++)
        {
            if (rows[k] >= 0)
            {
                _points[next[rows[k]]++] = k;
            }
        }
    }

    /// <summary>Points, and perhaps some others, that have <paramref name="from"/> to <paramref name="to"/> rows at or south of them; both belong to it.</summary>
    public ReadOnlySpan<int> Between(int from, int to) => _points.AsSpan(_starts[from].._starts[to + 1]);

    /// <summary>Indexes of the points in that order.</summary>
    public ReadOnlySpan<int> Points => _points;

    /// <summary>Of each number of rows that can be at or south of a point: where those points start; and the end.</summary>
    public ReadOnlySpan<int> Starts => _starts;
}
