using System.Numerics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Cuts one row of a grid by the circles of many points, some at a time: what <see cref="Circle.Cut"/> does, for evenly spaced columns and runs that are not wide.
/// Where a run's end is nearer to a cell than its bound, and for all others, <see cref="Circle"/> is asked. Used by one thread.
/// </summary>
internal sealed class RowCuts(GridIndex grid, double radius, int most)
{
    /// <summary>Sine of half the greatest half width: 23 degrees either side.</summary>
    private const double Widest = 0.2;

    private const double Degree = 180 / Math.PI;

    // The arc sine's series for asin(x) / x in x²: good to 3e-15 up to the widest.
    private static readonly double[] Series =
        [1, 1.0 / 6, 3.0 / 40, 5.0 / 112, 35.0 / 1152, 63.0 / 2816, 231.0 / 13312, 143.0 / 10240, 6435.0 / 557056];

    private readonly bool _isRound = Math.Abs((360 * grid.Columns.StepsPerUnit) - grid.ColumnCount) < 0.01;
    private readonly double[] _z = new double[most + Vector<double>.Count];
    private readonly double[] _p = new double[most + Vector<double>.Count];
    private readonly double[] _w = new double[most + Vector<double>.Count];
    private readonly double[] _turned = new double[most + Vector<double>.Count];
    private readonly double[] _firsts = new double[most + Vector<double>.Count];
    private readonly double[] _ends = new double[most + Vector<double>.Count];

    /// <summary>Whether this grid and radius are for it at all.</summary>
    private readonly bool _isFit = grid.Columns.Unevenness < 0.05 && grid.ColumnCount > 1 && (grid.Surface.IsSphere || radius <= FastDistance.Known) && radius < 3e6;

    /// <summary>Takes a point, as the one of a number below the most.</summary>
    public void Set(int number, double longitude, in Spot spot) =>
        (_z[number], _p[number], _w[number], _turned[number]) = (spot.Z, spot.P, spot.W, grid.Unwind(longitude));

    /// <summary>Cuts a row by the circles of some points.</summary>
    public void Cut(int row, int from, int to)
    {
        if (!_isFit)
        {
            _ends.AsSpan(from, to - from).Fill(double.NaN);
            return;
        }

        var (z, p, w) = (new Vector<double>(grid.Z[row]), new Vector<double>(grid.P[row]), new Vector<double>(grid.W[row]));
        var slack = new Vector<double>(Circle.Slack(grid.Surface, radius));
        var perDegree = new Vector<double>(grid.Columns.StepsPerUnit);
        var zero = new Vector<double>(grid.LongitudeOf(0));
        var tolerance = new Vector<double>(grid.Columns.Unevenness + (_isRound ? Math.Abs((360 * grid.Columns.StepsPerUnit) - grid.ColumnCount) : 0) + 1e-7);
        for (var k = from; k < to; k += Vector<double>.Count)
        {
            var (rise, shift) = (z - new Vector<double>(_z, k), p - new Vector<double>(_p, k));
            var left = Chord2(rise * rise, (w + new Vector<double>(_w, k)) * 0.5) - (rise * rise) - (shift * shift);
            var wide = p * new Vector<double>(_p, k) * 4;
            var far = Vector.SquareRoot(Vector.Max(left + slack, Vector<double>.Zero) / wide);
            var near = Vector.SquareRoot(Vector.Max(left - slack, Vector<double>.Zero) / wide);
            var half = ArcSine(far) * (2 * Degree);
            var position = new Vector<double>(_turned, k) - zero;
            var (west, east) = ((position - half) * perDegree, (position + half) * perDegree);

            // As far as the sine of half the width may be wrong, in columns; the arc sine is at most 1.03 times as steep there.
            var doubt = ((far - near) * perDegree * (2.1 * Degree)) + tolerance;
            var isClear = Vector.GreaterThan(ToCell(west), doubt) & Vector.GreaterThan(ToCell(east), doubt) & Vector.LessThan(far, new Vector<double>(Widest));
            if (!_isRound)
            {
                isClear &= Vector.GreaterThan(west, Vector<double>.Zero) & Vector.LessThan(east, new Vector<double>(grid.ColumnCount - 1));
            }

            var isEmpty = Vector.LessThan(left + slack, Vector<double>.Zero);
            var first = Vector.Floor(west) + Vector<double>.One;
            var end = Vector.ConditionalSelect(Vector.AsVectorDouble(isClear), Vector.Floor(east) + Vector<double>.One, new Vector<double>(double.NaN));
            first.CopyTo(_firsts, k);
            Vector.ConditionalSelect(Vector.AsVectorDouble(isEmpty), first, end).CopyTo(_ends, k);
        }
    }

    /// <summary>The run that the last cut gave a point.</summary>
    /// <returns>False: ask <see cref="Circle"/>.</returns>
    public bool TryRun(int number, out int first, out int end)
    {
        (first, end) = ((int)_firsts[number], (int)_ends[number]);
        return !double.IsNaN(_ends[number]);
    }

    /// <summary>Distance from the nearest column, in columns.</summary>
    private static Vector<double> ToCell(Vector<double> position) => Vector.Abs(position - Vector.Floor(position + new Vector<double>(0.5)));

    private static Vector<double> ArcSine(Vector<double> x)
    {
        var x2 = x * x;
        var sum = new Vector<double>(Series[^1]);
        for (var k = Series.Length - 2; k >= 0; k--)
        {
            sum = (sum * x2) + new Vector<double>(Series[k]);
        }

        return x * sum;
    }

    /// <summary>Square of the chord of a path as long as the radius.</summary>
    private Vector<double> Chord2(Vector<double> rise2, Vector<double> w)
    {
        if (grid.Surface.IsSphere)
        {
            var sine = Math.Sin(Math.Min(Math.PI / 2, radius / 2 / GeodesicDistance.MeanRadius)) * 2 * GeodesicDistance.MeanRadius;
            return new(sine * sine);
        }

        var square = radius * radius;
        var quarter = w * w * (square / 4);
        var least = new Vector<double>(square) * (Vector<double>.One - (quarter * (1.0 / 3)));
        var bend = Vector<double>.One + (Vector.Min(Vector<double>.One, rise2 / Vector.Max(least, new Vector<double>(1e-9))) * grid.Surface.Excess);
        var y2 = quarter * bend * bend;
        var inner = new Vector<double>(1.0 / 315) - (y2 * (2.0 / 14175));
        return new Vector<double>(square) * (Vector<double>.One - (y2 * (new Vector<double>(1.0 / 3) - (y2 * (new Vector<double>(2.0 / 45) - (y2 * inner))))));
    }
}
