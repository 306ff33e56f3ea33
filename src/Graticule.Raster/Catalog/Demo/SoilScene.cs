namespace Graticule.Raster.Catalog.Demo;

/// <summary>Soil moisture on one day, in per cent of saturation times two; 253 over water, 255 where the satellite did not look.</summary>
internal sealed record SoilScene(DateTimeOffset Day)
{
    private const double DegreeLength = 111_000;

    internal double Moisture(double longitude, double latitude)
    {
        var (x, y) = (longitude * DegreeLength * 0.68, latitude * DegreeLength);
        var number = (uint)((Day.Year * 1000) + Day.DayOfYear);

        // A swath of 5 degrees that moves from day to day.
        var swath = (longitude + (0.25 * latitude) + (Day.DayOfYear * 2.9)) % 8;
        if (swath > 5)
        {
            return 255;
        }

        if (Noise.Smooth(x, y, 45_000, 20) > 0.93)
        {
            return 253;
        }

        var soil = 0.35 + (0.35 * Noise.Smooth(x, y, 38_000, 21)) + (0.15 * Noise.Smooth(x, y, 9_000, 22));
        var rain = 0.35 * Noise.Smooth(x, y, 90_000, 1000 + number);
        return Math.Round(Math.Clamp(soil + rain - 0.15, 0, 1) * 100) * 2;
    }
}
