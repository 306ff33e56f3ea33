using System.Globalization;
using Graticule.Benchmarks;
using Graticule.Raster.BandMath;

if (args is ["gdal-floor", var source, var target, var threads])
{
    await GdalFloor.RunAsync(source, [1, 4], target, int.Parse(threads, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["decode-floor", var stack, var decoders])
{
    DecodeFloor.Run(stack, int.Parse(decoders, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["matchup-grids", var observations, var matchers, var points, .. var cells])
{
    await MatchupGrids.RunAsync(observations, int.Parse(matchers, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture), cells.FirstOrDefault());
    return 0;
}

if (args is ["matchup-pairs", var arrays, var radius, var repeats])
{
    MatchupPairs.Run(arrays, double.Parse(radius, CultureInfo.InvariantCulture), int.Parse(repeats, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["matchup-growth", var growing])
{
    MatchupPairs.Grow(growing);
    return 0;
}

if (args is [CcdcChip.Name, var dates])
{
    await CcdcChip.RunAsync(int.Parse(dates, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["kestrel-floor", var address])
{
    return await KestrelFloor.RunAsync(address);
}

(string Name, Func<Report, Task> Run)[] all =
[
    ("bandmath", BandMathBench.RunAsync),
    ("echo", EchoBench.RunAsync),
    ("jobs", JobsBench.RunAsync),
    ("list", ListBench.RunAsync),
    ("wms", WmsBench.RunAsync),
    ("slurm", SlurmBench.RunAsync),
    ("processes", ProcessesBench.RunAsync),
    ("cube", CubeBench.RunCubeAsync),
    ("zonal", CubeBench.RunZonalAsync),
    ("tiles", TilesBench.RunAsync),
    ("ccdc", CcdcBench.RunAsync),
    ("matchup", MatchupBench.RunAsync),
];
var bless = args.Contains("--bless", StringComparer.Ordinal);
var wanted = args.Where(arg => arg != "--bless").ToHashSet(StringComparer.Ordinal);
var broken = 0;
foreach (var (name, run) in all.Where(bench => wanted.Count == 0 || wanted.Contains(bench.Name)))
{
    var report = new Report(name);
    await run(report);
    broken += report.Close(bless);
}

return broken == 0 ? 0 : 1;
