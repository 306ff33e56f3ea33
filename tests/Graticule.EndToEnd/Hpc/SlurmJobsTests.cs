using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Jobs.Execution.Slurm;

namespace Graticule.EndToEnd.Hpc;

/// <summary>Jobs of the API on a real Slurm cluster: core types are its partitions, and what jobs do there is seen while they do it.</summary>
[Collection(SharedCluster.Name)]
public sealed class SlurmJobsTests(OwnCluster cluster) : IAsyncLifetime, IDisposable
{
    private const string Configuration =
        """
        coreTypes:
          - { code: usual, name: Usual, cores: [1, 2], memoryPerCore: 128, price: 3600, executor: slurm }
          - { code: side, name: Side, cores: [1, 2], memoryPerCore: 128, price: 3600, executor: slurm, partition: PARTITION }
          - { code: nowhere, name: Nowhere, cores: [1], memoryPerCore: 128, executor: slurm, partition: nowhere }
        """;

    /// <summary>Of one test alone, so that all its jobs are those of the test.</summary>
    private readonly string _partition = "side" + Path.GetRandomFileName()[..8];

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-hpc-slurm-").FullName;
    private readonly HttpClient _http = new();
    private RestartedServer? _server;

    public async Task InitializeAsync()
    {
        cluster.Need();
        Environment.SetEnvironmentVariable("SLURM_CONF", cluster.Configuration);
        await cluster.AskAsync("scontrol", "create", $"PartitionName={_partition}", "Nodes=ALL", "MaxTime=1-01:00:00");
        Assert.Contains($"PartitionName={_partition}", await cluster.AskAsync("scontrol", "show", "partition", _partition), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "hpc.yaml"), Configuration.Replace("PARTITION", _partition, StringComparison.Ordinal));
        _server = new(Path.Combine(_folder, "data"));
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            await cluster.AskAsync("scancel", $"--partition={_partition}");
            await cluster.AskAsync("scontrol", "delete", $"PartitionName={_partition}");
        }

        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task A_job_runs_on_the_partition_of_its_core_type_and_leaves_its_files()
    {
        var before = await UsualAsync();
        var input = await UploadAsync("in.txt", "from the input\n");
        var (side, usual, nowhere) = (
            await SubmitAsync("side", "cat in.txt; nproc; mkdir d; echo deep > d/deep.txt", input), await SubmitAsync("usual", "exit 3"), await SubmitAsync("nowhere", "true"));

        Assert.Equal("Completed successfully", await CompleteAsync(side));
        Assert.Equal(["COMPLETED 1"], await JobsAsync());
        Assert.Equal(["1-00:07:00"], await ListAsync(_partition, "%l"));
        Assert.Equal(["deep.txt", "process_output.log"], await NamesAsync(side));
        Assert.Equal("deep\n", await ReadAsync(side, "deep.txt"));
        var log = await ReadAsync(side, "process_output.log");
        Assert.Contains("]: from the input\n", log, StringComparison.Ordinal);
        Assert.Contains("Exited with code 0\n", log, StringComparison.Ordinal);
        Assert.Equal("A run failed", await CompleteAsync(usual));
        Assert.Single((await UsualAsync()).Except(before, StringComparer.Ordinal));

        var refused = await CompleteAsync(nowhere);
        Assert.Contains("Slurm does not take the job", refused, StringComparison.Ordinal);
        Assert.Contains("partition", refused, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task A_running_job_is_seen_survives_the_server_and_keeps_what_it_wrote_when_it_is_stopped()
    {
        var id = await SubmitAsync("side", "trap 'echo ending; exit 5' TERM; mkdir d; echo part > d/part; echo begun; while :; do sleep 0.05; done");
        var runs = $"jobs/{id}/runs/1";
        await UntilAsync(async () => (await GetAsync($"{runs}/tail/process_output.log?lines=1"))?["lines"]?.ToJsonString().Contains("]: begun", StringComparison.Ordinal) is true);
        Assert.Equal(["RUNNING 1"], await JobsAsync());
        Assert.Equal("Executing", (string?)(await GetAsync($"jobs/{id}/statuses/"))!["results"]![0]!["status"]);

        await _server!.KillAsync();
        await StartAsync();

        await UntilAsync(async () => await GetAsync($"{runs}/directory-contents/") is JsonArray);
        var list = (await GetAsync($"{runs}/directory-contents/"))!.AsArray();
        Assert.Equal(["d/part", "process_output.log"], list.Select(entry => (string?)entry!["path"]));
        Assert.Equal("part\n", await _http.GetStringAsync(new Uri(_server.Address + (string)list[0]!["resource"]!)));
        Assert.Equal(Environment.MachineName, (string?)(await GetAsync($"jobs/{id}/instances/"))!["results"]![0]!["privateHostname"]);
        using var stopped = await _http.PostAsync(At($"jobs/{id}/stop/"), content: null);
        Assert.Equal(202, (int)stopped.StatusCode);

        Assert.Equal("Stopped by the user", await CompleteAsync(id));
        Assert.Equal(["part", "process_output.log"], await NamesAsync(id));
        Assert.Equal("part\n", await ReadAsync(id, "part"));
        Assert.Contains("]: ending\n", await ReadAsync(id, "process_output.log"), StringComparison.Ordinal);
        Assert.Equal(["COMPLETED 1"], await JobsAsync());
    }

    [SkippableFact]
    public async Task A_job_that_waits_for_the_cluster_is_queued_costs_nothing_and_can_be_stopped()
    {
        await cluster.AskAsync("scontrol", "update", $"PartitionName={_partition}", "State=DOWN");
        var id = await SubmitAsync("side", "echo never");
        await UntilAsync(async () => (await JobsAsync()) is ["PENDING 1"]);
        await UntilAsync(async () => (await GetAsync($"jobs/{id}/statuses/"))!["results"]![0] is { } latest
            && (string?)latest["status"] == "Queued" && ((string?)latest["statusReason"])?.Contains("PartitionDown", StringComparison.Ordinal) is true);
        Assert.Equal("Not Started", (string?)(await GetAsync($"jobs/{id}/cluster_statuses/"))!["results"]![0]!["status"]);
        Assert.Null(await GetAsync($"jobs/{id}/runs/1/directory-contents/"));

        using var stopped = await _http.PostAsync(At($"jobs/{id}/stop/"), content: null);
        Assert.Equal(202, (int)stopped.StatusCode);

        Assert.Equal("Stopped by the user before it started", await CompleteAsync(id));
        await UntilAsync(async () => (await JobsAsync()) is ["CANCELLED 1"]);
        Assert.Equal(0, (decimal)(await GetAsync($"jobs/{id}/"))!["cost"]!["amount"]!);
    }

    [SkippableFact]
    public async Task A_sweep_has_the_cores_of_the_runs_that_it_makes_at_once()
    {
        var table = await UploadAsync("cases.csv", "x\n1\n2\n3\n");
        var job = Job("side", "nproc > out");
        job["jobanalyses"]![0]!["hardware"]!["slots"] = 2;
        job["paramFile"] = new JsonObject { ["id"] = table };

        var id = await SubmitAsync(job);

        Assert.Equal("Completed successfully", await CompleteAsync(id));
        Assert.Equal(["COMPLETED 2"], await JobsAsync());
        Assert.Equal(6, (int)(await GetAsync($"jobs/{id}/files/"))!["count"]!);
    }

    private async Task StartAsync()
    {
        await _server!.StartAsync("--slurm", "--hpc", Path.Combine(_folder, "hpc.yaml"));
        var key = (await File.ReadAllTextAsync(Path.Combine(_server.Data, "admin.key"))).Trim();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", key);
    }

    /// <summary>State and processors of the jobs of the test's partition.</summary>
    private Task<string[]> JobsAsync() => ListAsync(_partition, "%T %C");

    /// <summary>Numbers of the jobs of the cluster's default partition.</summary>
    private Task<string[]> UsualAsync() => ListAsync("main", "%i");

    private async Task<string[]> ListAsync(string partition, string format) =>
        (await cluster.AskAsync("squeue", "--noheader", "--states=all", $"--partition={partition}", $"--format={format}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonObject Job(string coreType, string command, string? input = null) => new()
    {
        ["name"] = "On a cluster",
        ["jobanalyses"] = new JsonArray(new JsonObject
        {
            ["analysis"] = new JsonObject { ["code"] = "user_included", ["version"] = "0" },
            ["command"] = command,
            ["hardware"] = new JsonObject { ["coreType"] = coreType, ["coresPerSlot"] = 1 },
            ["inputFiles"] = input is null ? [] : new JsonArray(new JsonObject { ["id"] = input }),
        }),
    };

    private Task<string> SubmitAsync(string coreType, string command, string? input = null) => SubmitAsync(Job(coreType, command, input));

    private async Task<string> SubmitAsync(JsonObject job)
    {
        using var saved = await _http.PostAsJsonAsync(At("jobs/"), job);
        var text = await saved.Content.ReadAsStringAsync();
        Assert.True(saved.IsSuccessStatusCode, text);
        var id = (string)JsonNode.Parse(text)!["id"]!;
        using var submitted = await _http.PostAsync(At($"jobs/{id}/submit/"), content: null);
        Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync());
        return id;
    }

    private async Task<string> UploadAsync(string name, string content)
    {
        using var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        using var form = new MultipartFormDataContent { { part, "file", name } };
        using var answer = await _http.PostAsync(At("files/contents/"), form);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private async Task<string?> CompleteAsync(string id)
    {
        JsonNode? latest = null;
        await UntilAsync(async () =>
        {
            latest = (await GetAsync($"jobs/{id}/statuses/"))!["results"]![0];
            return (string?)latest!["status"] == "Completed";
        });
        return (string?)latest!["statusReason"];
    }

    private async Task<JsonArray> FilesAsync(string id) => (await GetAsync($"jobs/{id}/files/"))!["results"]!.AsArray();

    private async Task<IEnumerable<string?>> NamesAsync(string id) => (await FilesAsync(id)).Select(file => (string?)file!["name"]).Order(StringComparer.Ordinal);

    private async Task<string> ReadAsync(string id, string name)
    {
        var file = (await FilesAsync(id)).Single(file => (string?)file!["name"] == name)!;
        return await _http.GetStringAsync(At($"files/{file["id"]}/contents/"));
    }

    /// <summary>Null where there is no such thing.</summary>
    private async Task<JsonNode?> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(At(path));
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    private Uri At(string path) => new($"{_server!.Address}/api/v2/{path}");

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
