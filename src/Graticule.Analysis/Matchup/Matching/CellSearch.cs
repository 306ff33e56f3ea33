namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Finds the nearest valid cell of one grid: the rows nearest in latitude first, of each row the nearest valid cells east and west.</summary>
internal sealed class CellSearch(GridPlaces grid, GridIndex index, ReadOnlyMemory<float> values, MatchRule rule)
{
    /// <summary>Metres from the axis, within which neighbouring columns may be equally far.</summary>
    private const double Polar = 1000;

    /// <summary>Above this, pairs on the rim are decided exactly.</summary>
    private readonly double _exactFrom = FastDistance.ExactFrom(rule.Radius);

    public GridIndex Index => index;

    /// <summary>Tells cells to a candidate's judge, until no other can be nearer than the best that the judge has.</summary>
    public void Seek(in Circle circle, ref Contest contest)
    {
        var north = index.RowsUpTo(circle.Latitude);
        var south = north - 1;
        while (north < circle.EndRow || south >= circle.FirstRow)
        {
            var isNorth = south < circle.FirstRow
                || (north < circle.EndRow && index.LatitudeOf(north) - circle.Latitude < circle.Latitude - index.LatitudeOf(south));
            var row = isNorth ? north++ : south--;

            // No path turns the vertical faster than the greatest curvature: to another latitude it is at least so far.
            var least = (Math.Abs(index.LatitudeOf(row) - circle.Latitude) - 1e-9) * (Math.PI / 180) / index.Surface.MostCurvature;
            if (least > contest.Limit)
            {
                return;
            }

            if (circle.Cut(row, out var first, out var end))
            {
                SeekInRow(circle, row, first, end, ref contest);
            }
        }
    }

    private void SeekInRow(in Circle circle, int row, int first, int end, ref Contest contest)
    {
        var middle = Math.Clamp(circle.MiddleColumn, first, end);
        for (var column = middle; column < end && Meet(circle, row, column, ref contest); column++)
        {
        }

        for (var column = middle - 1; column >= first && Meet(circle, row, column, ref contest); column--)
        {
        }
    }

    /// <returns>Whether to go on to the next column: this one has no value, or lies with others round a pole, equally far.</returns>
    private bool Meet(in Circle circle, int row, int column, ref Contest contest)
    {
        var n = index.ColumnCount;
        column = column < 0 ? column + n : column >= n ? column - n : column;
        var cell = index.RowStart(row) + index.ColumnPlace(column);
        if (!float.IsFinite(values.Span[cell]) || (grid.Valid is { } valid && !valid[cell]))
        {
            return true;
        }

        Span<double> distance = stackalloc double[1];
        index.Distances(circle.Centre, circle.Latitude, circle.Longitude, row, column, distance, _exactFrom);
        if (distance[0] > rule.Radius)
        {
            return false;
        }

        contest.Enter(index, row, column, cell, distance[0]);
        return Math.Min(circle.Centre.P, index.P[row]) < Polar && distance[0] <= contest.Limit;
    }
}
