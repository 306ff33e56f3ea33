using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Raster.Observations;

/// <summary>A folder of files of observations, made by Python's netCDF4 or through GDAL, that is gone afterwards.</summary>
internal sealed class ObservationFolder : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    internal string Root { get; } = Directory.CreateTempSubdirectory("graticule-observations-").FullName;

    internal string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Runs a program, which has netCDF4 as nc and numpy as np, and gets the path as its first argument; skips where these are absent.</summary>
    internal string Make(string name, string program, params string[] arguments)
    {
        var path = PathOf(name);
        Python("import sys, numpy as np, netCDF4 as nc\npath = sys.argv[1]\n" + program, [path, .. arguments]);
        return path;
    }

    /// <summary>The numbers that a program leaves in the array <c>out</c>, in its order, in double precision.</summary>
    internal double[] Numbers(string program, params string[] arguments)
    {
        var path = PathOf($"{Guid.NewGuid():N}.raw");
        Python("import sys, numpy as np, netCDF4 as nc\npath = sys.argv[1]\n" + program + "\nnp.ma.filled(np.ma.asarray(out).astype('f8'), np.nan).tofile(sys.argv[-1])", [.. arguments, path]);
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();
    }

    internal static ObservationDataset Dataset(string path, DatasetKind kind, DatasetLayout? layout = null, string id = "a")
    {
        var facts = GranuleScan.Read(path, layout ?? new());
        Assert.Equal(kind, facts.Kind);
        return new() { Id = id, Kind = facts.Kind, Folder = "/nowhere", Layout = layout ?? new(), Variables = facts.Variables, Granules = [GranuleOf(path, facts)] };
    }

    internal static GridGranule Grid(string path, DatasetLayout? layout = null)
    {
        var dataset = Dataset(path, DatasetKind.Grid, layout);
        return GridGranule.Open(dataset, dataset.Granules[0]);
    }

    internal static SwathGranule Swath(string path, DatasetLayout? layout = null)
    {
        var dataset = Dataset(path, DatasetKind.Swath, layout);
        return SwathGranule.Open(dataset, dataset.Granules[0]);
    }

    /// <summary>All values of a variable at a step.</summary>
    internal static float[] Read(GridGranule grid, int variable = 0, int time = 0)
    {
        var values = new float[grid.Latitudes.Length * grid.Longitudes.Length];
        grid.Read(variable, time, 0, grid.Latitudes.Length, 0, grid.Longitudes.Length, values);
        return values;
    }

    /// <summary>Asserts that values are the expected ones, rounded to single precision, and NaN where they are.</summary>
    internal static void AssertSame(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                ((float)expected[i]).Equals(actual[i]), $"Number {i} is {actual[i]:R} and should be {(float)expected[i]:R}.");
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static Granule GranuleOf(string path, GranuleFacts facts) =>
        new() { Path = path, Start = facts.Start, End = facts.End, Bounds = facts.Bounds, Count = facts.Count, Stamp = "" };

    private static void Python(string program, IEnumerable<string> arguments)
    {
        Skip.IfNot(File.Exists(Interpreter), "Python is not installed.");
        using var process = new Process { StartInfo = new(Interpreter, ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var text = errors.ToString();
        Skip.If(text.Contains("ModuleNotFoundError", StringComparison.Ordinal), text);
        Assert.True(process.ExitCode == 0, text);
    }
}
