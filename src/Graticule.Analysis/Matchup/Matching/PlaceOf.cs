namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Where and when a place is.</summary>
internal static class PlaceOf
{
    public static (double Latitude, double Longitude) Position(Places places, int index)
    {
        if (places is PointPlaces points)
        {
            return (points.Latitudes[index], points.Longitudes[index]);
        }

        var grid = (GridPlaces)places;
        var (row, column) = Math.DivRem(index, grid.Longitudes.Length);
        return (grid.Latitudes[row], grid.Longitudes[column]);
    }

    public static long Time(Places places, int index) => places is PointPlaces points ? points.Times[index] : ((GridPlaces)places).Time;

    /// <summary>Whether two places have the same latitude, longitude and time; longitudes of different turns of the circle are the same.</summary>
    public static bool AreSame(Places a, int index, Places b, int other)
    {
        if (Time(a, index) != Time(b, other))
        {
            return false;
        }

        var (latitude, longitude) = Position(a, index);
        var (otherLatitude, otherLongitude) = Position(b, other);
        return latitude == otherLatitude && Math.IEEERemainder(longitude - otherLongitude, 360) == 0;
    }
}
