namespace Graticule.Raster.Catalog.Demo;

/// <summary>
/// A made-up country: parcels with crops, forests, rivers, towns, and the weather over it. Everything is a function of place and day, so that
/// images of any resolution show the same.
/// </summary>
internal static class Landscape
{
    private const double ParcelLength = 420;
    private const double ParcelWidth = 180;
    private const double RiverDistance = 17_500;

    /// <summary>What grows or stands at a place.</summary>
    internal enum Cover
    {
        Water,
        Town,
        Forest,
        Meadow,
        Crop,
    }

    /// <param name="x">Metres.</param>
    /// <param name="y">Metres.</param>
    internal static (Cover Cover, uint Parcel) CoverAt(double x, double y)
    {
        if (FromRiver(x, y) < 60 + (25 * Noise.Smooth(x, y, 900, 3)))
        {
            return (Cover.Water, 1);
        }

        // Parcels lie along lines that are turned a little, each row shifted against the last.
        var (u, v) = ((0.94 * x) + (0.34 * y), (0.94 * y) - (0.34 * x));
        var row = Math.Floor(v / ParcelWidth);
        var column = Math.Floor((u / ParcelLength) + Noise.At((long)row, 7, 1));
        var parcel = Noise.Hash((long)row, (long)column, 2);
        var forest = Noise.Smooth(x, y, 2600, 4) + (0.25 * Noise.Smooth(x, y, 500, 5));
        if (forest > 0.74)
        {
            return (Cover.Forest, parcel | 1);
        }

        var isTown = Noise.Smooth(x, y, 3100, 6) > 0.8;
        return (isTown, parcel & 7) switch
        {
            (true, _) => (Cover.Town, parcel),
            (_, < 2) => (Cover.Meadow, parcel),
            _ => (Cover.Crop, parcel),
        };
    }

    /// <summary>How green a place is, from 0 to 1.</summary>
    /// <param name="cover">What is there.</param>
    /// <param name="parcel">Whose it is: each crop has its own season.</param>
    /// <param name="day">Day of the year.</param>
    internal static double Greenness(Cover cover, uint parcel, double day)
    {
        var summer = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (day - 15) / 365.25));
        return cover switch
        {
            Cover.Water => 0,
            Cover.Town => 0.12 + (0.06 * summer),
            Cover.Forest => 0.62 + (0.28 * summer),
            Cover.Meadow => 0.35 + (0.45 * summer),
            _ => 0.1 + (0.8 * Bump(day, 120 + (parcel % 110), 35 + (parcel % 17))) + ((parcel & 64) == 0 ? 0.15 : 0),
        };
    }

    /// <summary>Thickness of the clouds: 0 is a clear sky, from 0.5 on nothing is seen through them.</summary>
    /// <param name="x">Metres.</param>
    /// <param name="y">Metres.</param>
    /// <param name="date">Which date it is; each has its own weather.</param>
    /// <param name="amount">From 0, clear, to 1, covered.</param>
    internal static double Cloud(double x, double y, uint date, double amount)
    {
        var field = (0.6 * Noise.Smooth(x, y, 5200, 100 + date)) + (0.3 * Noise.Smooth(x, y, 1400, 200 + date)) + (0.1 * Noise.Smooth(x, y, 400, 300 + date));
        return Math.Clamp((field - (0.85 - (0.6 * amount))) * 5, 0, 1);
    }

    private static double Bump(double day, double peak, double width) => Math.Exp(-(day - peak) * (day - peak) / (2 * width * width));

    /// <summary>Metres from the nearest of the rivers, which run from west to east one below the other.</summary>
    private static double FromRiver(double x, double y)
    {
        var below = y - 5_151_400 - (700 * Math.Sin(x / 2300)) - (250 * Math.Sin(x / 610));
        return Math.Abs(below - (Math.Round(below / RiverDistance) * RiverDistance));
    }
}
