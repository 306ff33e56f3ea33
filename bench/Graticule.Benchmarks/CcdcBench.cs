using System.Diagnostics;
using System.Globalization;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Benchmarks;

/// <summary>
/// Change detection over a made-up chip of 100 x 100 pixels: pixels a second and core, on one thread and on all, and how that falls with the number of
/// dates. The limit is reading the chip's observations once from memory, pixel by pixel.
/// </summary>
internal static class CcdcBench
{
    private const int Side = 100;
    private const int UsualDates = 1006;

    /// <summary>Pixels a second and core that are aimed at.</summary>
    private const double Target = 2000;

    public static Task RunAsync(Report report)
    {
        foreach (var count in (int[])[500, UsualDates, 2000])
        {
            var (chip, days) = Make(count);
            var dates = new CcdcDates(days, CcdcAlgorithms.All[CcdcAlgorithms.V2018]);
            Run(chip, dates, 1);
            var one = Best(() => Run(chip, dates, 1));
            var all = Best(() => Run(chip, dates, Environment.ProcessorCount));
            report.Say(string.Create(
                CultureInfo.InvariantCulture, $"{count} dates: {chip.Pixels / one:0} pixels a second on one core, {chip.Pixels / all:0} on {Environment.ProcessorCount}"));
            if (count == UsualDates)
            {
                report.Ratio($"{Target:0} pixels a second / those of a core", Target * one / chip.Pixels, 1);
                report.Ratio("time on all cores x cores / time on one", all * Environment.ProcessorCount / one, Environment.ProcessorCount / 1.9);
            }
        }

        report.Require(Process.GetCurrentProcess().PeakWorkingSet64 < 1L << 30, "peak memory under 1 GiB");
        return Task.CompletedTask;
    }

    private static double Best(Func<double> run) => Enumerable.Range(0, 3).Min(_ => run());

    private static double Run(ChipSeries chip, CcdcDates dates, int threads)
    {
        var started = Stopwatch.GetTimestamp();
        ChipDetection.Run(chip, dates, threads, static _ => { }, progress: null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Seasons, noise, a change in every third pixel at some time, and clouds over half of the looks.</summary>
    private static (ChipSeries Chip, int[] Days) Make(int count)
    {
        const int FirstDay = 724_643;
        const int AllDays = 12_000;
        int[] levels = [400, 700, 600, 3000, 1800, 900, 2950];
        var random = new Random(7);
        var days = Enumerable.Range(0, count).Select(i => FirstDay + (int)((long)i * AllDays / count)).ToArray();
        var bands = Enumerable.Range(0, PixelSeries.Bands).Select(_ => Enumerable.Range(0, count).Select(_ => new short[Side * Side]).ToArray()).ToArray();
        var qa = Enumerable.Range(0, count).Select(_ => new ushort[Side * Side]).ToArray();
        for (var pixel = 0; pixel < Side * Side; pixel++)
        {
            var changesAt = pixel % 3 == 0 ? random.Next(count / 4, 3 * count / 4) : count;
            for (var date = 0; date < count; date++)
            {
                var isClear = random.NextDouble() < 0.5;
                qa[date][pixel] = isClear ? (ushort)2 : (ushort)32;
                var season = Math.Sin(2 * Math.PI * days[date] / 365.2425);
                for (var band = 0; band < PixelSeries.Bands; band++)
                {
                    var level = levels[band] + (date >= changesAt && band < 6 ? 500 : 0) + (isClear ? 0 : 2500);
                    bands[band][date][pixel] = (short)(level + (levels[band] / 5 * season) + random.Next(-40, 41));
                }
            }
        }

        return (new(bands, qa), days);
    }
}
