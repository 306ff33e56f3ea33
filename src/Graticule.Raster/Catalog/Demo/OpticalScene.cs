namespace Graticule.Raster.Catalog.Demo;

/// <summary>What an optical satellite sees of the landscape on one day, as reflectance times 10,000; 0 where the swath does not reach.</summary>
/// <param name="Time">When.</param>
/// <param name="CloudAmount">From 0, clear, to 1, covered.</param>
/// <param name="SwathEdge">Metres of x west of which nothing was seen; it runs from north-north-east to south-south-west.</param>
internal sealed record OpticalScene(DateTimeOffset Time, double CloudAmount, double SwathEdge = double.NegativeInfinity)
{
    /// <summary>Noise is coarser than the samples are, so that files stay small.</summary>
    private const double Step = 16;

    /// <summary>How far the shadow of a cloud lies from it, in metres.</summary>
    private const double ShadowEast = -350;
    private const double ShadowNorth = 450;

    private uint Date => (uint)(Time.Year * 1000) + (uint)Time.DayOfYear;

    /// <summary>Sample of a band.</summary>
    internal double Reflectance(string band, double x, double y)
    {
        if (IsOutside(x, y))
        {
            return 0;
        }

        var (cover, parcel) = Landscape.CoverAt(x, y);
        var green = Landscape.Greenness(cover, parcel, Time.DayOfYear);
        var isWater = cover == Landscape.Cover.Water;
        var ground = band switch
        {
            "B04" => isWater ? 0.035 : 0.16 - (0.125 * green),
            "B08" => isWater ? 0.02 : 0.2 + (0.26 * green),
            _ => isWater ? 0.018 : 0.21 + (0.27 * green),
        };
        ground *= 0.9 + (0.2 * Noise.At(parcel, 3, 9)) + (0.04 * (Noise.At((long)Math.Floor(x), (long)Math.Floor(y), 10) - 0.5));
        var shade = IsShaded(x, y) ? 0.55 : 1;
        var cloud = Math.Min(1, 1.6 * Landscape.Cloud(x, y, Date, CloudAmount));
        var seen = (ground * shade * (1 - cloud)) + ((band == "B04" ? 0.62 : 0.66) * cloud);
        return Math.Max(Step, Math.Round(seen * 10_000 / Step) * Step);
    }

    /// <summary>Class of the scene classification of Sentinel-2's Level-2A.</summary>
    internal double Classification(double x, double y)
    {
        if (IsOutside(x, y))
        {
            return 0;
        }

        var cloud = Landscape.Cloud(x, y, Date, CloudAmount);
        if (cloud > 0.15)
        {
            return cloud > 0.5 ? 9 : 8;
        }

        var (cover, parcel) = Landscape.CoverAt(x, y);
        if (IsShaded(x, y))
        {
            return 3;
        }

        var isGreen = Landscape.Greenness(cover, parcel, Time.DayOfYear) > 0.4;
        return (cover, isGreen) switch
        {
            (Landscape.Cover.Water, _) => 6,
            (_, true) => 4,
            _ => 5,
        };
    }

    /// <summary>Per cent of a region of 40 by 40 km that is covered by clouds, to a tenth.</summary>
    internal double CloudCover()
    {
        const int Places = 40;
        var covered = Enumerable.Range(0, Places * Places)
            .Count(place => Landscape.Cloud(650_000 + (place % Places * 1000), 5_145_000 + (place / Places * 1000), Date, CloudAmount) > 0.15);
        return Math.Round(covered * 100.0 / (Places * Places), 1);
    }

    private bool IsShaded(double x, double y) => Landscape.Cloud(x - ShadowEast, y - ShadowNorth, Date, CloudAmount) > 0.4;

    private bool IsOutside(double x, double y) => x < SwathEdge + (0.2 * (y - 5_150_000));
}
