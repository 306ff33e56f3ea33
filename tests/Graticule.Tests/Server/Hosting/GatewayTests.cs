using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Hosting;

/// <summary>The processes that clients of older gateways ask for by name, on a whole server.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task They_are_described_under_the_names_that_clients_use()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (id, inputs) in new[] { ("securityOut", ""), ("openeoFilterIn", ""), ("FinalizeHPC1", "JobId") })
        {
            var process = JsonNode.Parse(await server.Http.GetStringAsync($"/ann/ogc-api//processes/{id}"))!;

            Assert.Equal(inputs, string.Join(' ', process["inputs"]!.AsObject().Select(input => input.Key)));
            Assert.Equal("""{"type":"string"}""", process["outputs"]!["Result"]!["schema"]!.ToJsonString());
            Assert.Equal("false", process["mutable"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_caller_is_told_who_can_read_the_results()
    {
        await using var open = await RunningServer.StartAsync();
        Assert.StartsWith("You are 'anonymous'. Everybody", await RunAsync(open, "securityOut", "{}"), StringComparison.Ordinal);
        Assert.Contains("no openEO process graph", await RunAsync(open, "openeoFilterIn", "{}"), StringComparison.Ordinal);

        await using var keyed = await RunningServer.StartAsync(options => options with { Access = AccessMode.Keys });
        keyed.SendKey((await File.ReadAllTextAsync(keyed.Data.AdminKey)).Trim());
        Assert.StartsWith($"You are '{OwnerKey.Subject}'. Your jobs", await RunAsync(keyed, "securityOut", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_job_is_waited_for_and_told()
    {
        await using var server = await RunningServer.StartAsync();
        var job = await StartAsync(server, "echo", """{"inputs": {"a": "x", "pause": 1}}""");

        Assert.Equal("succeeded", await RunAsync(server, "FinalizeHPC1", $$$"""{"inputs": {"JobId": "{{{job}}}"} }"""));

        var failed = await StartAsync(server, "band-math", """{"inputs": {"il": [{"href": "http://127.0.0.1:9/none.tif"}], "exp": "im1b1"}}""");
        Assert.StartsWith("failed: ", await RunAsync(server, "FinalizeHPC1", $$$"""{"inputs": {"JobId": "{{{failed}}}"} }"""), StringComparison.Ordinal);

        var waiting = await StartAsync(server, "echo", """{"inputs": {"a": "x", "pause": 60}}""");
        var finalizing = await StartAsync(server, "FinalizeHPC1", $$$"""{"inputs": {"JobId": "{{{waiting}}}"} }""");
        await server.Http.DeleteAsync($"/ogc-api/jobs/{waiting}");
        Assert.Equal("succeeded", await RunAsync(server, "FinalizeHPC1", $$$"""{"inputs": {"JobId": "{{{finalizing}}}"} }"""));
        Assert.Equal("cancelled", await server.Http.GetStringAsync($"/ogc-api/jobs/{finalizing}/results/Result"));
    }

    [Theory]
    [InlineData("nonsense", "no id of a job")]
    [InlineData("019aa8ef5ccd7b3ca0a38bb05e9a9a9a", "no job")]
    public async Task A_job_that_there_is_not_is_named(string id, string words)
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Contains(words, await RunAsync(server, "FinalizeHPC1", $$$"""{"inputs": {"JobId": "{{{id}}}"} }"""), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(RunningServer server, string process, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(new Uri($"/ogc-api/processes/{process}/execution", UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> StartAsync(RunningServer server, string process, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/ogc-api/processes/{process}/execution") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Prefer", "respond-async");
        using var response = await server.Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["jobID"]!.GetValue<string>();
    }
}
