using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Benchmarks;

/// <summary>
/// The work of the peers' <c>matchup.py</c>: for each of a million points the cells of four daily grids within 50 km on the sphere and a day, their number and
/// mean, and the nearest one. A grid is read while the one before is gone through.
/// </summary>
internal static class MatchupGrids
{
    /// <summary>Does it, and prints seconds and the values that others must find too, as one line of JSON.</summary>
    /// <param name="data">Folder of the data.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="most">Number of points; 0: all.</param>
    /// <param name="nearest">File to which index and distance of each point's nearest cell are written, as doubles; null: none.</param>
    public static void Run(string data, int threads, int most, string? nearest)
    {
        var clock = Stopwatch.StartNew();
        using var archive = new NpyArchive(Path.Combine(data, "insitu.npz"));
        var points = new PointPlaces(Cut(archive.Read<double>("lat")), Cut(archive.Read<double>("lon")), Cut(archive.Read<long>("time")));
        var summary = new GridSummary(points, new(50_000, 86_400, MatchChoice.NearestInTime, EarthSurface.Sphere));
        var files = Directory.GetFiles(Path.Combine(data, "l4"), "*.nc").Order(StringComparer.Ordinal).ToList();
        List<float[]> values = [];
        var (reading, adding) = (0.0, 0.0);
        var next = Task.Run(() => Read(files[0]));
        for (var k = 0; k < files.Count; k++)
        {
            var (grid, cells, seconds) = next.GetAwaiter().GetResult();
            var following = k + 1;
            next = following < files.Count ? Task.Run(() => Read(files[following])) : next;
            var start = clock.Elapsed.TotalSeconds;
            summary.Add(grid, cells, threads, null, CancellationToken.None);
            (reading, adding) = (reading + seconds, adding + clock.Elapsed.TotalSeconds - start);
            values.Add(cells);
        }

        Print(points, summary, values, clock.Elapsed.TotalSeconds, reading, adding);

        if (nearest is not null)
        {
            var cells = Enumerable.Range(0, points.Count).Select(summary.NearestOf).SelectMany(cell => (double[])[cell?.Cell ?? -1, cell?.Distance ?? double.NaN]).ToArray();
            File.WriteAllBytes(nearest, MemoryMarshal.AsBytes(cells.AsSpan()));
        }

        T[] Cut<T>(T[] all) => most > 0 ? all[..Math.Min(most, all.Length)] : all;
    }

    private static (GridPlaces Grid, float[] Values, double Seconds) Read(string path)
    {
        var clock = Stopwatch.StartNew();
        using var reader = ArrayReader.Open(path);
        var sst = reader.Find("analysed_sst")!;
        var (latitudes, longitudes) = (Centres("lat"), Centres("lon"));
        var values = GC.AllocateUninitializedArray<float>(latitudes.Length * longitudes.Length);
        reader.Read(sst, [0, 0, 0], [1, latitudes.Length, longitudes.Length], PixelType.Float32, MemoryMarshal.AsBytes(values.AsSpan()));
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = values[k] == -32768 ? float.NaN : values[k];
        }

        var time = (long)reader.ReadNumbers(reader.Find("time")!)[0] + 347_155_200; // since 1981
        return (new(latitudes, longitudes, time), values, clock.Elapsed.TotalSeconds);

        // Axes are stored in single precision; the peers round them to the cell centres.
        double[] Centres(string name) => [.. reader.ReadNumbers(reader.Find(name)!).Select(value => Math.Round(value, 3))];
    }

    private static void Print(PointPlaces points, GridSummary summary, List<float[]> values, double seconds, double reading, double adding)
    {
        var (near, matched, once, distance, mean, rounded) = (0L, 0, 0.0, 0.0, 0.0, 0L);
        for (var k = 0; k < points.Count; k++)
        {
            if (summary.NearestOf(k) is { } cell)
            {
                near += cell.Cell;
                matched++;
                once += values[cell.Grid][cell.Cell];
                distance += cell.Distance;
                mean += summary.MeanOf(k);
                rounded += (long)Math.Round(summary.MeanOf(k) * 1000);
            }
            else
            {
                near--;
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            seconds,
            reading,
            adding,
            points = points.Count,
            pairs = summary.Pairs,
            points_with_match = matched,
            near_index_sum = near,
            once_mean = Math.Round(once / matched, 6),
            dist_m_mean = Math.Round(distance / matched, 3),
            mean = Math.Round(mean / matched, 7),
            qsum = rounded,
            cpu = Math.Round(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, 2),
            peak = (Process.GetCurrentProcess().PeakWorkingSet64 / 1048576).ToString(CultureInfo.InvariantCulture),
        }));
    }
}
