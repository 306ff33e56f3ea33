namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Of the cells of a grid of primaries the points that lie around them.</summary>
internal sealed class PointsOfGrid(GridPlaces grid, GridIndex index, PointPlaces points, PointsByRow byRow, int set, MatchRule rule) : IPairFinder
{
    private readonly double[] _distances = new double[index.ColumnCount];
    private readonly double _exactFrom = FastDistance.ExactFrom(rule.Radius);

    public void Find(int first, int end, PairList pairs, CancellationToken cancellationToken)
    {
        var (a, b) = (index.RowAt(first / index.ColumnCount), index.RowAt((end - 1) / index.ColumnCount));
        var (south, north) = (Math.Min(a, b), Math.Max(a, b));
        var degrees = index.Surface.DegreesOf(rule.Radius);
        var near = byRow.Between(index.RowsUpTo(index.LatitudeOf(south) - degrees), index.RowsUpTo(index.LatitudeOf(north) + degrees));
        foreach (var point in near)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (latitude, longitude) = (points.Latitudes[point], points.Longitudes[point]);
            var circle = new Circle(index, latitude, longitude, index.Surface.At(latitude, longitude), rule.Radius);
            for (var row = Math.Max(south, circle.FirstRow); row < Math.Min(north + 1, circle.EndRow); row++)
            {
                if (!circle.Cut(row, out var west, out var east))
                {
                    continue;
                }

                foreach (var (from, to) in new RunParts(west, east, index.ColumnCount))
                {
                    Add(circle, point, row, Clip(row, from, to, first, end), first, pairs);
                }

                if (pairs.IsTooLong && end - first > 1)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The part of a run whose cells are in the stretch: stretches may begin and end within a row.</summary>
    private (int From, int To) Clip(int row, int from, int to, int first, int end)
    {
        var start = index.RowStart(row);
        var (low, high) = (Math.Max(0, first - start), Math.Min(index.ColumnCount, end - start) - 1);
        if (low == 0 && high == index.ColumnCount - 1)
        {
            return (from, to);
        }

        var (x, y) = (index.ColumnPlace(low), index.ColumnPlace(high));
        return (Math.Max(from, Math.Min(x, y)), Math.Min(to, Math.Max(x, y) + 1));
    }

    private void Add(in Circle circle, int point, int row, (int From, int To) run, int first, PairList pairs)
    {
        if (run.To <= run.From)
        {
            return;
        }

        var distances = _distances.AsSpan(0, run.To - run.From);
        index.Distances(circle.Centre, circle.Latitude, circle.Longitude, row, run.From, distances, _exactFrom);
        var start = index.RowStart(row);
        var room = pairs.Room(distances.Length);
        var count = 0;
        for (var k = 0; k < distances.Length; k++)
        {
            var cell = start + index.ColumnPlace(run.From + k);
            if (distances[k] <= rule.Radius && (grid.Valid is null || grid.Valid[cell]))
            {
                room[count++] = new(distances[k], cell - first, set, point);
            }
        }

        pairs.Added(count);
    }
}
