using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Sums around the points of some neighbouring rows of a grid: row by row, all points that reach it. Used by one thread.</summary>
internal sealed class SummaryBlock(PointPlaces points, MatchRule rule, GridPlaces grid, GridIndex index, ReadOnlyMemory<float> values, PointsByRow byRow)
{
    private const int MostPoints = 8192;

    private readonly RowSums _row = new(grid, index, values);
    private readonly RowCuts _cuts = new(index, rule.Radius, MostPoints);
    private readonly Circle[] _circles = new Circle[MostPoints];
    private readonly CellSearch _search = new(grid, index, values, rule);

    /// <summary>
    /// Stretches of the points in the order of rows: few enough points to lie in a cache, and rows enough that those which only reach in, and are added up for neighbours
    /// again, are no more than those of the points.
    /// </summary>
    public static IReadOnlyList<Range> Cut(PointsByRow byRow, GridIndex index, double radius)
    {
        var middle = index.LatitudeOf(index.RowCount / 2);
        var (south, north) = index.Rows(middle - index.Surface.DegreesOf(radius), middle + index.Surface.DegreesOf(radius));
        var rows = Math.Max(8, 2 * (north - south));
        List<Range> blocks = [];
        for (var row = 0; row < byRow.Starts.Length - 1; row += rows)
        {
            var end = byRow.Starts[Math.Min(row + rows, byRow.Starts.Length - 1)];
            for (var first = byRow.Starts[row]; first < end; first += MostPoints)
            {
                blocks.Add(first..Math.Min(end, first + MostPoints));
            }
        }

        return blocks;
    }

    /// <summary>Adds sum and count around each point of a block.</summary>
    public void Add(Range block, Vector128<double>[] sums, CancellationToken cancellationToken)
    {
        var own = byRow.Points[block];
        var (first, end) = (index.RowCount, 0);
        for (var k = 0; k < own.Length; k++)
        {
            var (latitude, longitude) = (points.Latitudes[own[k]], points.Longitudes[own[k]]);
            var spot = index.Surface.At(latitude, longitude);
            _circles[k] = new(index, latitude, longitude, spot, rule.Radius);
            _cuts.Set(k, longitude, spot);
            (first, end) = (Math.Min(first, _circles[k].FirstRow), Math.Max(end, _circles[k].EndRow));
        }

        var degrees = index.Surface.DegreesOf(rule.Radius);
        for (var row = first; row < end; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = Math.Max(byRow.Starts[index.RowsUpTo(index.LatitudeOf(row) - degrees)], block.Start.Value) - block.Start.Value;
            var to = Math.Min(byRow.Starts[index.RowsUpTo(index.LatitudeOf(row) + degrees) + 1], block.End.Value) - block.Start.Value;
            if (from < to)
            {
                AddRow(row, own, from, to, sums, cancellationToken);
            }
        }
    }

    /// <summary>Seeks the nearest cell of those points of a block that have any.</summary>
    public void Seek(Range block, Vector128<double>[] sums, int number, NearestCells nearest, CancellationToken cancellationToken)
    {
        var own = byRow.Points[block];
        for (var k = 0; k < own.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sums[own[k]][1] > 0)
            {
                nearest.Seek(own[k], _circles[k], _search, number, grid.Time);
            }
        }
    }

    private void AddRow(int row, ReadOnlySpan<int> own, int from, int to, Vector128<double>[] sums, CancellationToken cancellationToken)
    {
        _row.Fill(row);
        _cuts.Cut(row, from, to);
        for (var k = from; k < to; k++)
        {
            if (!_cuts.TryRun(k, out var first, out var end))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_circles[k].Cut(row, out first, out end))
                {
                    continue;
                }
            }

            if (first < end)
            {
                sums[own[k]] += _row.Of(first, end);
            }
        }
    }
}
