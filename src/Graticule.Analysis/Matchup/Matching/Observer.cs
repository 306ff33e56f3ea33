namespace Graticule.Analysis.Matchup.Matching;

/// <summary>A place that takes part, with what searches need of it.</summary>
internal readonly record struct Observer(double Latitude, double Longitude, long Time, Spot Spot);

/// <summary>Reads places one by one. Any number of threads may.</summary>
internal sealed class PlaceReader
{
    private readonly GridPlaces? _grid;
    private readonly PointPlaces? _points;
    private readonly Ellipsoid _surface;
    private readonly (double P, double Z, double W)[] _rows = [];
    private readonly (double Sine, double Cosine)[] _columns = [];

    public PlaceReader(Places places, Ellipsoid surface)
    {
        (_grid, _points, _surface) = (places as GridPlaces, places as PointPlaces, surface);
        if (_grid is not null)
        {
            _rows = [.. _grid.Latitudes.Select(surface.AtLatitude)];
            _columns = [.. _grid.Longitudes.Select(Ellipsoid.Turn)];
        }
    }

    /// <summary>The place of an index; false: it takes no part.</summary>
    public bool TryRead(int index, out Observer observer)
    {
        observer = default;
        if (_points is not null)
        {
            var (latitude, longitude) = (_points.Latitudes[index], _points.Longitudes[index]);
            if (!Ellipsoid.IsPlace(latitude, longitude))
            {
                return false;
            }

            observer = new(latitude, longitude, _points.Times[index], _surface.At(latitude, longitude));
            return true;
        }

        if (_grid!.Valid is { } valid && !valid[index])
        {
            return false;
        }

        var (row, column) = Math.DivRem(index, _columns.Length);
        var (p, z, w) = _rows[row];
        var (sine, cosine) = _columns[column];
        observer = new(_grid.Latitudes[row], _grid.Longitudes[column], _grid.Time, new(p * cosine, p * sine, z, p, w));
        return Ellipsoid.IsPlace(observer.Latitude, observer.Longitude);
    }
}
