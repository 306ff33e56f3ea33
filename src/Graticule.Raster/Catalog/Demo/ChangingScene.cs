using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog.Demo;

/// <summary>A made-up look of Landsat at a forest, some of which is cut.</summary>
/// <param name="Time">When.</param>
internal sealed record ChangingScene(DateTimeOffset Time)
{
    internal const int NoData = -9999;

    /// <summary>Blue, green, red, near infrared, both short-wave infrared, quality.</summary>
    internal const int Bands = 7;

    private const int Quality = Bands - 1;
    private const int Clear = 1 << 1;
    private const int Shadow = 1 << 3;
    private const int Cloud = 1 << 5;

    /// <summary>Metres from its middle to the edge of what is cut.</summary>
    private const double Radius = 180;

    private static readonly double[] Forest = [260, 480, 330, 3100, 1500, 700];
    private static readonly double[] Cut = [620, 900, 1150, 2200, 3000, 2100];
    private static readonly double[] Swing = [30, 80, 60, 900, 350, 200];

    /// <summary>A part of a forest; 24 by 20 pixels.</summary>
    internal static Grid Grid { get; } = new(500_010, 5_300_010, 30, -30, 24, 20, "EPSG:32633");

    private static DateTimeOffset Felling { get; } = new(2016, 7, 20, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The number of a band, from 0, at a place.</summary>
    internal double Sample(int band, double x, double y)
    {
        var day = (long)(Time - DateTimeOffset.UnixEpoch).TotalDays;
        var cloud = Noise.At(day, 0, 31) < 0.2 ? 1 : Noise.Smooth(x, y, 300, (uint)day);
        var (isCloud, isShadow) = (cloud > 0.72, cloud is > 0.66 and <= 0.72);
        if (band == Quality)
        {
            return isCloud ? Cloud : isShadow ? Shadow : Clear;
        }

        if (isCloud)
        {
            return 6000 + (500 * band);
        }

        var isCut = Time >= Felling && Math.Pow(x - Grid.Left - 360, 2) + Math.Pow(y - Grid.Top + 300, 2) < Radius * Radius;
        var season = Math.Sin(2 * Math.PI * (Time.DayOfYear - 105) / 365.2425);
        var value = (isCut ? Cut : Forest)[band] + ((isCut ? 0.3 : 1) * Swing[band] * season) + (60 * (Noise.At((long)x + (7 * band), (long)y, (uint)day) - 0.5));
        return Math.Round(isShadow ? 0.4 * value : value);
    }
}
