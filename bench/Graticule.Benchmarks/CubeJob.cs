using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Graticule.Benchmarks;

/// <summary>The same work as users of openEO have it: a running server's <c>/result</c>, from the request to the last byte of the file.</summary>
internal sealed class CubeJob : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };

    private CubeJob(ServerProcess server) => _server = server;

    /// <param name="collections">Folder of the collections.</param>
    public static async Task<CubeJob> StartAsync(string collections) => new(await ServerProcess.StartAsync(data: null, "--workers", "1", "--collections", collections));

    /// <returns>Seconds.</returns>
    public async Task<double> RunAsync(JsonObject process, string target)
    {
        using var body = new StringContent(new JsonObject { ["process"] = process }.ToJsonString(), mediaType: new("application/json"));
        var started = Stopwatch.GetTimestamp();
        using var answer = await _http.PostAsync($"{_server.Address}/openeo/1.3/result", body);
        var content = await answer.Content.ReadAsByteArrayAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        answer.EnsureSuccessStatusCode();
        await File.WriteAllBytesAsync(target, content);
        return seconds;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
