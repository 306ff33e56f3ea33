using System.Net;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Part 4: jobs that are made first and started later.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class JobManagementTests(OgcServer server)
{
    [Fact]
    public async Task A_created_job_waits_is_changed_is_started_and_ends()
    {
        var response = await server.PostAsync("/jobs", $$$"""{"process": "{{{server.Api}}}/processes/echo", "title": "A try", "inputs": {"a": "one", "d": [1]}}""");
        var created = await OgcServer.JsonAsync(response);
        var id = (string)created["id"]!;

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"{server.Api}/jobs/{id}", response.Headers.Location!.ToString());
        Assert.Equal(("created", "A try"), ((string)created["status"]!, (string)created["title"]!));

        var patched = await OgcServer.JsonAsync(await server.SendAsync(HttpMethod.Patch, $"/jobs/{id}", """{"inputs": {"a": "two", "d": null}}"""));
        Assert.Equal("created", (string)patched["status"]!);

        var started = await server.SendAsync(HttpMethod.Post, $"/jobs/{id}/results");
        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Equal("accepted", (string)(await OgcServer.JsonAsync(started))["status"]!);
        await server.EndAsync(id);
        var results = await server.GetJsonAsync($"/jobs/{id}/results");
        Assert.Equal("two", (string)results["a"]!);
        Assert.False(results.AsObject().ContainsKey("d"));
    }

    [Fact]
    public async Task A_created_job_is_listed_only_to_whoever_asks_for_it()
    {
        var id = await CreateAsync();

        Assert.DoesNotContain(id, await IdsAsync("/jobs?limit=1000"));
        Assert.Contains(id, await IdsAsync("/jobs?status=created&limit=1000"));
    }

    [Fact]
    public async Task A_started_job_is_locked()
    {
        var id = await CreateAsync();
        await server.SendAsync(HttpMethod.Post, $"/jobs/{id}/results");

        foreach (var response in new[]
        {
            await server.SendAsync(HttpMethod.Patch, $"/jobs/{id}", """{"inputs": {"a": "y"}}"""), await server.SendAsync(HttpMethod.Post, $"/jobs/{id}/results"),
        })
        {
            Assert.Equal(423, (int)response.StatusCode);
            Assert.Equal("http://www.opengis.net/def/exceptions/ogcapi-processes-4/1.0/locked", (string)(await OgcServer.JsonAsync(response))["type"]!);
        }
    }

    [Theory]
    [InlineData("""{"inputs": {"a": "x"}}""", 400)]
    [InlineData("""{"process": "nothing", "inputs": {}}""", 404)]
    [InlineData("""{"process": "https://other.example.org/processes/echo", "inputs": {}}""", 400)]
    [InlineData("""{"process": "echo", "inputs": {"a": 5, "d": "x"}}""", 400)]
    public async Task A_request_that_cannot_run_makes_no_job(string body, int status) =>
        Assert.Equal(status, (int)(await server.PostAsync("/jobs", body)).StatusCode);

    [Fact]
    public async Task A_body_of_another_kind_is_told_apart_by_its_headers()
    {
        var graph = await server.PostAsync("/jobs", "{}", "Content-Schema: https://openeo.example.org/schemas/process_graph.json");
        var text = await server.PostAsync("/jobs", "{}", "Content-Type: text/plain");

        Assert.Equal((422, 415), ((int)graph.StatusCode, (int)text.StatusCode));
    }

    [Fact]
    public async Task A_change_is_checked_like_a_request()
    {
        var id = await CreateAsync();

        var response = await server.SendAsync(HttpMethod.Patch, $"/jobs/{id}", """{"inputs": {"a": 5}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("x", (string)(await server.GetJsonAsync($"/jobs/{id}/definition"))["inputs"]!["a"]!);
    }

    [Fact]
    public async Task A_definition_can_be_sent_again()
    {
        var first = await server.RunAsync("pictures", """{"inputs": {"tiles": 3}, "outputs": {"mean": {}, "tiles": {"transmissionMode": "reference"}}, "response": "document"}""");

        var definition = await server.GetJsonAsync($"/jobs/{first}/definition");
        var second = (string)(await OgcServer.JsonAsync(await server.PostAsync("/jobs", definition.ToJsonString())))["id"]!;
        await server.SendAsync(HttpMethod.Post, $"/jobs/{second}/results");
        await server.EndAsync(second);

        Assert.True(JsonNode.DeepEquals(definition, await server.GetJsonAsync($"/jobs/{second}/definition")));
        Assert.Equal(3, (await server.GetJsonAsync($"/jobs/{second}/results"))["tiles"]!.AsArray().Count);
    }

    private async Task<string> CreateAsync() =>
        (string)(await OgcServer.JsonAsync(await server.PostAsync("/jobs", """{"process": "echo", "inputs": {"a": "x"}}""")))["id"]!;

    private async Task<IEnumerable<string>> IdsAsync(string path) =>
        (await server.GetJsonAsync(path))["jobs"]!.AsArray().Select(job => (string)job!["id"]!);
}
