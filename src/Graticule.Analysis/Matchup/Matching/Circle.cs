namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// All places within a radius of one, seen from the rows of a grid: of each row they are a run of columns, for along a parallel the distance grows
/// with the difference in longitude. Where the run ends is computed with a bound on its error, and decided by exact distances for the cells
/// that lie within the bound: mostly none.
/// </summary>
internal readonly struct Circle
{
    private const double Degree = 180 / Math.PI;

    private readonly GridIndex _grid;
    private readonly double _radius;
    private readonly Spot _centre;
    private readonly double _turned;
    private readonly double _least;
    private readonly double _slack;
    private readonly bool _isExact;

    /// <param name="grid">The grid.</param>
    /// <param name="latitude">Of the centre, degrees.</param>
    /// <param name="longitude">Of the centre, degrees.</param>
    /// <param name="centre">The centre on the grid's surface.</param>
    /// <param name="radius">Metres; the rim belongs to the circle.</param>
    public Circle(GridIndex grid, double latitude, double longitude, in Spot centre, double radius)
    {
        (_grid, _radius, _centre, Latitude, Longitude) = (grid, radius, centre, latitude, longitude);
        _turned = grid.Unwind(longitude);
        _isExact = radius > FastDistance.Known && !grid.Surface.IsSphere;

        _slack = Slack(grid.Surface, radius);
        var half = Math.Min(radius * centre.W / 2, Math.PI / 2);
        _least = grid.Surface.IsSphere ? 4 * Math.Sin(half) * Math.Sin(half) / (centre.W * centre.W) : radius * radius * (1 - (half * half / 3));
        var degrees = grid.Surface.DegreesOf(radius);
        (FirstRow, EndRow) = grid.Rows(Math.Max(-90, latitude - degrees), Math.Min(90, latitude + degrees));
    }

    public double Latitude { get; }

    public double Longitude { get; }

    public Spot Centre => _centre;

    /// <summary>The first column east of the centre.</summary>
    public int MiddleColumn => _grid.ColumnsUpTo(_turned);

    /// <summary>The rows that the circle can touch.</summary>
    public int FirstRow { get; }

    public int EndRow { get; }

    /// <summary>The columns of a row that lie in the circle, counted round the circle of longitude: from -n to below 2n, no more than n of them.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Cut(int row, out int first, out int end)
    {
        if (_radius >= _grid.Surface.Farthest)
        {
            first = _grid.ColumnsUpTo(_turned - 180);
            end = first + _grid.ColumnCount;
            return true;
        }

        if (_isExact)
        {
            return Search(row, out first, out end);
        }

        var (rise, shift) = (_grid.Z[row] - _centre.Z, _grid.P[row] - _centre.P);
        var chord2 = Chord2(rise * rise, (_grid.W[row] + _centre.W) * 0.5);
        var left = chord2 - (rise * rise) - (shift * shift);
        if (left + _slack < 0)
        {
            (first, end) = (0, 0);
            return false;
        }

        // A cell right on the western edge is left to the bound, or, half a turn away, is the one on the eastern edge.
        // Chord² = rise² + shift² + 4 p q sin²(d / 2).
        var wide = 4 * _grid.P[row] * _centre.P;
        var far = HalfTurn(left + _slack, wide);
        var near = HalfTurn(left - _slack, wide);
        (first, end) = (_grid.ColumnsUpTo(_turned - far), _grid.ColumnsUpTo(_turned + far));
        var (sureFirst, sureEnd) = near < 0 ? Middle() : (_grid.ColumnsUpTo(_turned - near), _grid.ColumnsUpTo(_turned + near));
        if (sureFirst != first || sureEnd != end)
        {
            Decide(row, sureFirst, sureEnd, ref first, ref end);
        }

        first = Math.Max(first, end - _grid.ColumnCount);
        return first < end;
    }

    /// <summary>By how much the square of a chord surely differs whose path is longer or shorter than a radius: 2 c dc, with some to spare.</summary>
    internal static double Slack(Ellipsoid surface, double radius)
    {
        var margin = surface.IsSphere ? 1e-5 : FastDistance.Margin(Math.Min(radius, FastDistance.Known));
        return (2.1 * Math.Max(radius, margin) * margin) + (margin * margin);
    }

    /// <summary>Square of the chord that a path as long as the radius has; what curvature it has follows from how far it goes along the axis.</summary>
    private double Chord2(double rise2, double w)
    {
        if (_grid.Surface.IsSphere)
        {
            return _least;
        }

        var bend = w * (1 + (_grid.Surface.Excess * Math.Min(1, _least > 0 ? rise2 / _least : 0)));
        var y2 = bend * bend * _radius * _radius / 4;
        return _radius * _radius * (1 - (y2 * ((1.0 / 3) - (y2 * ((2.0 / 45) - (y2 * ((1.0 / 315) - (y2 * (2.0 / 14175)))))))));
    }

    /// <summary>Degrees of longitude on either side; less than 0: none.</summary>
    private static double HalfTurn(double left, double wide) =>
        left < 0 ? -1 : left >= wide ? 180 : 2 * Degree * Math.Asin(Math.Sqrt(left / wide));

    private (int First, int End) Middle()
    {
        var middle = _grid.ColumnsUpTo(_turned);
        return (middle, middle);
    }

    /// <summary>
    /// Draws the run in from where it surely ends. From outside, for nearly equal distances may not grow in their last digits: no cell is missed then,
    /// and those who tell distances leave out what they find beyond the radius.
    /// </summary>
    private void Decide(int row, int sureFirst, int sureEnd, ref int first, ref int end)
    {
        while (end > sureEnd && !Reaches(row, end - 1))
        {
            end--;
        }

        while (first < sureFirst && !Reaches(row, first))
        {
            first++;
        }
    }

    /// <summary>The run by exact distances alone, halving.</summary>
    private bool Search(int row, out int first, out int end)
    {
        var middle = _grid.ColumnsUpTo(_turned);
        (first, end) = (_grid.ColumnsUpTo(_turned - 180), _grid.ColumnsUpTo(_turned + 180));
        var (inside, outside) = (middle - 1, end);
        while (outside - inside > 1)
        {
            var column = (inside + outside) >> 1;
            (inside, outside) = Reaches(row, column) ? (column, outside) : (inside, column);
        }

        var east = outside;
        (inside, outside) = (middle, first - 1);
        while (inside - outside > 1)
        {
            var column = (inside + outside) >> 1;
            (inside, outside) = Reaches(row, column) ? (column, outside) : (inside, column);
        }

        end = east;
        first = Math.Max(inside, end - _grid.ColumnCount);
        return first < end;
    }

    private bool Reaches(int row, int column)
    {
        var n = _grid.ColumnCount;
        return _grid.Reaches(Latitude, Longitude, row, column < 0 ? column + n : column >= n ? column - n : column, _radius);
    }
}
