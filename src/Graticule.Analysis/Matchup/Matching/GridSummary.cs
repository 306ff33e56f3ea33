using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Of each of many points: how many valid cells of grids lie within the limits of a rule, their mean, and the nearest of them. Pairs are not made: of each row of a
/// grid the cells in reach are a run, and runs are counted and summed by two look-ups. Grids are added one after the other, so that no more of them than
/// the caller wishes are in memory.
/// </summary>
/// <param name="points">The points; those with a latitude or longitude that is not a number get nothing.</param>
/// <param name="rule">
/// The limits, and which cell is the nearest: in space and then in time, or, by <see cref="MatchChoice.NearestInTime"/>, the other way round; then the grid that was
/// added first, then the cell of the lowest index.
/// </param>
public sealed class GridSummary(PointPlaces points, MatchRule rule)
{
    private readonly MatchRule _rule = Matcher.Checked(rule);
    private readonly Vector128<double>[] _sums = new Vector128<double>[points.Count];
    private readonly NearestCells _nearest = new(points, rule);
    private int _grids;

    /// <summary>Points.</summary>
    public int Count => points.Count;

    /// <summary>Cells added up of all points.</summary>
    public long Pairs => (long)_sums.Sum(sum => sum[1]);

    /// <summary>Valid cells in reach of a point, all grids taken together.</summary>
    public long CellsOf(int point) => (long)_sums[point][1];

    /// <summary>Mean of their values; not a number: there are none.</summary>
    public double MeanOf(int point) => _sums[point][0] / _sums[point][1];

    /// <summary>The nearest cell: number of its grid, in the order in which they were added, its index there, its distance in metres (within 1 mm).</summary>
    /// <returns>Null: there is none.</returns>
    public NearestCell? NearestOf(int point) => _nearest.Of(point);

    /// <summary>Adds a grid.</summary>
    /// <param name="grid">Its cells.</param>
    /// <param name="values">A value of each cell; those that are not finite are not valid.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="progress">Told the share of the work on this grid that is done.</param>
    /// <param name="cancellationToken">Ends the work within a fraction of a second; the summary is of no use then.</param>
    /// <exception cref="ArgumentException">There is not one value for each cell.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Add(GridPlaces grid, ReadOnlyMemory<float> values, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (values.Length != grid.Count)
        {
            throw new ArgumentException($"There are {values.Length} values for {grid.Count} cells.", nameof(values));
        }

        var number = _grids++;
        _nearest.Enter(grid);
        if (grid.Count == 0)
        {
            return;
        }

        var index = new GridIndex(grid.Latitudes, grid.Longitudes, Ellipsoid.Of(_rule.Surface));
        var byRow = new PointsByRow(points, index, grid.Time, _rule);
        var blocks = SummaryBlock.Cut(byRow, index, _rule.Radius);
        var (next, done) = (-1, 0);
        Exception? failure = null;
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        Work();
        others.ForEach(thread => thread.Join());
        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Work()
        {
            try
            {
                var block = new SummaryBlock(points, _rule, grid, index, values, byRow);
                for (var k = Interlocked.Increment(ref next); k < blocks.Count && Volatile.Read(ref failure) is null; k = Interlocked.Increment(ref next))
                {
                    block.Add(blocks[k], _sums, cancellationToken);
                    block.Seek(blocks[k], _sums, number, _nearest, cancellationToken);
                    lock (blocks)
                    {
                        progress?.Report((double)++done / blocks.Count);
                    }
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }
        }
    }
}

/// <summary>The nearest cell of a point.</summary>
/// <param name="Grid">In the order in which grids were added.</param>
/// <param name="Cell">Index in the grid.</param>
/// <param name="Distance">Metres, within 1 mm.</param>
/// <param name="TimeDifference">Seconds from the point to the grid.</param>
public readonly record struct NearestCell(int Grid, int Cell, double Distance, long TimeDifference);
