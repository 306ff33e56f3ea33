using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;

namespace Graticule.Benchmarks;

/// <summary>
/// Whole processes on a seeded stack of 24 dates x (2 uint16 + 1 uint8) of 2048 x 2048 pixels, tiles of 256, deflate. <c>cube</c>: NDVI,
/// classes of clouds dropped, temporal minimum and median to a GeoTIFF; peers: xarray with dask, plain and tuned; limit: GDAL decoding the
/// stack with as many threads. <c>zonal</c>: the mean of each date in 2,000 polygons; peer: a label raster and bincount.
/// </summary>
internal static class CubeBench
{
    private const int Repeats = 5;

    /// <summary>Runs of the server that are not counted.</summary>
    private const int WarmUps = 5;

    public static Task RunCubeAsync(Report report) => RunAsync(report, "cube", CubeGraphs.MinimumAndMedian, [("dask", 0.5), ("xarray", null)], "cube.py");

    public static Task RunZonalAsync(Report report) => RunAsync(
        report,
        "zonal",
        () => CubeGraphs.ZonalMeans(JsonNode.Parse(File.ReadAllText(Path.Combine(Peers.Data, "polys.geojson")))!),
        [("label", 0.5), ("mask", null)],
        "zonal.py");

    private static async Task RunAsync(Report report, string name, Func<JsonObject> graph, (string Name, double? Target)[] peers, string script)
    {
        var stack = Path.Combine(Peers.Data, "stack");
        if (!Directory.Exists(stack))
        {
            report.Say($"left out: {stack} is missing");
            return;
        }

        var folder = Directory.CreateTempSubdirectory($"graticule-{name}-").FullName;
        var collections = await CollectAsync(stack, folder);
        Dictionary<string, List<Command.Run>> figures = new(StringComparer.Ordinal);
        await using var jobs = await CubeJob.StartAsync(collections);
        List<double> job = [];
        var result = Path.Combine(folder, "job" + Ending(name));
        for (var k = -WarmUps; k <= Repeats; k++)
        {
            var seconds = await jobs.RunAsync(graph(), result);
            if (k < 0)
            {
                continue;
            }

            job.Add(seconds);
            var work = Path.Combine(folder, $"work-{k}");
            await WriteOrderAsync(work, graph(), collections);
            var isWarm = k > 0;
            Add("graticule", await Command.MeasureAsync(ServerProcess.Program, ["run", work]), isWarm);
            Add("decoding", await Command.MeasureAsync(Environment.ProcessPath!, [Self, "decode-floor", stack, Threads]), isWarm);
            foreach (var (peer, _) in peers)
            {
                Add(peer, await Command.MeasureAsync("/usr/bin/python3", [Path.Combine(Peers.Tools, script), Path.Combine(folder, peer + Ending(name)), "--impl", peer]), isWarm);
            }
        }

        Tell(report, figures, Report.Median(job), peers, name == "cube" ? 1.4 : null);
        if (name == "cube")
        {
            var mine = await StatisticsAsync(result);
            var theirs = await StatisticsAsync(Path.Combine(folder, peers[0].Name + ".tif"));
            report.Require(mine == theirs, $"the same pixels as the peer ({mine})");
        }

        Directory.Delete(folder, recursive: true);

        void Add(string contender, Command.Run run, bool counts)
        {
            if (counts)
            {
                figures.TryAdd(contender, []);
                figures[contender].Add(run);
            }
        }
    }

    private static void Tell(
        Report report, Dictionary<string, List<Command.Run>> figures, double job, (string Name, double? Target)[] peers, double? mostOfDecoding)
    {
        foreach (var (contender, runs) in figures)
        {
            report.Say(string.Create(CultureInfo.InvariantCulture, $"{contender}: {Wall(runs):0.00} s wall, {Cpu(runs):0.00} s cpu, {runs.Max(run => run.PeakMiB):0} MiB"));
        }

        report.Say(string.Create(CultureInfo.InvariantCulture, $"job of a running server: {job:0.00} s wall"));
        report.Require(figures["graticule"].Max(run => run.PeakMiB) < 700, "peak memory under 700 MB");
        report.Ratio("job / decoding", job / Wall(figures["decoding"]), mostOfDecoding);
        report.Ratio("program / decoding", Wall(figures["graticule"]) / Wall(figures["decoding"]));
        foreach (var (peer, target) in peers)
        {
            report.Ratio($"job / {peer}", job / Wall(figures[peer]), target);
            report.Ratio($"program / {peer}", Wall(figures["graticule"]) / Wall(figures[peer]));
        }
    }

    private static string Self => System.Reflection.Assembly.GetExecutingAssembly().Location;

    private static string Threads => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);

    private static string Ending(string name) => name == "cube" ? ".tif" : ".csv";

    private static double Wall(IReadOnlyList<Command.Run> runs) => Report.Median([.. runs.Select(run => run.Wall)]);

    private static double Cpu(IReadOnlyList<Command.Run> runs) => Report.Median([.. runs.Select(run => run.Cpu)]);

    /// <summary>Makes the stack a collection.</summary>
    private static async Task<string> CollectAsync(string stack, string folder)
    {
        var collections = Directory.CreateDirectory(Path.Combine(folder, "collections")).FullName;
        await Command.MeasureAsync(ServerProcess.Program, ["collection", "add", stack, "--id", CubeGraphs.Collection, "--to", collections]);
        return collections;
    }

    private static async Task WriteOrderAsync(string folder, JsonObject graph, string collections)
    {
        Directory.CreateDirectory(folder);
        var spec = new JobSpec { ProcessId = "process-graph", Inputs = new() { ["process"] = graph } };
        var order = new JobOrder(JobId.New(TimeProvider.System), 1, spec, Settings: new() { ["collections"] = new JsonArray(collections) });
        await new Workspace(folder).WriteOrderAsync(order, CancellationToken.None);
    }

    private static async Task<string> StatisticsAsync(string raster)
    {
        var run = await Command.MeasureAsync("/usr/bin/python3", [Path.Combine(Peers.Tools, "benchlib.py"), "stats", raster]);
        using var statistics = JsonDocument.Parse(run.Output);
        return statistics.RootElement.GetProperty("bands").GetRawText();
    }
}
