using System.Numerics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// The cells of a grid, found by their numbers. Rows and columns are counted by rising latitude and longitude, whatever the grid's order is; columns
/// go on round the circle: column k of n is also k + n, 360 degrees farther east, and k - n.
/// </summary>
internal sealed class GridIndex
{
    private readonly Axis _rows;
    private readonly Axis _columns;

    public GridIndex(double[] latitudes, double[] longitudes, Ellipsoid surface)
    {
        Surface = surface;
        _rows = new(latitudes);
        _columns = new(longitudes);
        (P, Z, W) = (new double[RowCount], new double[RowCount], new double[RowCount]);
        for (var row = 0; row < RowCount; row++)
        {
            (P[row], Z[row], W[row]) = surface.AtLatitude(_rows.Values[row]);
        }

        (Sines, Cosines) = (new double[ColumnCount], new double[ColumnCount]);
        for (var column = 0; column < ColumnCount; column++)
        {
            (Sines[column], Cosines[column]) = Ellipsoid.Turn(_columns.Values[column]);
        }
    }

    public Ellipsoid Surface { get; }

    public int RowCount => _rows.Count;

    public int ColumnCount => _columns.Count;

    /// <summary>Of each row: distance from the axis, height, curvature.</summary>
    public double[] P { get; }

    public double[] Z { get; }

    public double[] W { get; }

    /// <summary>Of the longitude of each column.</summary>
    public double[] Sines { get; }

    public double[] Cosines { get; }

    /// <summary>The longitudes.</summary>
    public Axis Columns => _columns;

    public double LatitudeOf(int row) => _rows.Values[row];

    public double LongitudeOf(int column) => _columns.Values[column];

    /// <summary>Index in the grid of the first cell of a row, in the grid's own order.</summary>
    public int RowStart(int row) => _rows.Place(row) * ColumnCount;

    /// <summary>The row that is at a place of the grid's own order.</summary>
    public int RowAt(int place) => _rows.Place(place);

    /// <summary>The place in the grid's own order that a column, from 0 to below their number, has in its row.</summary>
    public int ColumnPlace(int column) => _columns.Place(column);

    /// <summary>The rows whose latitudes are from <paramref name="south"/> to <paramref name="north"/>.</summary>
    public (int First, int End) Rows(double south, double north)
    {
        var first = _rows.UpTo(south);
        while (first > 0 && LatitudeOf(first - 1) >= south)
        {
            first--;
        }

        return (first, _rows.UpTo(north));
    }

    public int RowsUpTo(double latitude) => _rows.UpTo(latitude);

    /// <summary>A longitude on the turn of the circle that begins with the first column.</summary>
    public double Unwind(double longitude)
    {
        var first = LongitudeOf(0);
        var turned = longitude - (Math.Floor((longitude - first) / 360) * 360);
        return turned < first ? turned + 360 : turned >= first + 360 ? turned - 360 : turned;
    }

    /// <summary>Number of columns, counted round the circle from the first, that lie at or west of a longitude; less than 0 where that is west of the first.</summary>
    /// <param name="longitude">Up to one turn west or two turns east of the first column.</param>
    public int ColumnsUpTo(double longitude)
    {
        var first = LongitudeOf(0);
        return longitude < first ? _columns.UpTo(longitude + 360) - ColumnCount
            : longitude >= first + 360 ? _columns.UpTo(longitude - 360) + ColumnCount
            : _columns.UpTo(longitude);
    }

    /// <summary>Distances from a place to neighbouring cells of a row, each within 1 mm.</summary>
    /// <param name="from">The place.</param>
    /// <param name="latitude">Of the place, degrees.</param>
    /// <param name="longitude">Of the place, degrees.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The first column, from 0 to below their number.</param>
    /// <param name="distances">One for each column from there, none beyond the last.</param>
    /// <param name="exactFrom">What seems farther is measured exactly.</param>
    public void Distances(in Spot from, double latitude, double longitude, int row, int column, Span<double> distances, double exactFrom)
    {
        var (p, rise, w) = (P[row], from.Z - Z[row], (from.W + W[row]) * 0.5);
        var rise2 = rise * rise;
        var k = 0;
        if (distances.Length >= Vector<double>.Count)
        {
            var (x, y, radius) = (new Vector<double>(from.X), new Vector<double>(from.Y), new Vector<double>(p));
            var (rises, curvature) = (new Vector<double>(rise2), new Vector<double>(w));
            for (; k <= distances.Length - Vector<double>.Count; k += Vector<double>.Count)
            {
                var dx = x - (radius * new Vector<double>(Cosines, column + k));
                var dy = y - (radius * new Vector<double>(Sines, column + k));
                FastDistance.OfChord((dx * dx) + (dy * dy) + rises, rises, curvature, Surface.Excess).CopyTo(distances[k..]);
            }
        }

        for (; k < distances.Length; k++)
        {
            var (dx, dy) = (from.X - (p * Cosines[column + k]), from.Y - (p * Sines[column + k]));
            distances[k] = FastDistance.OfChord((dx * dx) + (dy * dy) + rise2, rise2, w, Surface.Excess);
        }

        MeasureFar(latitude, longitude, row, column, distances, exactFrom);
    }

    /// <summary>Whether a cell is no farther from a place than a radius, exactly.</summary>
    public bool Reaches(double latitude, double longitude, int row, int column, double radius) =>
        Surface.Exact(latitude, longitude, LatitudeOf(row), LongitudeOf(column)) <= radius;

    private void MeasureFar(double latitude, double longitude, int row, int column, Span<double> distances, double exactFrom)
    {
        for (var k = 0; k < distances.Length; k++)
        {
            if (distances[k] > exactFrom)
            {
                distances[k] = Surface.Exact(latitude, longitude, LatitudeOf(row), LongitudeOf(column + k));
            }
        }
    }
}
