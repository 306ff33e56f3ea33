using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.CubeFormats;

namespace Graticule.Tests.Server.Dialects.OpenEo;

/// <summary>
/// Stands in for the process that evaluates graphs: does what the one node that is the result names, and gives outputs in the same form.
/// </summary>
internal sealed class GraphTestProcess : IProcess
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public ProcessDescription Description => GraphDescription.Description;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.Log(LogLevel.Debug, "reading");
        job.Log(LogLevel.Info, "running");
        job.Report(0.5, "half");
        var graph = job.Inputs["process"]!["process_graph"]!.AsObject();
        var node = graph.Select(one => one.Value!).First(one => one["result"]?.GetValue<bool>() == true);
        var arguments = node["arguments"]!.AsObject();
        if (job.Inputs[GraphDescription.Estimate]?.GetValue<bool>() == true)
        {
            job.AddValue("value", new JsonObject { ["seconds"] = 61.5, ["size"] = 1234L, ["cells"] = 99 });
            return;
        }

        switch (node["process_id"]!.GetValue<string>())
        {
            case "add":
                job.AddValue("value", arguments["x"]!.GetValue<double>() + arguments["y"]!.GetValue<double>());
                break;
            case "save_result":
                await SaveAsync(job, arguments["count"]!.GetValue<int>(), cancellationToken);
                break;
            case "load_uploaded_files":
                var texts = job.Inputs["files"]!.AsArray().Select(file => File.ReadAllText(Path.Combine(job.Folder, file!.GetValue<string>())));
                var paths = arguments["paths"]!.AsArray().Select(path => path!.GetValue<string>()).ToList();
                Assert.Equal(paths, job.Inputs["paths"]!.AsArray().Select(path => path!.GetValue<string>()));
                job.AddValue("value", string.Join(';', paths.Zip(texts, (path, text) => $"{path}={text}")));
                break;
            case "mine":
                job.AddValue("value", job.Inputs["processes"]!.DeepClone());
                break;
            case "wait":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "null":
                job.AddValue("value", null);
                break;
            case "fail":
                var path = """[{"node_id": "reduce", "process_id": "fail"}, {"node_id": "mean", "process_id": "mean", "parameter": "data"}]""";
                job.Log(LogLevel.Error, "There is no dimension 'u'.", new() { ["code"] = "DimensionNotAvailable", ["path"] = JsonNode.Parse(path) });
                throw new ProblemException(new(
                    ProblemKind.InvalidInput, "There is no dimension 'u'. (node 'reduce' > 'mean')", "DimensionNotAvailable",
                    [new("/reduce/mean/arguments/data", "There is no dimension 'u'.")]));
            default:
                throw new ProblemException(ProblemKind.ProcessFailed, "Broken.");
        }
    }

    private static async Task SaveAsync(JobContext job, int count, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(job.Folder, "results");
        Directory.CreateDirectory(folder);
        JsonArray files = [];
        for (var number = 0; number < count; number++)
        {
            var content = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file {number}"));
            var name = string.Create(CultureInfo.InvariantCulture, $"2022-06-0{number + 1}.tif");
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
            var entry = JsonSerializer.SerializeToNode(Written(name, number), Form)!.AsObject();
            entry["size"] = content.Length;
            entry["checksum"] = Convert.ToHexStringLower(SHA256.HashData(content));
            entry["bands"]![0]!["noData"] = "NaN";
            files.Add(entry);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "metadata.json"), new JsonObject { ["files"] = files, ["usage"] = new JsonObject(), ["estimate_error"] = new JsonObject { ["seconds"] = 0.5 } }.ToJsonString(), cancellationToken);
        job.AddFolder("results", "results", "metadata.json");
    }

    private static WrittenFile Written(string name, int number) => new(name, "image/tiff; application=geotiff; profile=cloud-optimized")
    {
        BoundingBox = [11 + number, 46, 12 + number, 47],
        ReferenceSystem = "EPSG:32632",
        Shape = [10, 20],
        Transform = [10, 0, 680000, 0, -10, 5151600],
        Start = string.Create(CultureInfo.InvariantCulture, $"2022-06-0{number + 1}T10:00:00Z"),
        End = string.Create(CultureInfo.InvariantCulture, $"2022-06-0{number + 1}T10:00:00Z"),
        Bands = [new("B04", "float32") { Minimum = 0, Maximum = 1.5 }],
        Remarks = ["Written as float32."],
    };

}
