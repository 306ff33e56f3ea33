using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;

namespace Graticule.Tests.Analysis.Observations;

/// <summary>The real MUR25 grid and SMAP swath, with numpy and netCDF4 as witnesses.</summary>
public sealed class RealGridTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Mur = "20181231090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc";

    private readonly ObservationFolder _folder = new();

    [SkippableFact]
    public async Task A_subset_of_MUR25_has_the_cells_and_values_that_numpy_finds()
    {
        Register(Mur);
        var path = (await _folder.RunAsync(new ObservationsProcess(), """{"datasets": ["ds"], "bbox": [150, 20, -150, 30], "variables": ["analysed_sst"]}""", "text/csv")).Path!;

        var rows = (await File.ReadAllLinesAsync(path)).Skip(1).Select(line => line.Split(',')).ToList();
        double[] found = [rows.Count, rows.Sum(row => Number(row[0])), rows.Sum(row => Number(row[1])), rows.Sum(row => (double)float.Parse(row[3], CultureInfo.InvariantCulture))];
        var expected = await AskAsync(Mur,
            """
            x = ((lon >= 150) | (lon <= -150)); y = (lat >= 20) & (lat <= 30)
            v = v[y][:, x]; LAT, LON = np.meshgrid(lat[y], lon[x], indexing="ij"); ok = ~np.ma.getmaskarray(v)
            print(ok.sum(), LON[ok].sum(dtype="f8"), LAT[ok].sum(dtype="f8"), v[ok].sum(dtype="f8"))
            """);
        Assert.Equal(expected[0], found[0]);
        Assert.All(found.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) * 1e-7));
        Assert.All(rows, row => Assert.True(Number(row[1]) is >= 20 and <= 30 && Math.Abs(Number(row[0])) >= 150));
    }

    [SkippableFact]
    public async Task A_step_of_MUR25_has_the_statistics_that_numpy_finds()
    {
        Register(Mur);

        var step = (await _folder.RunAsync(new TimeSeriesProcess(), """{"datasets": ["ds"], "bbox": [-60, -45, 20, 50], "variable": "analysed_sst"}""")).Value!["data"]![0]![0]!;

        var expected = await AskAsync(Mur,
            """
            x = (lon >= -60) & (lon <= 20); y = (lat >= -45) & (lat <= 50)
            v = v[y][:, x].astype("f8"); w = np.cos(np.radians(lat[y].astype("f8")))[:, None] * np.ones(v.shape)
            print(v.min(), v.max(), np.ma.average(v, weights=w), v.count(), v.std())
            """);
        double[] found = [.. new[] { "min", "max", "mean", "cnt", "std" }.Select(name => Convert.ToDouble(step[name]!.ToString(), CultureInfo.InvariantCulture))];
        Assert.All(found.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Max(1e-9, Math.Abs(pair.Second) * 1e-7)));
        Assert.Equal(new DateTimeOffset(2018, 12, 31, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), step["time"]!.GetValue<long>());
    }

    [SkippableFact]
    public async Task A_map_of_one_day_is_the_day_itself()
    {
        Register(Mur);
        const string Inputs = """{"dataset": "ds", "bbox": [-10, 30, 10, 50], "variable": "analysed_sst"}""";

        var rows = JsonNode.Parse(await File.ReadAllTextAsync((await _folder.RunAsync(new TimeAverageMapProcess(), Inputs)).Path!))!["data"]!.AsArray();

        var cells = rows.SelectMany(row => row!.AsArray()).Where(cell => cell!["cnt"]!.GetValue<int>() > 0).ToList();
        var expected = await AskAsync(Mur,
            """
            x = (lon >= -10) & (lon <= 10); y = (lat >= 30) & (lat <= 50); v = v[y][:, x].astype("f8")
            print(y.sum() * x.sum(), v.count(), v.sum())
            """);
        Assert.Equal(expected[0], rows.Sum(row => row!.AsArray().Count));
        Assert.Equal(expected[1], cells.Count);
        Assert.Equal(expected[2], cells.Sum(cell => cell!["mean"]!.GetValue<double>()), Math.Abs(expected[2]) * 1e-7);
    }

    [SkippableFact]
    public async Task Rows_of_a_swath_lie_in_the_box_and_the_span()
    {
        Register("not_empty_smap.h5");
        var whole = await LinesAsync("""{"datasets": ["ds"]}""");
        Assert.True(whole.Count > 50);
        var times = whole.Select(line => line.Split(',')[2]).Order(StringComparer.Ordinal).ToList();
        var (start, end) = (times[times.Count / 4], times[times.Count / 2]);
        var south = whole.Select(line => Number(line.Split(',')[1])).Order().ElementAt(whole.Count / 3).ToString("R", CultureInfo.InvariantCulture);

        var part = await LinesAsync($$"""{"datasets": ["ds"], "start": "{{start}}", "end": "{{end}}", "bbox": [-180, {{south}}, 180, 90]}""");

        Assert.NotEmpty(part);
        Assert.Equal(
            whole.Where(line => string.CompareOrdinal(line.Split(',')[2], start) >= 0 && string.CompareOrdinal(line.Split(',')[2], end) <= 0
                && Number(line.Split(',')[1]) >= Number(south)),
            part);
    }

    public void Dispose() => _folder.Dispose();

    private void Register(string name)
    {
        Skip.IfNot(File.Exists(Python), "There is no Python.");
        var path = SharedData.Find("data/ocean/" + name);
        Skip.If(path is null, SharedData.Absent);
        _folder.AddCopy("ds", path);
        _folder.Scan();
    }

    private async Task<List<string>> LinesAsync(string inputs) =>
        [.. (await File.ReadAllLinesAsync((await _folder.RunAsync(new ObservationsProcess(), inputs, "text/csv")).Path!)).Skip(1)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Runs a script to which lat, lon and v, the sea surface temperature in degrees Celsius of 32 bits, are given.</summary>
    private static async Task<double[]> AskAsync(string name, string script)
    {
        const string Given =
            """
            import sys, numpy as np, netCDF4
            d = netCDF4.Dataset(sys.argv[1]); lat = d["lat"][:].data; lon = d["lon"][:].data
            k = d["analysed_sst"]; v = (k[0].astype("f4") - np.float32(273.15)).astype("f4")
            """;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Given + "\n" + script, SharedData.Find("data/ocean/" + name)!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var fault = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Skip.If((await fault).Contains("ModuleNotFoundError", StringComparison.Ordinal), "numpy and netCDF4 are not installed.");
        Assert.True(process.ExitCode == 0, await fault);
        return [.. output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Number)];
    }
}
