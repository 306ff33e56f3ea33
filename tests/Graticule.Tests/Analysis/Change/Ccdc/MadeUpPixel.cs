using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>A made-up pixel: seasons, noise, and where wanted a change. The same for the same seed.</summary>
internal sealed class MadeUpPixel
{
    internal const int Clear = 2;
    internal const int Cloud = 1 << 5;
    internal const int Snow = 1 << 4;
    private const int FirstDay = 725_000;
    private static readonly int[] Levels = [400, 700, 600, 3000, 1800, 900, 2950];

    internal MadeUpPixel(int seed = 1, int count = 300, int step = 16, int changesAt = int.MaxValue, double noise = 30)
    {
        var random = new Random(seed);
        Days = [.. Enumerable.Range(0, count).Select(i => FirstDay + (i * step))];
        Values = new int[count * PixelSeries.Bands];
        Qa = [.. Enumerable.Repeat(Clear, count)];
        for (var i = 0; i < count; i++)
        {
            var season = Math.Sin(2 * Math.PI * Days[i] / 365.2425);
            for (var band = 0; band < PixelSeries.Bands; band++)
            {
                var level = Levels[band] + (i >= changesAt && band < 6 ? 900 : 0);
                var swing = band == 6 ? 60 : Levels[band] / 5;
                Values[(i * PixelSeries.Bands) + band] = (int)Math.Round(level + (swing * season) + (noise * ((2 * random.NextDouble()) - 1)));
            }
        }
    }

    internal int[] Days { get; }

    internal int[] Values { get; }

    internal int[] Qa { get; }

    internal CcdcResult Detect(bool wraps = true, CcdcParameters? parameters = null) =>
        new CcdcDetector(new(Days, parameters ?? new())).Detect(new(Values, Qa), wraps);

    /// <summary>Sets a band of a date.</summary>
    internal void Set(int date, int band, int value) => Values[(date * PixelSeries.Bands) + band] = value;
}
