using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc;

/// <summary>A server that is killed while jobs are submitted and while they run: the next one goes on with the same data.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("graticule-killed-").FullName;
    private HttpClient _http = new();
    private Process? _server;

    public void Dispose()
    {
        Kill();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_job_that_ran_is_run_again_and_completes_once()
    {
        await StartAsync();
        var id = await SubmitAsync("echo begun; sleep 2; echo end > result");
        await UntilAsync(async () => (await GetAsync($"jobs/{id}/runs/1/tail/process_output.log?lines=9"))?["lines"]?.ToJsonString().Contains("]: begun", StringComparison.Ordinal) is true);

        Kill();
        await StartAsync();

        await CompleteAsync(id);
        var files = (await GetAsync($"jobs/{id}/files/"))!["results"]!.AsArray();
        Assert.Equal(["process_output.log", "result"], files.Select(file => (string?)file!["name"]).Order(StringComparer.Ordinal));
        Assert.Equal("Completed successfully", (string?)(await GetAsync($"jobs/{id}/statuses/"))!["results"]![0]!["statusReason"]);
    }

    [Fact]
    public async Task Jobs_that_were_being_submitted_are_drafts_or_complete_with_all_their_files()
    {
        await StartAsync();
        List<string> saved = [];
        for (var count = 0; count < 30; count++)
        {
            saved.Add(await SaveAsync("echo data > out"));
        }

        var submitting = Task.WhenAll(saved.Select(async id =>
        {
            try
            {
                using var answer = await _http.PostAsync(new Uri($"jobs/{id}/submit/", UriKind.Relative), content: null);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }));
        await Task.WhenAny(submitting, Task.Delay(150));
        Kill();
        var accepted = await submitting;
        await StartAsync();

        for (var place = 0; place < saved.Count; place++)
        {
            var isDraft = (int)(await GetAsync($"jobs/{saved[place]}/statuses/"))!["count"]! == 0;
            Assert.False(isDraft && accepted[place], "What was answered with 200 is submitted.");
            if (!isDraft)
            {
                await CompleteAsync(saved[place]);
                Assert.Equal(2, (int)(await GetAsync($"jobs/{saved[place]}/files/"))!["count"]!);
            }
        }
    }

    private async Task StartAsync()
    {
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", _data])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _server.OutputDataReceived += (_, line) => Hear(line.Data);
        _server.ErrorDataReceived += (_, line) => Hear(line.Data);
        _server.Start();
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        var root = await address.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _http.Dispose();
        _http = new() { BaseAddress = new(root + "/api/v2/") };
        var key = (await File.ReadAllTextAsync(Path.Combine(_data, "admin.key"))).Trim();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", key);

        void Hear(string? line)
        {
            if (line?.StartsWith("Graticule serves ", StringComparison.Ordinal) is true)
            {
                address.TrySetResult(line["Graticule serves ".Length..].Split(',')[0].TrimEnd('/'));
            }
        }
    }

    private void Kill()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill();
            _server.WaitForExit();
        }

        _server?.Dispose();
        _server = null;
    }

    private async Task<string> SaveAsync(string command)
    {
        var job = new JsonObject
        {
            ["name"] = "Killed",
            ["jobanalyses"] = new JsonArray(new JsonObject
            {
                ["analysis"] = new JsonObject { ["code"] = "user_included", ["version"] = "0" },
                ["command"] = command,
                ["hardware"] = new JsonObject { ["coreType"] = "basalt", ["coresPerSlot"] = 1 },
            }),
        };
        using var answer = await _http.PostAsJsonAsync(new Uri("jobs/", UriKind.Relative), job);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private async Task<string> SubmitAsync(string command)
    {
        var id = await SaveAsync(command);
        using var answer = await _http.PostAsync(new Uri($"jobs/{id}/submit/", UriKind.Relative), content: null);
        answer.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Null where there is no such thing.</summary>
    private async Task<JsonNode?> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    private Task CompleteAsync(string id) =>
        UntilAsync(async () => (string?)(await GetAsync($"jobs/{id}/statuses/"))!["results"]![0]!["status"] == "Completed");

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "It does not come about.");
            await Task.Delay(50);
        }
    }
}
