using Graticule.Raster.Catalog.Demo;

namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>A made-up ocean: what is measured in it is a function of place and time, so what different instruments see of it agrees.</summary>
internal static class Ocean
{
    private const uint Seed = 20180401;

    /// <summary>West coast of North America from north to south, longitude and latitude in degrees, coarsely.</summary>
    private static readonly (double Longitude, double Latitude)[] UpwellingCoast =
    [
        (-124.7, 48), (-124.4, 40.4), (-122.5, 37.8), (-120.6, 34.6), (-117.2, 32.6), (-115.7, 30), (-115, 27.8), (-112.2, 25), (-110, 22.9),
    ];

    /// <summary>Chlorophyll near the surface, in kg m-3: 1e-8 (the clear gyres) to about 2e-5 (upwelling, high latitudes).</summary>
    /// <param name="longitude">-180 to 180.</param>
    /// <param name="latitude">-90 to 90.</param>
    /// <param name="day">Days since 1970; eddies drift west by a tenth of a degree each.</param>
    internal static double Chlorophyll(double longitude, double latitude, double day)
    {
        var gyre = Math.Max(0, 1 - Math.Abs((Math.Abs(latitude) - 24) / 18));
        var upwelling = Math.Max(0, 1 - (DistanceToCoast(longitude, latitude) / 4));
        var exponent = -0.55 - (0.75 * gyre) + (1.1 * upwelling * upwelling)
            + (0.7 * (Eddies(longitude, latitude, day, 9, 1) - 0.5)) + (0.4 * (Eddies(longitude, latitude, day, 2.2, 2) - 0.5));
        return 1e-6 * Math.Pow(10, exponent);
    }

    /// <summary>Temperature of the water near the surface, in degrees Celsius.</summary>
    internal static double Temperature(double longitude, double latitude, double day)
    {
        var north = latitude / 90;
        var upwelling = Math.Max(0, 1 - (DistanceToCoast(longitude, latitude) / 4));
        return Math.Max(-1.8, 28.5 - (46 * north * north) - (3 * upwelling) + (3 * (Eddies(longitude, latitude, day, 12, 3) - 0.5)));
    }

    /// <summary>From 0 to 1; without a step at the antimeridian.</summary>
    private static double Eddies(double longitude, double latitude, double day, double width, uint kind)
    {
        var drift = 0.1 * (day - 17622);
        var here = Noise.Smooth(longitude + drift, latitude, width, Seed + kind);
        var share = (longitude - 150) / 30;
        return share <= 0 ? here : here + (share * (Noise.Smooth(longitude - 360 + drift, latitude, width, Seed + kind) - here));
    }

    /// <summary>In degrees, as on a plane.</summary>
    private static double DistanceToCoast(double longitude, double latitude)
    {
        if (longitude is < -132 or > -100 || latitude is < 16 or > 54)
        {
            return double.PositiveInfinity;
        }

        var nearest = double.PositiveInfinity;
        for (var i = 1; i < UpwellingCoast.Length; i++)
        {
            var (a, b) = (UpwellingCoast[i - 1], UpwellingCoast[i]);
            var (x, y) = (b.Longitude - a.Longitude, b.Latitude - a.Latitude);
            var share = Math.Clamp((((longitude - a.Longitude) * x) + ((latitude - a.Latitude) * y)) / ((x * x) + (y * y)), 0, 1);
            var (east, north) = (longitude - a.Longitude - (share * x), latitude - a.Latitude - (share * y));
            nearest = Math.Min(nearest, Math.Sqrt((east * east) + (north * north)));
        }

        return nearest;
    }
}
