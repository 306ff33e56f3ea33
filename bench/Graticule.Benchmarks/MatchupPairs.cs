using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Benchmarks;

/// <summary>All pairs of the cells of a grid and of points, in memory on both sides: what <c>peers/matchup_pairs.py</c> does.</summary>
internal static class MatchupPairs
{
    /// <summary>Matches a case some times, and prints the seconds of the first and of the best run as JSON.</summary>
    public static void Run(string path, double radius, int repeats)
    {
        using var archive = new NpyArchive(path);
        var grid = new GridPlaces(archive.Read<double>("rows"), archive.Read<double>("columns"), archive.Read<long>("time")[0]);
        var points = new PointPlaces(archive.Read<double>("lat"), archive.Read<double>("lon"), archive.Read<long>("times"));
        var runs = Enumerable.Range(0, repeats).Select(_ => Measure(grid, points, radius)).ToList();
        var best = runs.MinBy(run => run.Seconds)!;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            first = runs[0].Seconds,
            seconds = best.Seconds,
            cpu = runs.Min(run => run.Cpu),
            pairs = best.Pairs,
            distance_mean = Math.Round(best.Distances / best.Pairs, 4),
        }));
    }

    /// <summary>Prints, a line each, how time grows with points and with cells of the box of a case.</summary>
    public static void Grow(string path)
    {
        using var archive = new NpyArchive(path);
        var (rows, columns) = (archive.Read<double>("rows"), archive.Read<double>("columns"));
        var (latitudes, longitudes) = (archive.Read<double>("lat"), archive.Read<double>("lon"));
        var (time, times) = (archive.Read<long>("time")[0], archive.Read<long>("times"));
        var grid = new GridPlaces(rows, columns, time);
        foreach (var count in (int[])[12_500, 25_000, 50_000, 100_000, 200_000, 400_000])
        {
            // Beyond those of the case: again, a little aside.
            var points = new PointPlaces(
                [.. Enumerable.Range(0, count).Select(k => latitudes[k % latitudes.Length] + (k / latitudes.Length * 0.0031))],
                [.. Enumerable.Range(0, count).Select(k => longitudes[k % longitudes.Length] + (k / longitudes.Length * 0.0017))],
                [.. Enumerable.Range(0, count).Select(k => times[k % times.Length])]);
            Tell(grid, points);
        }

        foreach (var side in (int[])[250, 500, 1000, 2000, 4000])
        {
            Tell(new(Axis(rows, side), Axis(columns, side), time), new(latitudes, longitudes, times));
        }

        static double[] Axis(double[] values, int count) => [.. Enumerable.Range(0, count).Select(k => values[0] + ((values[^1] - values[0]) * k / (count - 1)))];
    }

    private static void Tell(GridPlaces grid, PointPlaces points)
    {
        var best = Enumerable.Range(0, 7).Select(_ => Measure(grid, points, 1000)).MinBy(run => run.Seconds)!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {grid.Count,12:n0} | {points.Count,9:n0} | {best.Pairs,9:n0} | {best.Seconds * 1000,7:0.0} ms |"));
    }

    private static Tally Measure(GridPlaces grid, PointPlaces points, double radius)
    {
        var tally = new Tally();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        Matcher.Match(grid, [points], new(radius, 86_400), tally, Environment.ProcessorCount, null, CancellationToken.None);
        tally.Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        tally.Cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        return tally;
    }

    private sealed class Tally : IMatchSink
    {
        public double Seconds { get; set; }

        public double Cpu { get; set; }

        public long Pairs { get; private set; }

        public double Distances { get; private set; }

        public void Take(MatchBatch batch)
        {
            Pairs += batch.Distances.Length;
            foreach (var distance in batch.Distances.Span)
            {
                Distances += distance;
            }
        }
    }
}
