using System.Net;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Hosting;

public sealed class ServerHostTests
{
    [Fact]
    public async Task A_started_server_is_alive_and_soon_ready()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("{\"status\":\"ok\"}", await server.Http.GetStringAsync("/health/live"));
        var ready = await ReadyAsync(server, HttpStatusCode.OK);

        Assert.Equal("ok", (string)ready["status"]!);
        Assert.Equal(
            ["callbacks", "disk", "files", "import of changes", "retention", "scheduler", "settlement of jobs", "stopping", "store", "workers"],
            ready["checks"]!.AsObject().Select(check => check.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_whose_workers_cannot_start_says_so()
    {
        await using var server = await RunningServer.StartAsync(options => options with { WorkerProgram = "/no/such/program" });

        var ready = await ReadyAsync(server, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("failing", (string)ready["status"]!);
        Assert.Equal("failing", (string)ready["checks"]!["workers"]!["status"]!);
        Assert.Contains("/no/such/program", (string)ready["checks"]!["workers"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal("ok", (string)ready["checks"]!["store"]!["status"]!);
    }

    [Fact]
    public async Task A_server_without_room_on_its_disk_says_so()
    {
        await using var server = await RunningServer.StartAsync(options => options with { MinFreeBytes = long.MaxValue });

        var ready = await ReadyAsync(server, HttpStatusCode.ServiceUnavailable);

        Assert.Contains("MiB are free", (string)ready["checks"]!["disk"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_has_one_server()
    {
        await using var server = await RunningServer.StartAsync();

        var exception = await Assert.ThrowsAsync<ProblemException>(() => RunningServer.StartAsync(data: server.Data));

        Assert.Equal(ProblemKind.Conflict, exception.Problem.Kind);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var server = await RunningServer.StartAsync();

        var exception = await Assert.ThrowsAsync<ProblemException>(
            () => RunningServer.StartAsync(options => options with { Urls = server.Url.GetLeftPart(UriPartial.Authority) }));

        Assert.Contains(server.Url.Authority, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_server_starts_again_on_the_same_data()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        await using (await RunningServer.StartAsync(data: data))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.CallbackKey));
        }

        var key = await File.ReadAllTextAsync(data.CallbackKey);
        await using var again = await RunningServer.StartAsync(data: data);

        Assert.Equal(key, await File.ReadAllTextAsync(data.CallbackKey));
    }

    [Fact]
    public async Task A_public_address_stands_in_for_the_inner_one()
    {
        await using var server = await RunningServer.StartAsync(options => options with { PublicUrl = new("https://maps.example.org/base/") });

        var landing = await server.Http.GetStringAsync("/base/ogc-api?f=json");

        Assert.Contains("https://maps.example.org/base/ogc-api/processes", landing, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", landing, StringComparison.Ordinal);
    }

    /// <summary>Asks until it answers so: workers take a moment to start, or to fail.</summary>
    private static async Task<JsonNode> ReadyAsync(RunningServer server, HttpStatusCode expected)
    {
        var tries = 0;
        while (true)
        {
            using var response = await server.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            if (response.StatusCode == expected && !body.ToJsonString().Contains("ready yet", StringComparison.Ordinal))
            {
                return body;
            }

            Assert.True(tries++ < 60, body.ToJsonString());
            await Task.Delay(250);
        }
    }

    [Theory]
    [InlineData("attacker.example", AccessMode.Open, HttpStatusCode.BadRequest)]
    [InlineData("localhost", AccessMode.Open, HttpStatusCode.OK)]
    [InlineData("attacker.example", AccessMode.Keys, HttpStatusCode.OK)]
    public async Task A_server_without_keys_answers_only_to_names_of_this_machine(string host, AccessMode access, HttpStatusCode expected)
    {
        await using var server = await RunningServer.StartAsync(options => options with { Access = access });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc-api");
        request.Headers.Host = host;

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }
}
