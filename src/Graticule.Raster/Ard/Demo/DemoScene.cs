using Graticule.Raster.Catalog.Demo;

namespace Graticule.Raster.Ard.Demo;

/// <summary>
/// One look of one sensor: fields, forest and water with their seasons; patches that are cleared on a day of their own; clouds with shadows; and the
/// gaps between the scan lines of Landsat 7.
/// </summary>
internal sealed class DemoScene(string sensor, DateOnly day)
{
    private const uint Seed = 20170411;
    private const double Year = 365.2425;
    private const short Fill = -9999;

    /// <summary>Bits of PIXELQA; Landsat 8 sets one more, of cirrus.</summary>
    private const int Clear = 66;
    private const int Water = 68;
    private const int Shadow = 72;
    private const int Snow = 80;
    private const int Cloud = 224;

    private static readonly DateOnly FirstClearing = new(2013, 6, 1);

    /// <summary>Of six bands: forest, field, water, bare ground, snow, cloud.</summary>
    private static readonly double[][] Means =
    [
        [260, 420, 310, 2600, 1400, 600], [520, 780, 760, 2700, 2300, 1400], [300, 380, 250, 180, 90, 60],
        [900, 1250, 1600, 2300, 3000, 2500], [7600, 7700, 7500, 6800, 1200, 900], [3900, 4000, 4100, 4500, 3600, 2900],
    ];

    /// <summary>How far the seasons move each band.</summary>
    private static readonly double[][] Swings =
    [
        [30, 70, -60, 500, 120, -60], [-80, -40, -260, 900, -350, -380], [20, 30, 20, 20, 10, 5], [60, 80, 100, 150, 180, 140],
    ];

    internal string Sensor => sensor;

    internal DateOnly Day => day;

    private double CloudCover { get; } = Noise.At(day.DayNumber, 1, Seed) is var cover && cover < 0.35 ? 0.1 : cover < 0.8 ? 0.35 : 0.75;

    /// <summary>Draws a square; eight images, by <see cref="ChipBand"/>, row by row.</summary>
    internal short[][] Draw(GridPoint corner, int side)
    {
        short[][] images = [.. Enum.GetValues<ChipBand>().Select(_ => new short[side * side])];
        Span<short> pixel = stackalloc short[images.Length];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                Draw((corner.X / ArdGrid.PixelSide) + column, (corner.Y / ArdGrid.PixelSide) - row, row, pixel);
                for (var band = 0; band < images.Length; band++)
                {
                    images[band][(row * side) + column] = pixel[band];
                }
            }
        }

        return images;
    }

    private void Draw(long x, long y, int row, Span<short> pixel)
    {
        if (sensor == "LE07" && (row + day.DayNumber) % 33 < 5)
        {
            pixel.Fill(Fill);
            pixel[(int)ChipBand.Quality] = 1;
            return;
        }

        var kind = KindOf(x, y);
        var clouds = Noise.Smooth(x, y, 37, (uint)day.DayNumber ^ Seed);
        var sky = clouds < CloudCover ? Cloud : Noise.Smooth(x + 9, y - 9, 37, (uint)day.DayNumber ^ Seed) < CloudCover ? Shadow : 0;
        var season = 2 * Math.PI * (day.DayNumber + 1) / Year;
        var isSnow = sky == 0 && kind != 2 && Math.Cos(season) > 0.9 && Noise.At(day.DayNumber, 2, Seed) < 0.4;
        for (var band = 0; band < 6; band++)
        {
            var value = sky == Cloud ? Means[5][band] : isSnow ? Means[4][band] : Means[kind][band] - (Swings[kind][band] * Math.Cos(season));
            value += (Noise.At(x * 8, y, (uint)((day.DayNumber * 8) + band)) - 0.5) * (sky == Cloud ? 900 : 90);
            pixel[band] = (short)Math.Clamp(sky == Shadow ? value * 0.45 : value, 1, 12000);
        }

        var kelvin = sky == Cloud ? 262 : 287 - (14 * Math.Cos(season)) + (kind == 3 ? 4 : 0) + (Noise.At(x, y, (uint)day.DayNumber) * 1.5);
        pixel[(int)ChipBand.Thermal] = (short)(kelvin * 10);
        pixel[(int)ChipBand.Quality] = (short)((sky, isSnow, kind) switch
        {
            (not 0, _, _) => sky,
            (_, true, _) => Snow,
            (_, _, 2) => Water,
            _ => Clear,
        } | (sensor == "LC08" ? 256 : 0));
    }

    /// <summary>0 forest, 1 field, 2 water, 3 bare ground: what a clearing leaves of a forest.</summary>
    private int KindOf(long x, long y)
    {
        var land = Noise.Smooth(x, y, 48, Seed);
        var kind = land < 0.25 ? 2 : land < 0.55 ? 0 : 1;
        var isCleared = Noise.Smooth(x, y, 24, Seed + 1) > 0.6 && day.DayNumber >= FirstClearing.DayNumber + (Noise.Smooth(x, y, 60, Seed + 2) * 300);
        return kind == 0 && isCleared ? 3 : kind;
    }
}
