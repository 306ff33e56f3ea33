using System.Numerics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Distances within 1 mm of the geodesic, a hundred times faster: the chord through the ellipsoid, bent to the curvature that the surface
/// has in its direction. What is farther apart than <see cref="Reach"/> is measured exactly.
/// </summary>
/// <remarks>
/// A path of length s whose curvature k varies little has a chord c = (2 / k) sin(k s / 2). On an ellipsoid x'Dx = 1 the curvature along a unit
/// vector t is t'Dt / |Dx|, which is w (1 + e² / (1 - e²) tz²) with w = 1 / N. Here t is the direction of the chord and w the mean of both ends: even
/// in the distance from the middle, so that what is wrong begins with w''s² / 8, where w'' is at most e² / R² of w. In c that is of
/// the order e² s⁵ / R⁴; the coefficient is 1/240 (the worst direction lies along the meridian at the equator or the poles), found by
/// comparing with geodesics and constant to 0.5 % from 50 to 3,000 km. <see cref="Margin"/> takes 1/190, and 10 µm for rounding.
/// </remarks>
public static class FastDistance
{
    /// <summary>Metres up to which the fast form is used: its error there is 0.55 mm.</summary>
    internal const double Reach = 500_000;

    /// <summary>Metres up to which <see cref="Margin"/> holds on the ellipsoid.</summary>
    internal const double Known = 2_000_000;

    /// <summary>Distance in metres on WGS84, within 1 mm.</summary>
    /// <param name="latitude1">Degrees, -90 to 90.</param>
    /// <param name="longitude1">Degrees, any turn of the circle.</param>
    /// <param name="latitude2">As the first.</param>
    /// <param name="longitude2">As the first.</param>
    public static double Between(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var distance = Between(Ellipsoid.Wgs84, Ellipsoid.Wgs84.At(latitude1, longitude1), Ellipsoid.Wgs84.At(latitude2, longitude2));
        return distance <= Reach ? distance : GeodesicDistance.Between(latitude1, longitude1, latitude2, longitude2);
    }

    /// <summary>The fast form alone, whatever the distance.</summary>
    internal static double Between(Ellipsoid surface, in Spot a, in Spot b)
    {
        var (dx, dy, dz) = (a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        return OfChord((dx * dx) + (dy * dy) + (dz * dz), dz * dz, (a.W + b.W) * 0.5, surface.Excess);
    }

    /// <summary>How far the fast form may be from the exact distance, in metres; up to <see cref="Known"/>.</summary>
    internal static double Margin(double distance)
    {
        var fifth = distance / 300_000;
        return 1e-5 + (5.3e-5 * fifth * fifth * fifth * fifth * fifth);
    }

    /// <summary>
    /// Fast distances above this are replaced by exact ones where those of pairs within a radius are told: so that none is told to be beyond it.
    /// </summary>
    internal static double ExactFrom(double radius) => radius < Reach ? radius - Margin(radius) : Reach;

    /// <param name="chord2">Square of the chord.</param>
    /// <param name="rise2">Square of its part along the axis.</param>
    /// <param name="w">Mean curvature of the prime vertical at its ends.</param>
    /// <param name="excess">e² / (1 - e²).</param>
    internal static double OfChord(double chord2, double rise2, double w, double excess)
    {
        var c2 = Math.Max(chord2, 1e-300);
        var bend = (c2 + (rise2 * excess)) * w;
        var x2 = bend * bend * 0.25 / c2;
        return Math.Sqrt(chord2) * (1 + (x2 * (A1 + (x2 * (A2 + (x2 * (A3 + (x2 * A4))))))));
    }

    /// <summary>As for one; each lane gets exactly what it would get alone.</summary>
    internal static Vector<double> OfChord(Vector<double> chord2, Vector<double> rise2, Vector<double> w, double excess)
    {
        var c2 = Vector.Max(chord2, new Vector<double>(1e-300));
        var bend = (c2 + (rise2 * excess)) * w;
        var x2 = bend * bend * 0.25 / c2;
        return Vector.SquareRoot(chord2)
            * (Vector<double>.One + (x2 * (new Vector<double>(A1) + (x2 * (new Vector<double>(A2) + (x2 * (new Vector<double>(A3) + (x2 * A4))))))));
    }

    // The arc sine's series: asin(x) / x.
    private const double A1 = 1.0 / 6;
    private const double A2 = 3.0 / 40;
    private const double A3 = 15.0 / 336;
    private const double A4 = 105.0 / 3456;
}
