using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>Process graphs that are broken off, as a pause or a lost worker does it, and run again with what was kept.</summary>
public sealed class KeptGraphTests : IDisposable
{
    private const int Width = 800;
    private const int Height = 600;

    private const string Load = """
        "load": {"process_id": "load_collection", "arguments": {"id": "rasters", "spatial_extent": null, "temporal_extent": null}},
        """;

    private readonly TestRaster _rasters = new();
    private readonly string _collections;
    private int _attempts;

    public KeptGraphTests()
    {
        _rasters.Write("S_20220601.tif", Width, PixelType.UInt16, 0, Cells(1), Cells(2));
        _rasters.Write("S_20220611.tif", Width, PixelType.UInt16, 0, Cells(3), Cells(4));
        _collections = _rasters.PathOf("collections");
        CollectionScan.Run(new(_rasters.Folder) { Id = "rasters", IndexFolder = Path.Combine(_collections, "rasters") }, CancellationToken.None);
    }

    public void Dispose() => _rasters.Dispose();

    [Fact]
    public async Task Files_are_the_same_after_a_break()
    {
        var graph = Scaled(7);
        var plain = await RunAsync(graph, keeps: false);
        var broken = await RunAsync(graph, breakAt: 0.3);
        Assert.Null(broken.Files);

        var resumed = await RunAsync(graph);

        Assert.NotEmpty(plain.Files!);
        Assert.Equal(plain.Files!.Select(file => file.Name), resumed.Files!.Select(file => file.Name));
        Assert.All(plain.Files!.Zip(resumed.Files!), pair => Assert.True(pair.First.Content.SequenceEqual(pair.Second.Content), $"{pair.First.Name} differs"));
        Assert.Contains(resumed.Said, IsGoingOn);
        Assert.DoesNotContain(broken.Said, IsGoingOn);
    }

    [Fact]
    public async Task A_changed_request_begins_again_and_is_right()
    {
        await RunAsync(Scaled(7), breakAt: 0.3);

        var changed = await RunAsync(Scaled(8));

        Assert.DoesNotContain(changed.Said, IsGoingOn);
        var plain = await RunAsync(Scaled(8), keeps: false);
        Assert.All(plain.Files!.Zip(changed.Files!), pair => Assert.True(pair.First.Content.SequenceEqual(pair.Second.Content)));
    }

    [Fact]
    public async Task A_changed_file_begins_again()
    {
        await RunAsync(Scaled(7), breakAt: 0.3);
        File.SetLastWriteTimeUtc(_rasters.PathOf("S_20220611.tif"), new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.DoesNotContain((await RunAsync(Scaled(7))).Said, IsGoingOn);
    }

    [Fact]
    public async Task Each_of_several_results_finds_its_own_cells()
    {
        const string Nodes = Load + """
            "one": {"process_id": "apply", "arguments": {"data": {"from_node": "load"}, "process": {"process_graph": {
              "d": {"process_id": "divide", "arguments": {"x": {"from_parameter": "x"}, "y": 3}, "result": true}}}}},
            "two": {"process_id": "apply", "arguments": {"data": {"from_node": "load"}, "process": {"process_graph": {
              "d": {"process_id": "divide", "arguments": {"x": {"from_parameter": "x"}, "y": 7}, "result": true}}}}},
            "first": {"process_id": "save_result", "arguments": {"data": {"from_node": "one"}, "format": "GTiff"}},
            "second": {"process_id": "save_result", "arguments": {"data": {"from_node": "two"}, "format": "GTiff"}, "result": true}
            """;
        var plain = await RunAsync(Nodes, keeps: false);
        await RunAsync(Nodes, breakAt: 0.6);

        var resumed = await RunAsync(Nodes);

        Assert.Equal(2, resumed.Said.Count(IsGoingOn));
        Assert.All(plain.Files!.Zip(resumed.Files!), pair => Assert.True(pair.First.Content.SequenceEqual(pair.Second.Content)));
    }

    [Fact]
    public async Task Zonal_statistics_are_the_same_after_a_break()
    {
        const string Nodes = Load + """
            "zones": {"process_id": "aggregate_spatial", "arguments": {"data": {"from_node": "load"}, "geometries": {"type": "Polygon", "coordinates":
                [[[9.0, 41.45], [9.09, 41.45], [9.09, 41.54], [9.0, 41.54], [9.0, 41.45]]]},
              "reducer": {"process_graph": {"m": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}},
            "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "zones"}, "format": "JSON"}, "result": true}
            """;
        var plain = await RunAsync(Nodes, keeps: false);
        await RunAsync(Nodes);

        var resumed = await RunAsync(Nodes);

        Assert.Contains(resumed.Said, IsGoingOn);
        Assert.Equal(plain.Files!.Select(file => Convert.ToHexString(file.Content)), resumed.Files!.Select(file => Convert.ToHexString(file.Content)));
    }

    [Fact]
    public void All_faults_of_a_graphs_form_are_told_at_once()
    {
        var process = JsonNode.Parse("""
            {"process_graph": {
              "a": {"arguments": {}},
              "b": {"process_id": "absolute", "arguments": {"x": {"from_node": "nowhere"}}},
              "c": {"process_id": "no_such_process", "arguments": {}, "result": true}}}
            """);

        var faults = new GraphJobProcess().Check(new() { ProcessId = "process-graph", Inputs = new() { ["process"] = process } });

        Assert.Equal(3, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("/inputs/process/process_graph", fault.Pointer, StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Pointer == "/inputs/process/process_graph/b" && fault.Message.Contains("nowhere", StringComparison.Ordinal));
    }

    private static double[] Cells(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Width * Height).Select(_ => (double)random.Next(5000))];
    }

    private static string Scaled(int by) => Load + """
        "scaled": {"process_id": "apply", "arguments": {"data": {"from_node": "load"}, "process": {"process_graph": {
          "d": {"process_id": "divide", "arguments": {"x": {"from_parameter": "x"}, "y": BY}, "result": true}}}}},
        "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "scaled"}, "format": "GTiff"}, "result": true}
        """.Replace("BY", $"{by}", StringComparison.Ordinal);

    private static bool IsGoingOn(string line) => line.StartsWith("Going on with", StringComparison.Ordinal);

    /// <summary>One attempt on one core; without files where it was broken off.</summary>
    private async Task<(IReadOnlyList<(string Name, byte[] Content)>? Files, IReadOnlyCollection<string> Said)> RunAsync(string nodes, double breakAt = 2, bool keeps = true)
    {
        using var stop = new CancellationTokenSource();
        var echo = new Echo(stop, breakAt);
        var folder = Directory.CreateDirectory(_rasters.PathOf($"attempt{++_attempts}")).FullName;
        var spec = new JobSpec
        {
            ProcessId = "process-graph",
            Inputs = new() { ["process"] = new JsonObject { ["process_graph"] = JsonNode.Parse("{" + nodes + "}") } },
        };
        var job = new JobContext(spec, folder, 1, echo, new() { [GraphWorld.Collections] = new JsonArray(_collections) })
        {
            Keep = keeps ? new(_rasters.PathOf("kept"), TimeSpan.Zero, 1 << 30) : null,
        };
        try
        {
            await new GraphJobProcess().RunAsync(job, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, echo.Said);
        }

        var files = Directory.GetFiles(Path.Combine(folder, "results")).Where(file => Path.GetFileName(file) != "metadata.json").Order(StringComparer.Ordinal);
        return ([.. files.Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))], echo.Said);
    }

    private sealed class Echo(CancellationTokenSource stop, double breakAt) : IJobEcho
    {
        internal ConcurrentQueue<string> Said { get; } = [];

        public void Progress(double share, string? message)
        {
            if (share >= breakAt)
            {
                stop.Cancel();
            }
        }

        public void Log(LogLevel level, string message, JsonObject? data = null) => Said.Enqueue(message);
    }
}
