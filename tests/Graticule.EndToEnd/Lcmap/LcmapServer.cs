using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Lcmap;

/// <summary>A server with made-up analysis ready data that can be killed and started again on the same folder.</summary>
internal sealed class LcmapServer(string data) : IAsyncDisposable
{
    private const string Announcement = "Graticule serves ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly HttpClient _client = new() { Timeout = Patience };

    private Process? _process;

    /// <summary>Without a slash at the end; another one after each start.</summary>
    public string Address { get; private set; } = "";

    public async Task StartAsync(params string[] options)
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", data, "--workers", "2", .. options])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Listen(line.Data);
        _process.ErrorDataReceived += (_, line) => Listen(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = await started.Task.WaitAsync(Patience);

        void Listen(string? line)
        {
            if (line?.StartsWith(Announcement, StringComparison.Ordinal) == true)
            {
                started.TrySetResult(line[Announcement.Length..].Split(',')[0].TrimEnd('/'));
            }
        }
    }

    /// <summary>Without a word to it, and its workers with it.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <param name="path">Below <c>/lcmap</c>.</param>
    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(Address + "/lcmap" + path));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>The body of an answer that must be one.</summary>
    public async Task<byte[]> GetBytesAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(Address + "/lcmap" + path));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        return body;
    }

    /// <summary>Asks again until something holds of the answer.</summary>
    public async Task<JsonNode> WaitAsync(string path, Func<JsonNode, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            var (_, body) = await GetAsync(path);
            if (body is not null && holds(body))
            {
                return body;
            }

            try
            {
                await Task.Delay(100, limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{path} is still: {body?.ToJsonString()}", late);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _client.Dispose();
    }
}
