namespace Graticule.Analysis.Matchup.Matching;

/// <summary>The nearest cells of points so far. A point is treated by one thread at a time.</summary>
internal sealed class NearestCells(PointPlaces points, MatchRule rule)
{
    private readonly NearestCell[] _cells = Empty(points.Count);
    private readonly List<GridPlaces> _grids = [];

    public NearestCell? Of(int point) => _cells[point].Grid < 0 ? null : _cells[point];

    /// <summary>A further grid; only its axes are kept.</summary>
    public void Enter(GridPlaces grid) => _grids.Add(grid with { Valid = null });

    /// <summary>Seeks in a grid for a cell that is nearer than the point's nearest so far.</summary>
    public void Seek(int point, in Circle circle, CellSearch search, int number, long time)
    {
        var best = _cells[point];
        var difference = time - points.Times[point];
        var (sooner, isByTime) = (Math.Abs(difference).CompareTo(Math.Abs(best.TimeDifference)), rule.Choice == MatchChoice.NearestInTime);
        if (best.Grid >= 0 && isByTime && sooner > 0)
        {
            return;
        }

        var contest = new Contest(circle, search.Index.Surface);
        if (best.Grid >= 0 && !(isByTime && sooner < 0))
        {
            var (latitude, longitude) = PlaceOf.Position(_grids[best.Grid], best.Cell);
            contest.Defend(latitude, longitude, best.Distance, winsTies: sooner >= 0);
        }

        search.Seek(circle, ref contest);
        if (contest.Cell >= 0)
        {
            _cells[point] = new(number, contest.Cell, contest.Distance, difference);
        }
    }

    private static NearestCell[] Empty(int count)
    {
        var cells = new NearestCell[count];
        cells.AsSpan().Fill(new(-1, -1, double.PositiveInfinity, 0));
        return cells;
    }
}

/// <summary>The nearest of cells that enter one by one. Where fast distances are too alike, exact ones decide; of equal ones the lowest index.</summary>
internal struct Contest(in Circle circle, Ellipsoid surface)
{
    private readonly double _latitude = circle.Latitude;
    private readonly double _longitude = circle.Longitude;
    private double _cellLatitude;
    private double _cellLongitude;
    private bool _defenderWinsTies;

    /// <summary>Metres; infinite: none has entered.</summary>
    public double Distance { get; private set; } = double.PositiveInfinity;

    /// <summary>Index of the nearest; -1: none that entered is nearer than the defender.</summary>
    public int Cell { get; private set; } = -1;

    /// <summary>Farther ones need not enter.</summary>
    public readonly double Limit => Distance + Doubt;

    private readonly double Doubt => 2 * FastDistance.Margin(Math.Min(Distance, FastDistance.Reach));

    /// <summary>Begins with the nearest cell of another grid.</summary>
    public void Defend(double latitude, double longitude, double distance, bool winsTies) =>
        (_cellLatitude, _cellLongitude, Distance, _defenderWinsTies) = (latitude, longitude, distance, winsTies);

    public void Enter(GridIndex index, int row, int column, int cell, double distance)
    {
        if (distance > Limit)
        {
            return;
        }

        var (latitude, longitude) = (index.LatitudeOf(row), index.LongitudeOf(column));
        if (distance < Distance - Doubt || Wins(latitude, longitude, cell))
        {
            (_cellLatitude, _cellLongitude, Distance, Cell) = (latitude, longitude, distance, cell);
        }
    }

    private readonly bool Wins(double latitude, double longitude, int cell)
    {
        if (double.IsPositiveInfinity(Distance))
        {
            return true;
        }

        var order = latitude == _cellLatitude && longitude == _cellLongitude
            ? 0
            : surface.Exact(_latitude, _longitude, latitude, longitude).CompareTo(surface.Exact(_latitude, _longitude, _cellLatitude, _cellLongitude));
        return order < 0 || (order == 0 && (Cell < 0 ? !_defenderWinsTies : cell < Cell));
    }
}
