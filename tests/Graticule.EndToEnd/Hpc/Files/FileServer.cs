using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc.Files;

/// <summary>A server for files that can be killed and started again on the same data folder.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private const string Announcement = "Graticule serves ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Process? _process;

    public string Data { get; } = Directory.CreateTempSubdirectory("graticule-files-").FullName;

    /// <summary>Without a slash at the end; another one after each start.</summary>
    public string Address { get; private set; } = "";

    public string Key => File.ReadAllText(Path.Combine(Data, "admin.key")).Trim();

    public string Files => $"{Address}/api/v2/files/";

    public async Task StartAsync(params string[] options)
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", Data, "--workers", "1", .. options])
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

    /// <summary>Without a word to it.</summary>
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

    public HttpClient Client() => new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", Key) } };

    public async Task<JsonNode> UploadAsync(byte[] content, string name)
    {
        using var http = Client();
        using var answer = await http.PostAsync(new Uri($"{Files}contents/?name={name}"), new ByteArrayContent(content));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetJsonAsync(string address)
    {
        using var http = Client();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(address)))!;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Data, recursive: true);
    }
}
