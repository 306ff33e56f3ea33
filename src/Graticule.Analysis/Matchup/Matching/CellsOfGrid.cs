namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Of each primary the cells of a grid that lie around it.</summary>
internal sealed class CellsOfGrid(PlaceReader primaries, GridPlaces grid, GridIndex index, int set, MatchRule rule) : IPairFinder
{
    private readonly double[] _distances = new double[index.ColumnCount];
    private readonly double _exactFrom = FastDistance.ExactFrom(rule.Radius);

    public void Find(int first, int end, PairList pairs, CancellationToken cancellationToken)
    {
        for (var primary = first; primary < end; primary++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pairs.IsTooLong && end - first > 1)
            {
                return;
            }

            if (!primaries.TryRead(primary, out var observer) || Math.Abs(grid.Time - observer.Time) > rule.Seconds)
            {
                continue;
            }

            var circle = new Circle(index, observer.Latitude, observer.Longitude, observer.Spot, rule.Radius);
            for (var row = circle.FirstRow; row < circle.EndRow; row++)
            {
                if (!circle.Cut(row, out var west, out var east))
                {
                    continue;
                }

                foreach (var (from, to) in new RunParts(west, east, index.ColumnCount))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Add(observer, primary - first, row, from, to, pairs);
                }
            }
        }
    }

    private void Add(in Observer observer, int primary, int row, int from, int to, PairList pairs)
    {
        var distances = _distances.AsSpan(0, to - from);
        index.Distances(observer.Spot, observer.Latitude, observer.Longitude, row, from, distances, _exactFrom);
        var start = index.RowStart(row);
        var room = pairs.Room(to - from);
        var count = 0;
        for (var k = 0; k < distances.Length; k++)
        {
            var cell = start + index.ColumnPlace(from + k);
            if (distances[k] <= rule.Radius && (grid.Valid is null || grid.Valid[cell]))
            {
                room[count++] = new(distances[k], primary, set, cell);
            }
        }

        pairs.Added(count);
    }
}
