using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.Benchmarks;

/// <summary>The same work as a job of a running server, as users have it: from the request to the end seen by a client that asks every 20 ms.</summary>
internal sealed class BandMathJob : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly HttpClient _http = new();

    private BandMathJob(ServerProcess server) => _server = server;

    /// <param name="scene">The image, which becomes a file of a collection.</param>
    /// <param name="data">Data folder to be made.</param>
    public static async Task<BandMathJob> StartAsync(string scene, string data)
    {
        var collection = Directory.CreateDirectory(Path.Combine(data, "files", "collections", "bench")).FullName;
        File.Copy(scene, Path.Combine(collection, "s2.tif"));
        return new(await ServerProcess.StartAsync(data));
    }

    /// <returns>Seconds, and where the result lies.</returns>
    public async Task<(double Wall, string Result)> RunAsync(string expression)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_server.Address}/ogc-api/processes/band-math/execution");
        request.Headers.Add("Prefer", "respond-async");
        request.Content = JsonContent.Create(new JsonObject
        {
            ["inputs"] = new JsonObject
            {
                ["il"] = new JsonArray(new JsonObject { ["href"] = $"{_server.Address}/ogc-api/collections/bench/s2.tif" }),
                ["exp"] = expression,
                ["out"] = "float",
            },
            ["outputs"] = new JsonObject { ["out"] = new JsonObject() },
        });
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        while (true)
        {
            var status = JsonNode.Parse(await _http.GetStringAsync(answer.Headers.Location))!;
            switch (status["status"]!.GetValue<string>())
            {
                case "successful":
                    return (Stopwatch.GetElapsedTime(started).TotalSeconds, Path.Combine(_server.Data, "files", "jobs", status["jobID"]!.GetValue<string>(), "out.tif"));
                case "failed":
                    throw new InvalidOperationException(status.ToJsonString());
                default:
                    await Task.Delay(20);
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
