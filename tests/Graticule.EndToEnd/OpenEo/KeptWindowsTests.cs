using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.OpenEo;

/// <summary>A batch job whose worker is killed goes on from the windows that the worker had finished.</summary>
public sealed class KeptWindowsTests : IDisposable
{
    /// <summary>Long to compute and short to write.</summary>
    private const string Graph = """
        {"load": {"process_id": "load_collection", "arguments": {"id": "S2_L2A_T32TPS_20M", "bands": ["B04"], "spatial_extent": null, "temporal_extent": null}},
         "work": {"process_id": "apply", "arguments": {"data": {"from_node": "load"}, "process": {"process_graph": {
           STEPS
           "last": {"process_id": "cos", "arguments": {"x": {"from_node": "sSTEPCOUNT"}}, "result": true}}}}},
         "mean": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "work"}, "dimension": "t", "reducer": {"process_graph": {
           "m": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}},
         "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "mean"}, "format": "GTiff"}, "result": true}}
        """;

    private const int Steps = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly HttpClient _http = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-kept-").FullName;

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task A_killed_worker_costs_no_finished_window()
    {
        var made = await BuiltProgram.RunAsync("collection", "demo", _folder);
        Assert.True(made.Code == 0, made.Output + made.Error);
        using var server = new RunningServer(["--collections", _folder, "--workers", "1", "--keep-after", "0"]);
        await server.InitializeAsync();
        var api = server.Address + "/openeo/1.3";
        var plain = await EndAsync(api, await StartAsync(api));

        var job = await StartAsync(api);
        var kept = Path.Combine(server.Data, "work");
        await UntilAsync(() => Task.FromResult(BytesKept(kept) > 1 << 20));
        KillWorker();
        var files = await EndAsync(api, job);

        var logs = (await _http.GetFromJsonAsync<JsonObject>($"{api}/jobs/{job}/logs"))!["logs"]!.ToJsonString();
        Assert.Contains("Going on with", logs, StringComparison.Ordinal);
        Assert.Contains("SIGKILL", logs, StringComparison.Ordinal);
        Assert.True(plain.Cells.AsSpan().SequenceEqual(files.Cells));
        await server.DisposeAsync();
    }

    private async Task<string> StartAsync(string api)
    {
        var steps = string.Concat(Enumerable.Range(1, Steps).Select(Step));
        var graph = JsonNode.Parse(Graph.Replace("STEPCOUNT", Steps.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("STEPS", steps, StringComparison.Ordinal));
        using var created = await _http.PostAsJsonAsync(api + "/jobs", new JsonObject { ["process"] = new JsonObject { ["process_graph"] = graph } });
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync());
        var id = created.Headers.GetValues("OpenEO-Identifier").Single();
        using var started = await _http.PostAsync($"{api}/jobs/{id}/results", content: null);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        return id;
    }

    private static string Step(int number)
    {
        var x = number == 1 ? "\"from_parameter\": \"x\"" : string.Create(CultureInfo.InvariantCulture, $"\"from_node\": \"s{number - 1}\"");
        return string.Create(
            CultureInfo.InvariantCulture, $"\"s{number}\": {{\"process_id\": \"{(number % 2 == 0 ? "cos" : "sin")}\", \"arguments\": {{\"x\": {{{x}}}}}}},");
    }

    /// <summary>The cells of the result, as GDAL reads them: where tiles lie in the file is up to the threads.</summary>
    private async Task<(string Id, byte[] Cells)> EndAsync(string api, string job)
    {
        var state = "";
        await UntilAsync(async () =>
        {
            state = (string)(await _http.GetFromJsonAsync<JsonObject>($"{api}/jobs/{job}"))!["status"]!;
            return state is "finished" or "error";
        });
        Assert.True(state == "finished", await _http.GetStringAsync($"{api}/jobs/{job}/logs"));
        var assets = (JsonObject)(await _http.GetFromJsonAsync<JsonObject>($"{api}/jobs/{job}/results"))!["assets"]!;
        var raster = assets.Select(asset => (string)asset.Value!["href"]!).First(href => href.Contains(".tif", StringComparison.Ordinal));
        var (file, cells) = (Path.Combine(_folder, job + ".tif"), Path.Combine(_folder, job + ".bin"));
        await File.WriteAllBytesAsync(file, await _http.GetByteArrayAsync(raster));
        var read = await BuiltProgram.RunAsync("gdal_translate", ["-q", "-of", "ENVI", file, cells]);
        Skip.If(read.Code != 0, read.Error);
        return (job, await File.ReadAllBytesAsync(cells));
    }

    private static long BytesKept(string work)
    {
        try
        {
            return Directory.Exists(work)
                ? Directory.GetFiles(work, "*", SearchOption.AllDirectories).Where(file => file.Contains("/kept/", StringComparison.Ordinal)).Sum(file => new FileInfo(file).Length)
                : 0;
        }
        catch (IOException)
        {
            return 0; // a folder went while it was looked through
        }
    }

    /// <summary>With SIGKILL: the one worker of the server that this test started.</summary>
    private void KillWorker()
    {
        var workers = Process.GetProcesses().Where(process => IsWorker(process.Id)).ToList();
        Assert.Single(workers);
        workers[0].Kill();
        workers.ForEach(worker => worker.Dispose());
    }

    private bool IsWorker(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").EndsWith("\0work\0", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{ParentOf(process)}/cmdline").Contains(_folder, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ParentOf(int process) => File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ')[2];

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !await holds(); await Task.Delay(50))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It did not come about in time.");
        }
    }
}
