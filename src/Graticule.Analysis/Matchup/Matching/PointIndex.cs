namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Points in cells of about equal size: bands of latitude, each cut along its longitudes. The points lie in the order of the cells, so that those
/// of neighbouring cells of a band are one stretch. Making it is two passes of counting.
/// </summary>
internal sealed class PointIndex
{
    /// <summary>Cells for each point, at most: more would cost more to make than they save.</summary>
    private const int CellsForPoint = 2;

    /// <summary>Square degrees of the sphere.</summary>
    private const double Sphere = 41253;

    private readonly double _height;
    private readonly int[] _columns;
    private readonly int[] _bands;
    private readonly int[] _starts;

    /// <param name="points">All points.</param>
    /// <param name="chosen">Those to be found.</param>
    /// <param name="degrees">How far searches go.</param>
    /// <param name="surface">On which they lie.</param>
    public PointIndex(PointPlaces points, ReadOnlySpan<int> chosen, double degrees, Ellipsoid surface)
    {
        // Half the reach is where needless points and cells to be looked at balance.
        _height = Math.Clamp(Math.Max(degrees / 2, Math.Sqrt(Sphere / (CellsForPoint * Math.Max(chosen.Length, 16.0)))), 0.0005, 180);
        var bands = (int)Math.Ceiling(180 / _height);
        _columns = new int[bands];
        _bands = new int[bands + 1];
        for (var band = 0; band < bands; band++)
        {
            var (south, north) = Edges(band);
            var widest = south * north <= 0 ? 0 : Math.Min(Math.Abs(south), Math.Abs(north));
            _columns[band] = Math.Max(1, (int)(360 / _height * Ellipsoid.Turn(widest).Cosine));
            _bands[band + 1] = _bands[band] + _columns[band];
        }

        _starts = new int[_bands[bands] + 1];
        Points = Sort(points, chosen);
        Spots = new Spot[Points.Length];
        for (var k = 0; k < Points.Length; k++)
        {
            Spots[k] = surface.At(points.Latitudes[Points[k]], points.Longitudes[Points[k]]);
        }
    }

    /// <summary>Indexes of the points, in the order of the cells.</summary>
    public int[] Points { get; }

    /// <summary>The points on the surface, in the same order.</summary>
    public Spot[] Spots { get; }

    public int BandOf(double latitude) => (int)Math.Clamp((latitude + 90) / _height, 0, _columns.Length - 1);

    /// <summary>The one or two stretches, as positions in <see cref="Points"/>, in which all points of a band lie that a cap has.</summary>
    public (Range First, Range Second) Around(int band, in Cap cap)
    {
        var (south, north) = Edges(band);
        var half = cap.HalfWidth(south, north);
        var columns = _columns[band];
        var share = columns / 360.0;
        var west = (int)Math.Floor((cap.Longitude - half) * share);
        var east = (int)Math.Floor((cap.Longitude + half) * share);
        return half >= 180 || east - west + 1 >= columns ? (Cells(band, 0, columns), default)
            : west < 0 ? (Cells(band, 0, east + 1), Cells(band, west + columns, columns))
            : east >= columns ? (Cells(band, 0, east + 1 - columns), Cells(band, west, columns))
            : (Cells(band, west, east + 1), default);
    }

    private (double South, double North) Edges(int band) => ((band * _height) - 90, Math.Min(90, ((band + 1) * _height) - 90));

    private Range Cells(int band, int first, int end) => _starts[_bands[band] + first].._starts[_bands[band] + end];

    private int CellOf(double latitude, double longitude)
    {
        var band = BandOf(latitude);
        var turned = longitude - (Math.Floor(longitude / 360) * 360);
        return _bands[band] + Math.Min((int)(turned * (_columns[band] / 360.0)), _columns[band] - 1);
    }

    private int[] Sort(PointPlaces points, ReadOnlySpan<int> chosen)
    {
        var cells = new int[chosen.Length];
        for (var k = 0; k < cells.Length; k++)
        {
            cells[k] = CellOf(points.Latitudes[chosen[k]], points.Longitudes[chosen[k]]);
            _starts[cells[k] + 1]++;
        }

        for (var cell = 1; cell < _starts.Length; cell++)
        {
            _starts[cell] += _starts[cell - 1];
        }

        var next = _starts.AsSpan().ToArray();
        var sorted = new int[cells.Length];
        for (var k = 0; k < cells.Length; k++)
        {
            sorted[next[cells[k]]++] = chosen[k];
        }

        return sorted;
    }
}
