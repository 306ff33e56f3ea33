using System.Diagnostics;
using System.Globalization;
using Graticule.Raster.Rendering;
using Graticule.Server.Maps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Benchmarks;

internal static class WmsBench
{
    public static async Task RunAsync(Report report)
    {
        using var inside = new MapRenderer();
        await using var client = new RenderClient(new() { Program = ServerProcess.Program }, TimeProvider.System, NullLogger<RenderClient>.Instance);
        foreach (var (srs, crs) in new[] { ("utm", (string?)null), ("3857", "EPSG:3857") })
        {
            foreach (var type in new[] { "image/png", "image/jpeg" })
            {
                var requests = File.ReadLines(Path.Combine(Peers.Data, $"tiles_{srs}.txt")).Select(line => Read(line, crs, type)).ToList();
                foreach (var (name, renderer) in new (string, IMapRenderer)[] { ("inside", inside), ("client", client) })
                {
                    for (var i = 0; i < 3; i++)
                    {
                        await Measure(report, $"{name} {srs} {type}", renderer, requests, 4);
                    }
                    await Measure(report, $"{name} {srs} {type} x1", renderer, requests.Take(500).ToList(), 1);
                }
            }
        }
    }

    private static async Task Measure(Report report, string name, IMapRenderer renderer, List<MapRequest> requests, int clients)
    {
        var next = -1;
        long bytes = 0;
        var times = new double[requests.Count];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                var picture = await renderer.DrawAsync(requests[i], default);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                Interlocked.Add(ref bytes, picture.Length);
            }
        })));
        Array.Sort(times);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {requests.Count / watch.Elapsed.TotalSeconds:0} tiles/s, p50 {times[times.Length / 2]:0.00} p99 {times[(int)(times.Length * 0.99)]:0.00} ms, {bytes / requests.Count} bytes"));
    }

    private static MapRequest Read(string line, string? crs, string type)
    {
        var box = line[(line.IndexOf("BBOX=", StringComparison.Ordinal) + 5)..].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new() { Path = Path.Combine(Peers.Data, "s2_cog.tif"), Crs = crs, Box = new(box[0], box[1], box[2], box[3]), Width = 256, Height = 256, MediaType = type, Bands = [1, 2, 3], Range = (0, 3000) };
    }
}
