using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Distances that decide: exact, and the same whatever way a pair was found.</summary>
public static class GeodesicDistance
{
    /// <summary>Radius of the sphere, in metres: the mean of WGS84's semi-axes a, a and b.</summary>
    internal const double MeanRadius = 6371008.8;

    /// <summary>Length of the geodesic on the ellipsoid of WGS84, in metres.</summary>
    /// <param name="latitude1">Degrees, -90 to 90.</param>
    /// <param name="longitude1">Degrees, any turn of the circle.</param>
    /// <param name="latitude2">As the first.</param>
    /// <param name="longitude2">As the first.</param>
    public static double Between(double latitude1, double longitude1, double latitude2, double longitude2) =>
        Geodesic.Distance(latitude1, longitude1, latitude2, longitude2);

    /// <summary>Distance in metres on a surface.</summary>
    /// <param name="surface">The ellipsoid, or the sphere of radius 6,371,008.8 m.</param>
    /// <param name="latitude1">Degrees, -90 to 90.</param>
    /// <param name="longitude1">Degrees, any turn of the circle.</param>
    /// <param name="latitude2">As the first.</param>
    /// <param name="longitude2">As the first.</param>
    public static double Between(EarthSurface surface, double latitude1, double longitude1, double latitude2, double longitude2) =>
        surface == EarthSurface.Wgs84 ? Between(latitude1, longitude1, latitude2, longitude2) : OnSphere(latitude1, longitude1, latitude2, longitude2);

    /// <summary>The haversine formula; the half angle by its tangent, which is as good for antipodes as for neighbours.</summary>
    private static double OnSphere(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (s, c) = (SineOfHalf(latitude1 - latitude2), CosineOfHalf(latitude1 - latitude2));
        var sum = CosineOfHalf(latitude1 + latitude2);
        var turn = Math.Abs(latitude1) == 90 || Math.Abs(latitude2) == 90 ? 0 : Math.IEEERemainder(longitude1 - longitude2, 360); // a pole has all longitudes
        var (st, ct) = (SineOfHalf(turn), CosineOfHalf(turn));
        var other = SineOfHalf(latitude1 + latitude2);

        // |u - v|² / 4 and |u + v|² / 4 of the unit vectors: the sine and cosine of half the angle, squared.
        var sine = (s * s * ct * ct) + (sum * sum * st * st);
        var cosine = (c * c * ct * ct) + (other * other * st * st);
        return 2 * MeanRadius * Math.Atan2(Math.Sqrt(sine), Math.Sqrt(cosine));
    }

    private static double SineOfHalf(double degrees) => Math.Sin(degrees * (Math.PI / 360));

    private static double CosineOfHalf(double degrees) => Math.Cos(degrees * (Math.PI / 360));
}
