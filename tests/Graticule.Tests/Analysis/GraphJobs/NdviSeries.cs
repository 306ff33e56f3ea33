using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>The real series as a collection, and what numpy and OGR find in it.</summary>
public sealed class NdviSeries : IDisposable
{
    /// <summary>NDVI of all dates where there is no cloud.</summary>
    internal const string Clear = """
        "load": {"process_id": "load_collection", "arguments": {"id": "ndvi", "spatial_extent": null, "temporal_extent": null}},
        "ndvi": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "load"}, "dimension": "bands", "reducer": {"process_graph": {
          "e": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "NDVI"}, "result": true}}}}},
        "clouds": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "load"}, "dimension": "bands", "reducer": {"process_graph": {
          "e": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "CLM"}, "result": true}}}}},
        "clear": {"process_id": "mask", "arguments": {"data": {"from_node": "ndvi"}, "mask": {"from_node": "clouds"}}},
        """;

    private readonly string? _data = SharedData.Find("data/sentinel2-ndvi");
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-ndvi-").FullName;
    private JsonNode? _figures;

    internal JsonNode Figures => _figures ??= Compute();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The cube that a graph gives; the test is skipped where the series is not there.</summary>
    internal MemoryCube Evaluate(params string[] nodes)
    {
        Skip.If(_data is null, SharedData.Absent);
        var collections = Path.Combine(_folder, "collections");
        if (!Directory.Exists(collections))
        {
            CollectionScan.Run(new(_data) { Id = "ndvi", IndexFolder = Path.Combine(collections, "ndvi") }, CancellationToken.None);
        }

        var services = new GraphServices
        {
            Processes = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Collections = new([collections]),
            FindFile = name => Path.Combine(_data, name),
        };
        var graph = GraphParser.Parse(JsonNode.Parse("{" + string.Concat(nodes) + "}"));
        return CubeWalk.ToMemory((Cube)GraphEvaluator.Evaluate(graph, Parameters.None, new(services))!, new(2, 64 << 20), CancellationToken.None);
    }

    /// <summary>Numbers that the oracle wrote.</summary>
    internal double[] Expected(string name)
    {
        _ = Figures;
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(_folder, name))).ToArray();
    }

    /// <summary>To 1e-12, since sums may be made in another order; nodata and NaN are one thing to numpy.</summary>
    internal static void AssertSame(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) <= 1e-12,
                $"value {i} is {actual[i]:R} and should be {expected[i]:R}");
        }
    }

    private JsonNode Compute()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Path.GetDirectoryName(ThisFile())!, "ndvi_series.py"), _data!, _folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Skip.If(errors.Contains("No module named", StringComparison.Ordinal), "GDAL's Python bindings or numpy are not installed.");
        Assert.True(process.ExitCode == 0, errors);
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "figures.json")))!;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
