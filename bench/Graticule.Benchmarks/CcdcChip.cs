using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Chips;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Benchmarks;

/// <summary>One made-up chip, searched in this process; what <see cref="CcdcBench"/> measures.</summary>
internal static class CcdcChip
{
    internal const string Name = "ccdc-chip";
    internal const int Pixels = Side * Side;

    private const int Side = 100;

    /// <param name="One">Seconds on one thread.</param>
    /// <param name="All">Seconds on all.</param>
    /// <param name="Job">Seconds as a job on all, its file written.</param>
    /// <param name="Bytes">Of that file.</param>
    internal sealed record Figures(double One, double All, double Job, long Bytes)
    {
        internal static Figures Read(string text)
        {
            var parts = text.Trim().Split(' ');
            return new(Number(parts[0]), Number(parts[1]), Number(parts[2]), long.Parse(parts[3], CultureInfo.InvariantCulture));
        }

        private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Prints the figures of a chip of that many dates.</summary>
    public static async Task RunAsync(int count)
    {
        var (chip, days) = Make(count);
        var dates = new CcdcDates(days, CcdcAlgorithms.All[CcdcAlgorithms.V2018]);
        Run(chip, dates, 1);
        var (one, all) = (Best(() => Run(chip, dates, 1)), Best(() => Run(chip, dates, Environment.ProcessorCount)));
        var (job, bytes) = (double.PositiveInfinity, 0L);
        for (var i = 0; i < 3; i++)
        {
            var folder = Directory.CreateTempSubdirectory("graticule-bench").FullName;
            var started = Stopwatch.GetTimestamp();
            var file = await RunJobAsync(chip, days, folder);
            job = Math.Min(job, Stopwatch.GetElapsedTime(started).TotalSeconds);
            bytes = new FileInfo(file).Length;
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one:R} {all:R} {job:R} {bytes}"));
    }

    private static double Best(Func<double> run) => Enumerable.Range(0, 3).Min(_ => run());

    private static double Run(ChipSeries chip, CcdcDates dates, int threads)
    {
        var started = Stopwatch.GetTimestamp();
        ChipDetection.Run(chip, dates, threads, static _ => { }, progress: null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<string> RunJobAsync(ChipSeries chip, int[] days, string folder)
    {
        var process = new CcdcChipProcess(TimeProvider.System, (_, _, _, _, _) => Task.FromResult(new Analysis.Change.Inputs.ChipObservations(days, chip, [])));
        var inputs = new JsonObject { [ChipNames.ChipX] = -1_815_585, [ChipNames.ChipY] = 2_864_805, [ChipNames.Source] = "/lcmap/chips" };
        var job = new JobContext(new() { ProcessId = Name, Inputs = inputs }, folder, Environment.ProcessorCount, new Silence());
        await process.RunAsync(job, CancellationToken.None);
        return Path.Combine(folder, job.Outputs[0].FileKey!);
    }

    /// <summary>Seasons, noise, a change in every third pixel at some time, and clouds over half of the looks.</summary>
    private static (ChipSeries Chip, int[] Days) Make(int count)
    {
        const int FirstDay = 724_643;
        const int AllDays = 12_000;
        int[] levels = [400, 700, 600, 3000, 1800, 900, 2950];
        var random = new Random(7);
        var days = Enumerable.Range(0, count).Select(i => FirstDay + (int)((long)i * AllDays / count)).ToArray();
        var bands = Enumerable.Range(0, PixelSeries.Bands).Select(_ => Enumerable.Range(0, count).Select(_ => new short[Pixels]).ToArray()).ToArray();
        var qa = Enumerable.Range(0, count).Select(_ => new ushort[Pixels]).ToArray();
        for (var pixel = 0; pixel < Pixels; pixel++)
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

    private sealed class Silence : IJobEcho
    {
        public void Progress(double share, string? message)
        {
        }

        public void Log(LogLevel level, string message, JsonObject? data = null)
        {
        }
    }
}
