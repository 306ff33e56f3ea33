using System.Globalization;

namespace Graticule.Benchmarks;

/// <summary>
/// WMTS tiles of 256 x 256 pixels of a service that computes them where they are looked at: the least NDVI of the dates of the seeded stack,
/// clouds dropped. All tiles that the stack touches, one after the other as one viewer has them: first when nothing is known (cold), then
/// again (cached); and some far from each other, which share nothing. Limit: GDAL decoding the whole stack once, with as many threads. Growth: the same over 6, 12, 24 and 48 dates.
/// </summary>
internal static class TilesBench
{
    private const int Repeats = 3;

    /// <summary>Milliseconds for a tile that are asked for, cold and cached.</summary>
    private const double MostCold = 100;

    /// <inheritdoc cref="MostCold"/>
    private const double MostCached = 5;

    /// <summary>Zoom levels whose pixels are 6.4 m and 12.8 m there; the stack's are 10 m.</summary>
    private static readonly int[] Levels = [14, 13];

    public static async Task RunAsync(Report report)
    {
        var stack = Path.Combine(Peers.Data, "stack");
        if (!Directory.Exists(stack))
        {
            report.Say($"left out: {stack} is missing");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("graticule-tiles-").FullName;
        try
        {
            var decoding = Report.Median([.. await DecodeAsync(stack)]);
            await using var viewer = await TileViewer.StartAsync(stack, folder);
            await viewer.LookAsync(dates: 24, Levels[0], run: 0); // the program is warm, as that of a server is that has run for a while
            foreach (var level in Levels)
            {
                await TellAsync(report, viewer, level, decoding);
            }

            await TellGrowthAsync(report, viewer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TellAsync(Report report, TileViewer viewer, int level, double decoding)
    {
        List<TileViewer.Look> looks = [];
        for (var run = 1; run <= Repeats; run++)
        {
            looks.Add(await viewer.LookAsync(dates: 24, level, run));
        }

        var alone = await viewer.LookAsync(dates: 24, level, run: 1, step: 3);
        var cold = looks.Select(look => Report.Median(look.Cold)).Min();
        var cached = looks.Select(look => Report.Median(look.Cached)).Min();
        var whole = looks.Select(look => look.Cold.Sum() / 1000).Min();
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"zoom {level}, 24 dates, {looks[0].Cold.Count} tiles: cold p50 {cold:0.0} ms, p95 {looks.Min(look => Percentile(look.Cold, 0.95)):0.0} ms, {whole:0.00} s in all; cached p50 {cached:0.00} ms; tiles far from each other p50 {Report.Median([.. alone.Cold.Skip(1)]):0.0} ms; first tile of a service {looks.Min(look => look.First):0} ms; decoding the stack {decoding:0.00} s"));
        report.Require(cold < MostCold, $"a cold tile in less than {MostCold} ms, zoom {level}");
        report.Require(cached < MostCached, $"a cached tile in less than {MostCached} ms, zoom {level}");
        report.Ratio($"all tiles cold / decoding the stack once, zoom {level}", whole / decoding);
    }

    private static async Task TellGrowthAsync(Report report, TileViewer viewer)
    {
        Dictionary<int, double> cold = [];
        foreach (var dates in (int[])[6, 12, 24, 48])
        {
            var look = await viewer.LookAsync(dates, Levels[1], run: 9);
            cold[dates] = Report.Median(look.Cold);
            report.Say(string.Create(CultureInfo.InvariantCulture, $"zoom {Levels[1]}, {dates} dates: cold p50 {cold[dates]:0.0} ms, first tile {look.First:0} ms"));
        }

        report.Ratio("48 dates / 24 dates, cold", cold[48] / cold[24], atMost: 2.3);
    }

    private static async Task<List<double>> DecodeAsync(string stack)
    {
        List<double> seconds = [];
        for (var k = 0; k < Repeats; k++)
        {
            var run = await Command.MeasureAsync(
                Environment.ProcessPath!,
                [System.Reflection.Assembly.GetExecutingAssembly().Location, "decode-floor", stack, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)]);
            seconds.Add(run.Wall);
        }

        return seconds;
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
