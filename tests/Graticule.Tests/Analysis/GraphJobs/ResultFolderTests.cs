using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>Runs of the process itself, over features that its graph holds.</summary>
public sealed class ResultFolderTests : IJobEcho, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    [Fact]
    public async Task What_a_run_took_is_kept_with_what_it_was_told_to_take()
    {
        var list = await RunAsync("CSV");

        var (told, taken, off) = (list["estimate"]!, list["usage"]!, list["estimate_error"]!);
        var size = list["files"]!.AsArray().Sum(file => (long)file!["size"]!);
        Assert.Equal(Math.Round((double)size / (long)told["size"]!, 4), (double)off["bytes"]!);
        Assert.True((double)off["seconds"]! > 0);
        Assert.Equal((double)taken["seconds"]! / (double)told["seconds"]!, (double)off["seconds"]!, 0.02 * (double)off["seconds"]!);
    }

    void IJobEcho.Progress(double share, string? message)
    {
        // Nobody looks.
    }

    void IJobEcho.Log(LogLevel level, string message, JsonObject? data)
    {
        // Nobody looks.
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<JsonNode> RunAsync(string format)
    {
        var graph = JsonNode.Parse($$$$"""
            {"process_graph": {
              "load": {"process_id": "load_geojson", "arguments": {"data": {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"height": 3.5}, "geometry": {"type": "Point", "coordinates": [7, 51]}},
                {"type": "Feature", "properties": {"height": 4}, "geometry": {"type": "Point", "coordinates": [8, 52]}}]}, "properties": ["height"]}},
              "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "load"}, "format": "{{{{format}}}}"}, "result": true}}}
            """)!;
        JobSpec spec = new() { ProcessId = "process-graph", Inputs = new() { [GraphDescription.Process] = graph } };
        await new GraphJobProcess().RunAsync(new(spec, _folder, 1, this), CancellationToken.None);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, ResultFolder.Name, ResultFolder.List)))!;
    }
}
