using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.GraphJobs;

/// <summary>Writes what a graph saved into a folder, with a list of it.</summary>
internal static class ResultFolder
{
    internal const string Name = "results";
    internal const string List = "metadata.json";

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static void Write(GraphServices services, GraphEstimate estimate, JobContext job, long began)
    {
        var folder = Path.Combine(job.Folder, Name);
        var files = ResultWriting.Write(
            [.. services.Results.Select(result => result.Data is Cube cube ? result with { Data = services.Keep(cube) } : result)], folder, services.Threads, services.MostBytes, new Progress(job), services.CancellationToken);
        foreach (var remark in files.SelectMany(file => file.Remarks).Distinct(StringComparer.Ordinal))
        {
            job.Log(LogLevel.Warning, remark);
        }

        var described = files.Select(file => Describe(file, Path.Combine(folder, file.Name))).ToList();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var list = new JsonObject
        {
            ["files"] = new JsonArray([.. described]),
            ["usage"] = new JsonObject { ["seconds"] = seconds, ["threads"] = services.Threads },
            ["estimate"] = estimate.Write(),
            ["estimate_error"] = estimate.ErrorOf(seconds, described.Sum(file => (long)file["size"]!)),
        };
        File.WriteAllText(Path.Combine(folder, List), list.ToJsonString());
        job.AddFolder(GraphDescription.Results, Name, List);
    }

    private sealed class Progress(JobContext job) : IProgress<double>
    {
        public void Report(double value) => job.Report(value, "Computing");
    }

    private static JsonObject Describe(WrittenFile file, string path)
    {
        using var content = File.OpenRead(path);
        var described = JsonSerializer.SerializeToNode(file, Camel)!.AsObject();
        described["size"] = content.Length;
        described["checksum"] = Convert.ToHexStringLower(SHA256.HashData(content));
        return described;
    }
}
