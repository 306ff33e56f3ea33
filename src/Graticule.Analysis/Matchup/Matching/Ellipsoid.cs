namespace Graticule.Analysis.Matchup.Matching;

/// <summary>A place as a vector in metres from the centre of the earth.</summary>
/// <param name="X">Towards latitude 0, longitude 0.</param>
/// <param name="Y">Towards latitude 0, longitude 90.</param>
/// <param name="Z">Towards the north pole.</param>
/// <param name="P">Distance from the axis.</param>
/// <param name="W">Curvature of the prime vertical: 1 / N.</param>
internal readonly record struct Spot(double X, double Y, double Z, double P, double W);

/// <summary>A surface that distances are measured on, and what is known of chords through it.</summary>
internal sealed class Ellipsoid
{
    private const double Radian = Math.PI / 180;

    private readonly double _semiMajorAxis;
    private readonly double _flatness;

    private Ellipsoid(EarthSurface surface, double semiMajorAxis, double flattening)
    {
        Surface = surface;
        _semiMajorAxis = semiMajorAxis;
        _flatness = flattening * (2 - flattening);
        Excess = _flatness / (1 - _flatness);
        MostCurvature = 1 / (semiMajorAxis * (1 - _flatness));
        Farthest = Math.PI * semiMajorAxis;
    }

    public static Ellipsoid Wgs84 { get; } = new(EarthSurface.Wgs84, 6378137, 1 / 298.257223563);

    public static Ellipsoid Sphere { get; } = new(EarthSurface.Sphere, GeodesicDistance.MeanRadius, 0);

    public EarthSurface Surface { get; }

    /// <summary>e² / (1 - e²): how much more a path along the axis bends than one around it.</summary>
    public double Excess { get; }

    /// <summary>Greatest curvature of any path, in 1/m. The vertical turns by no more than this along a metre.</summary>
    public double MostCurvature { get; }

    /// <summary>No two places are farther apart, in metres.</summary>
    public double Farthest { get; }

    public bool IsSphere => Surface == EarthSurface.Sphere;

    public static Ellipsoid Of(EarthSurface surface) => surface == EarthSurface.Sphere ? Sphere : Wgs84;

    /// <summary>Whether a place can take part.</summary>
    public static bool IsPlace(double latitude, double longitude) => Math.Abs(latitude) <= 90 && double.IsFinite(longitude);

    /// <summary>Sine and cosine of degrees.</summary>
    public static (double Sine, double Cosine) Turn(double degrees) => Math.SinCos(degrees * Radian);

    public Spot At(double latitude, double longitude)
    {
        var (p, z, w) = AtLatitude(latitude);
        var (sine, cosine) = Turn(longitude);
        return new(p * cosine, p * sine, z, p, w);
    }

    /// <summary>Distance from the axis, height above the equator's plane, and curvature of the prime vertical.</summary>
    public (double P, double Z, double W) AtLatitude(double latitude)
    {
        var (sine, cosine) = Turn(latitude);
        var root = Math.Sqrt(1 - (_flatness * sine * sine));
        var n = _semiMajorAxis / root;
        return (n * cosine, n * (1 - _flatness) * sine, root / _semiMajorAxis);
    }

    public double Exact(double latitude1, double longitude1, double latitude2, double longitude2) =>
        GeodesicDistance.Between(Surface, latitude1, longitude1, latitude2, longitude2);

    /// <summary>Degrees of latitude that a path of some metres spans at most: the vertical turns no faster than <see cref="MostCurvature"/>.</summary>
    public double DegreesOf(double metres) => (metres * MostCurvature / Radian) + 1e-9;
}
