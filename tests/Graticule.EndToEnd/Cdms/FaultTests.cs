using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cdms;

/// <summary>What happens to match-ups when something else happens.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>All cells of the world with all that lies within 3000 km of them: longer than anybody waits.</summary>
    private static readonly (string Name, string? Value)[] Long = [("b", "-180,-90,180,90"), ("rt", "3000000"), ("matchOnce", "false")];

    private readonly string _sets = Directory.CreateTempSubdirectory("graticule-").FullName;
    private readonly string _data = Directory.CreateTempSubdirectory("graticule-").FullName;
    private static readonly HttpClient Http = new();

    public async Task InitializeAsync()
    {
        await CdmsServer.MakeAsync(_sets);
        await CdmsServer.ScanAsync(_sets, _data);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_sets, recursive: true);
        Directory.Delete(_data, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_job_outlives_a_server_that_is_killed_and_ends_as_if_nothing_had_happened()
    {
        await using var server = new RestartedServer(_data);
        await server.StartAsync("--datasets", _sets, "--workers", "1");

        // From 500 km on, each distance is computed on the ellipsoid: seconds of work, so that the server can be killed within it.
        var query = CdmsServer.Query(("b", "-180,-90,180,90"), ("rt", "550000"), ("matchOnce", "false"));
        var whole = await EndAsync(server, await SubmitAsync(server, query));
        var id = await SubmitAsync(server, query);
        await SeeProgressAsync(server, id);
        var killed = TimeProvider.System.GetUtcNow().UtcDateTime;
        await server.KillAsync();

        await server.StartAsync("--datasets", _sets, "--workers", "1");
        var job = await EndAsync(server, id);

        Assert.Equal("success", (string)job["status"]!);
        Assert.All(["totalPrimaryMatched", "totalSecondaryMatched", "totalUniqueSecondaryMatched"], count => Assert.Equal((long)whole[count]!, (long)job[count]!));
        Assert.True((long)job["totalPrimaryMatched"]! > 0);
        Assert.True(DateTime.Parse((string)job["updatedAt"]!, CultureInfo.InvariantCulture) > killed, "The job had ended before the server was killed.");
    }

    [Fact]
    public async Task Jobs_are_cancelled_while_they_wait_and_while_they_run()
    {
        await using var server = new RestartedServer(_data);
        await server.StartAsync("--datasets", _sets, "--workers", "1");

        // There is one worker: the second job waits behind the first.
        var running = await SubmitAsync(server, CdmsServer.Query(Long));
        var waiting = await SubmitAsync(server, CdmsServer.Query());
        Assert.Equal("running", (string)(await GetAsync(server, $"/job?id={waiting}"))["status"]!);
        Assert.Equal("cancelled", (string)(await GetAsync(server, $"/job/cancel?id={waiting}"))["status"]!);
        Assert.Equal("cancelled", (string)(await GetAsync(server, $"/job/cancel?id={running}"))["status"]!);

        // The worker is free again.
        var next = await EndAsync(server, await SubmitAsync(server, CdmsServer.Query()));
        Assert.Equal("success", (string)next["status"]!);
        Assert.All(await Task.WhenAll(GetAsync(server, $"/job?id={waiting}"), GetAsync(server, $"/job?id={running}")), job => Assert.Equal("cancelled", (string)job["status"]!));
    }

    [Fact]
    public async Task A_data_set_that_loses_its_file_says_so()
    {
        await using var server = new RestartedServer(_data);
        await server.StartAsync("--datasets", _sets, "--workers", "1");
        Directory.Delete(Path.Combine(_sets, CdmsServer.Chlorophyll), recursive: true);

        using var response = await Http.GetAsync($"{server.Address}/match_spark?{CdmsServer.Query()}");
        if ((int)response.StatusCode == 404)
        {
            // The server has seen that there is nothing left of it.
            return;
        }

        var job = await EndAsync(server, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["executionID"]!);
        Assert.Equal("failed", (string)job["status"]!);
        Assert.Contains(CdmsServer.Chlorophyll, (string)job["message"]!, StringComparison.Ordinal);
    }

    private static async Task<string> SubmitAsync(RestartedServer server, string query) => (string)(await GetAsync(server, "/match_spark?" + query))["executionID"]!;

    /// <summary>Waits until the job is being worked on.</summary>
    private static async Task SeeProgressAsync(RestartedServer server, string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await GetAsync(server, $"/job?id={id}") is var job && job["progress"] is null)
        {
            Assert.Equal("running", (string)job["status"]!);
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<JsonNode> EndAsync(RestartedServer server, string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await GetAsync(server, $"/job?id={id}");
            if ((string)job["status"]! != "running")
            {
                return job;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<JsonNode> GetAsync(RestartedServer server, string path)
    {
        using var response = await Http.GetAsync(server.Address + path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
