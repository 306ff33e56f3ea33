using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;

namespace Graticule.Benchmarks;

/// <summary>
/// NDVI of a 10980 x 10980 four-band uint16 scene (512 tiles, deflate, predictor 2) into a float32 GeoTIFF (512 tiles, uncompressed):
/// a job of a running server, and whole processes with their start, in turn. Peers: Orfeo ToolBox, GDAL's calculator, rasterio with
/// numpy and two threads. Limit: GDAL reading the two bands with as many threads and writing such an output, no arithmetic.
/// </summary>
internal static class BandMathBench
{
    private const string Expression = "(im1b4-im1b1)/(im1b4+im1b1)";
    private const int Repeats = 5;

    /// <summary>Runs that are not counted: one for each warm worker.</summary>
    private const int WarmUps = 2;

    public static async Task RunAsync(Report report)
    {
        var scene = Path.Combine(Peers.Data, "s2.tif");
        if (!File.Exists(scene))
        {
            report.Say($"left out: {scene} is missing");
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Fast, $"graticule-bandmath-{Environment.ProcessId}")).FullName;
        var runs = Contenders(scene, folder).Where(contender => Command.Exists(contender.Program) && contender.Arguments.All(Present)).ToList();
        var figures = runs.ToDictionary(run => run.Name, _ => new List<Command.Run>(), StringComparer.Ordinal);
        await using var jobs = await BandMathJob.StartAsync(scene, Path.Combine(folder, "data"));
        List<double> ours = [];
        var result = Path.Combine(folder, "none");
        for (var k = -WarmUps; k < Repeats; k++)
        {
            File.Delete(result);
            (var wall, result) = await jobs.RunAsync(Expression);
            if (k < 0)
            {
                continue;
            }

            ours.Add(wall);
            foreach (var run in runs)
            {
                await run.Prepare();
                File.Delete(run.Result);
                figures[run.Name].Add(await Command.MeasureAsync(run.Program, run.Arguments, Environments));
            }
        }

        foreach (var (name, measured) in figures)
        {
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {Wall(measured):0.00} s wall, {Report.Median([.. measured.Select(run => run.Cpu)]):0.00} s cpu, {measured.Max(run => run.PeakMiB):0} MiB"));
        }

        var job = Report.Median(ours);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"job of a running server: {job:0.00} s wall"));
        report.Require(figures["graticule"].Max(run => run.PeakMiB) < 512, "peak memory under 512 MiB");
        report.Ratio("job / GDAL alone", job / Wall(figures["gdal-floor"]), atMost: 1.3);
        report.Ratio("program / GDAL alone", Wall(figures["graticule"]) / Wall(figures["gdal-floor"]));
        foreach (var (peer, target) in new (string, double)[] { ("otb", 1.0 / 3), ("gdal_calc", 1), ("rasterio", 1) })
        {
            if (figures.TryGetValue(peer, out var measured))
            {
                report.Ratio($"job / {peer}", job / Wall(measured), target);
                report.Ratio($"program / {peer}", Wall(figures["graticule"]) / Wall(measured));
            }
        }

        if (runs.Find(run => run.Name == "otb") is { } otb)
        {
            var (mine, theirs) = (await StatisticsAsync(result), await StatisticsAsync(otb.Result));
            report.Require(mine == theirs, $"the same pixels as Orfeo ToolBox ({mine})");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string> Environments { get; } = new(StringComparer.Ordinal)
    {
        ["ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["GDAL_NUM_THREADS"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["GDAL_CACHEMAX"] = "512",
    };

    /// <summary>Where the outputs go: memory where there is such a folder, to leave the disk's moods out.</summary>
    private static string Fast => Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 3L << 30 ? "/dev/shm" : Path.GetTempPath();

    private static double Wall(IReadOnlyList<Command.Run> runs) => Report.Median([.. runs.Select(run => run.Wall)]);

    /// <summary>A script among the arguments must be there; anything else always is.</summary>
    private static bool Present(string argument) => !argument.EndsWith(".py", StringComparison.Ordinal) || File.Exists(argument);

    private static IReadOnlyList<Contender> Contenders(string scene, string folder)
    {
        var work = Path.Combine(folder, "job");
        string Out(string name) => Path.Combine(folder, name + ".tif");
        const string Tiles = "&gdal:co:TILED=YES&gdal:co:BLOCKXSIZE=512&gdal:co:BLOCKYSIZE=512";
        return
        [
            new("graticule", ServerProcess.Program, ["run", work], Path.Combine(work, "out.tif"), () => WriteOrderAsync(work, scene)),
            new(
                "gdal-floor",
                Environment.ProcessPath!,
                [System.Reflection.Assembly.GetExecutingAssembly().Location, "gdal-floor", scene, Out("floor"), $"{Environment.ProcessorCount}"],
                Out("floor"),
                () => Task.CompletedTask),
            new("otb", "otbcli_BandMath", ["-il", scene, "-out", Out("otb") + "?" + Tiles, "float", "-exp", Expression, "-ram", "1024"], Out("otb"), () => Task.CompletedTask),
            new(
                "gdal_calc",
                "gdal_calc.py",
                [
                    "--quiet", "-A", scene, "--A_band=1", "-B", scene, "--B_band=4", "--type=Float32", "--co", "TILED=YES", "--co", "BLOCKXSIZE=512", "--co",
                    "BLOCKYSIZE=512", "--calc", "(B-A.astype(numpy.float32))/(B+A.astype(numpy.float32))", $"--outfile={Out("calc")}",
                ],
                Out("calc"),
                () => Task.CompletedTask),
            new("rasterio", "/usr/bin/python3", [Path.Combine(Peers.Tools, "bandmath_rasterio.py"), Out("rasterio"), "--src", scene], Out("rasterio"), () => Task.CompletedTask),
        ];
    }

    private static async Task WriteOrderAsync(string folder, string scene)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(folder, "inputs"));
        File.CreateSymbolicLink(Path.Combine(folder, "inputs", "il-0.tif"), scene);
        var spec = new JobSpec
        {
            ProcessId = "band-math",
            Inputs = new() { ["il"] = new JsonArray("inputs/il-0.tif"), ["exp"] = Expression, ["out"] = "float" },
            Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { ["out"] = null },
        };
        await new Workspace(folder).WriteOrderAsync(new(JobId.New(TimeProvider.System), 1, spec), CancellationToken.None);
    }

    private static async Task<string> StatisticsAsync(string raster)
    {
        var run = await Command.MeasureAsync("/usr/bin/python3", [Path.Combine(Peers.Tools, "benchlib.py"), "stats", raster]);
        using var statistics = JsonDocument.Parse(run.Output);
        return statistics.RootElement.GetProperty("bands")[0].GetRawText();
    }

    private sealed record Contender(string Name, string Program, IReadOnlyList<string> Arguments, string Result, Func<Task> Prepare);
}
