using System.Globalization;
using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>
/// GetMap of 256 x 256 pixels from a 10980 x 10980 COG: 2,000 random tiles over 4 connections, the load generator on the same cores. Peer:
/// MapServer, two FastCGI processes behind nginx, in the same run. No answer of ours comes from the tile cache: every round through the
/// list asks for a range of values that differs by less than a shade.
/// </summary>
internal static class WmsBench
{
    private const int Seconds = 10;
    private const int Rounds = 40;
    private const int CheckedTiles = 200;

    /// <summary>MapServer cuts shades off where ours are rounded, and JPEG is lossy: half a shade of 255, and as much again.</summary>
    private const double MostOff = 1;

    private static readonly (string Theirs, string Ours)[] Formats =
    [
        ("png", "image/png"), ("png1", "image/png;%20mode=fast"), ("jpeg", "image/jpeg"),
    ];

    public static async Task RunAsync(Report report)
    {
        var (script, list) = (Path.Combine(Peers.Tools, "wms_mapserver.sh"), Path.Combine(Peers.Tools, "wrk_list.lua"));
        var scene = Path.Combine(Peers.Data, "s2_cog.tif");
        if (!File.Exists(script) || !File.Exists(scene) || !Command.Exists("mapserv") || !Command.Exists("nginx") || !Command.Exists("spawn-fcgi") || !Command.Exists("wrk"))
        {
            report.Say("left out: MapServer's script, the scene s2_cog.tif, mapserv, nginx, spawn-fcgi or wrk is missing");
            return;
        }

        var theirs = await TheirsAsync(script);
        var data = Directory.CreateTempSubdirectory("graticule-bench").FullName;
        try
        {
            var collection = Path.Combine(data, "files", "collections", "s2");
            Directory.CreateDirectory(collection);
            await Command.MeasureAsync("cp", ["--link", scene, Path.Combine(collection, "s2_cog.tif")]);
            await using var server = await ServerProcess.StartAsync(data);
            foreach (var grid in (string[])["utm", "3857"])
            {
                foreach (var format in Formats)
                {
                    await CompareAsync(report, list, server.Address, grid, format.Ours, theirs[$"wms-{grid}-{format.Theirs}"], $"{grid} {format.Theirs}");
                }
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<Dictionary<string, JsonElement>> TheirsAsync(string script)
    {
        var run = await Command.MeasureAsync("bash", [script], new Dictionary<string, string>(StringComparer.Ordinal) { ["BENCH_SECS"] = $"{Seconds}" });
        return run.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("work").GetString()!, StringComparer.Ordinal);
    }

    private static async Task CompareAsync(Report report, string list, string address, string grid, string format, JsonElement theirs, string name)
    {
        const string Query = "/maps/wms?map=collections/s2/s2_cog.tif&SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=s2_cog&STYLES=&WIDTH=256&HEIGHT=256&bands=1,2,3";
        var tiles = Path.Combine(Peers.Data, $"tiles_{grid}.txt");
        var prefix = $"{Query}&FORMAT={format}&range=0,3000";
        var rounds = Path.GetTempFileName();
        var lines = await File.ReadAllLinesAsync(tiles);
        await File.WriteAllLinesAsync(rounds, Enumerable.Range(1, Rounds).SelectMany(round => lines.Select(line => string.Create(CultureInfo.InvariantCulture, $".{round:000}{line}"))));
        try
        {
            await LoadAsync(list, address, rounds, prefix.Replace("range=0,3000", "range=0,2900", StringComparison.Ordinal), 5); // no tile of the run is known by then
            var ours = await LoadAsync(list, address, rounds, prefix, Seconds);
            var (rate, p99) = (Number(ours, "rps"), Number(ours, "p99_ms"));
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {rate:0} tiles/s, p50 {Number(ours, "p50_ms"):0.0} ms, p99 {p99:0.0} ms; MapServer {Number(theirs, "rps"):0} tiles/s, p99 {Number(theirs, "p99_ms"):0.0} ms"));
            report.Require(Number(ours, "errors") == 0, $"no tile fails, {name}");
            report.Ratio($"MapServer / ours, tiles per second, {name}", Number(theirs, "rps") / rate, atMost: 0.5);
            report.Ratio($"ours / MapServer, 99th percentile, {name}", p99 / Number(theirs, "p99_ms"), atMost: 1);
        }
        finally
        {
            File.Delete(rounds);
        }

        var check = await Command.MeasureAsync(
            "/usr/bin/python3", [Path.Combine(Peers.Tools, "check_tiles.py"), $"{address}{prefix}", tiles, $"{CheckedTiles}"]);
        using var seen = JsonDocument.Parse(check.Output);
        var off = Colors(seen.RootElement).Zip(Colors(theirs.GetProperty("verify")), (a, b) => Math.Abs(a - b)).Max();
        report.Require(off <= MostOff, string.Create(CultureInfo.InvariantCulture, $"mean colours are MapServer's, {name} ({off:0.00} of 255 apart)"));
    }

    private static async Task<JsonElement> LoadAsync(string list, string address, string tiles, string prefix, int seconds)
    {
        var run = await Command.MeasureAsync("wrk", ["-t1", "-c4", $"-d{seconds}s", "--timeout", "30s", "-s", list, address, "--", tiles, prefix]);
        return JsonDocument.Parse(run.Output.Split('\n').Last(line => line.StartsWith("BENCH ", StringComparison.Ordinal))["BENCH ".Length..]).RootElement;
    }

    private static double Number(JsonElement figures, string name) => figures.GetProperty(name).GetDouble();

    private static IEnumerable<double> Colors(JsonElement check) => check.GetProperty("mean_rgb").EnumerateArray().Select(color => color.GetDouble());
}
