using System.Diagnostics;
using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc.Jobs;
using Graticule.Tests.Server.Dialects.OgcProcesses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.Hpc.Jobs;

/// <summary>The dialect with everything that runs its jobs: real commands, in the sandbox.</summary>
public sealed class JobServer : HpcServer
{
    private protected override IReadOnlyList<IProcess> Processes => [new BatchProcess()];

    /// <summary>A job with one analysis.</summary>
    public static JsonObject Job(string command, string? more = null)
    {
        var analysis = JsonNode.Parse(more ?? "{}")!.AsObject();
        analysis["analysis"] ??= new JsonObject { ["code"] = "user_included", ["version"] = "0" };
        analysis["command"] = command;
        analysis["hardware"] ??= new JsonObject { ["coreType"] = "basalt", ["coresPerSlot"] = 1 };
        return new() { ["name"] = "Test", ["jobanalyses"] = new JsonArray(analysis) };
    }

    public async Task<JsonNode> SaveAsync(JsonObject job, string owner = "ann")
    {
        var (response, text) = await SendAsync("/api/v2/jobs/", owner, "POST", job.ToJsonString());
        Assert.True((int)response.StatusCode == 201, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Saves and submits; answers the id.</summary>
    public async Task<string> SubmitAsync(JsonObject job, string owner = "ann")
    {
        var id = (string)(await SaveAsync(job, owner))["id"]!;
        var (response, text) = await SendAsync($"/api/v2/jobs/{id}/submit/", owner, "POST");
        Assert.Equal((200, ""), ((int)response.StatusCode, text));
        return id;
    }

    public async Task<string> UploadAsync(string name, string content, string owner = "ann")
    {
        using var part = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content));
        using var form = new MultipartFormDataContent { { part, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/api/v2/files/contents/") { Content = form };
        using var response = await SendAsync(request, owner);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 201, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    /// <summary>The statuses of a job that has completed, newest first.</summary>
    public async Task<JsonArray> CompleteAsync(string id)
    {
        JsonArray? rows = null;
        await UntilAsync(async () =>
        {
            rows = (await GetJsonAsync($"/api/v2/jobs/{id}/statuses/"))["results"]!.AsArray();
            return (string?)rows[0]!["status"] == "Completed";
        });
        return rows!;
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "It does not come about.");
            await Task.Delay(25);
        }
    }

    /// <summary>Answers the text of an output.</summary>
    public async Task<string> ReadAsync(string job, string name, string run = "1")
    {
        var files = (await GetJsonAsync($"/api/v2/jobs/{job}/runs/{run}/files/?page_size=100"))["results"]!.AsArray();
        var file = files.Single(file => (string?)file!["relativePath"] == name)!;
        return (await SendAsync($"/api/v2/files/{file["id"]}/contents/")).Text;
    }

    private protected override Func<Task> StartJobs(
        DataFolder data, SqlDatabase database, JobEngine engine, ProcessCatalog catalog, JobSignal signal, AttemptStops stops)
    {
        var fetcher = new InputFetcher(new(), data.Cache, TimeProvider.System);
        var scheduler = new JobScheduler(
            engine, new SqlJobQueue(database, TimeProvider.System), catalog, [new InProcessExecutor(catalog, signal)], Parts.Workspaces, Parts.Files,
            new InputStaging(Parts.Files, fetcher), signal, stops, new(), TimeProvider.System, NullLogger.Instance);
        var stopping = new CancellationTokenSource();
        var loops = Task.WhenAll(
            Task.Run(() => scheduler.RunAsync(stopping.Token)),
            Task.Run(() => new SettlementLoop(Parts, NullLogger<SettlementLoop>.Instance).RunAsync(stopping.Token)));
        return async () =>
        {
            await stopping.CancelAsync();
            try
            {
                await loops;
            }
            catch (OperationCanceledException)
            {
                // They were to end.
            }

            fetcher.Dispose();
            stopping.Dispose();
        };
    }
}

/// <summary>One server for all tests of jobs.</summary>
[CollectionDefinition(Name)]
public sealed class JobServerCollection : ICollectionFixture<JobServer>
{
    public const string Name = "hpc jobs";
}
