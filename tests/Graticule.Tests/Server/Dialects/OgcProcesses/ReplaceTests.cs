using System.Net;
using System.Text.Json.Nodes;
using Graticule.Tests.Analysis;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>What becomes of jobs when their process changes or goes.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class ReplaceTests(OgcServer server)
{
    private const string Package = "application/ogcapppkg+json";

    private readonly string _owner = $"X-Owner: {Guid.NewGuid():N}";

    [Fact]
    public async Task Jobs_run_the_version_that_they_were_made_for()
    {
        await SendAsync(HttpMethod.Post, "/processes", NotebookPackage.Small("changing", "1.0.0"));
        var before = await StartAsync("changing", pause: 0.5);

        var replaced = await SendAsync(HttpMethod.Put, "/processes/changing", NotebookPackage.Small("changing", "2.0.0"));
        var after = await StartAsync("changing", pause: 0);

        Assert.Equal((HttpStatusCode.NoContent, 0), (replaced.StatusCode, (await replaced.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal("2.0.0", (await server.GetJsonAsync("/processes/changing", _owner))["version"]!.GetValue<string>());
        Assert.StartsWith("1.0.0 ", await ResultAsync(before), StringComparison.Ordinal);
        Assert.StartsWith("2.0.0 ", await ResultAsync(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_of_a_removed_process_end_and_their_results_can_be_read()
    {
        await SendAsync(HttpMethod.Post, "/processes", NotebookPackage.Small("leaving"));
        var job = await StartAsync("leaving", pause: 0.5);

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, "/processes/leaving", body: null, _owner)).StatusCode);

        Assert.StartsWith("1.0.0 ", await ResultAsync(job), StringComparison.Ordinal);
        Assert.Contains("leaving", (await server.GetJsonAsync("/jobs?processID=leaving", _owner)).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/processes/leaving/execution", """{"inputs": {"text": "x"}}""", _owner)).StatusCode);
    }

    [Fact]
    public async Task A_package_of_another_process_does_not_replace_this_one()
    {
        await SendAsync(HttpMethod.Post, "/processes", NotebookPackage.Small("this"));

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Put, "/processes/this", NotebookPackage.Small("that"))).StatusCode);
        var nameless = NotebookPackage.Small("this", "5.0.0");
        nameless["processDescription"]!.AsObject().Remove("id");
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Put, "/processes/this", nameless)).StatusCode);
        Assert.Equal("5.0.0", (await server.GetJsonAsync("/processes/this", _owner))["version"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("wait=0")]
    [InlineData("wait=20")]
    [InlineData("respond-async;return=representation")]
    public async Task A_process_of_a_cluster_answers_with_a_job_whatever_is_preferred(string preference)
    {
        var package = NotebookPackage.Small("cluster");
        package["executionUnit"]!["type"] = "SLURM";
        await SendAsync(HttpMethod.Post, "/processes", package);

        var response = await server.PostAsync(
            "/processes/cluster/execution", """{"inputs": {"text": "x"}, "response": "document"}""", _owner, "Accept: /*", $"Prefer: {preference}");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var status = await OgcServer.JsonAsync(response);
        Assert.Equal(response.Headers.Location!.AbsoluteUri, $"{server.Api}/jobs/{status["jobID"]!.GetValue<string>()}");
        Assert.Equal(preference == "wait=20", status["status"]!.GetValue<string>() == "successful");
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject package) =>
        server.SendAsync(method, path, package.ToJsonString(), $"Content-Type: {Package}", _owner);

    private async Task<string> StartAsync(string process, double pause)
    {
        var body = new JsonObject { ["inputs"] = new JsonObject { ["text"] = "x", ["pause"] = pause } };
        var created = await server.PostAsync($"/processes/{process}/execution", body.ToJsonString(), "Prefer: respond-async", _owner);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await OgcServer.JsonAsync(created))["jobID"]!.GetValue<string>();
    }

    private async Task<string> ResultAsync(string job)
    {
        for (var tries = 0; tries < 10000; tries++)
        {
            var status = (await server.GetJsonAsync($"/jobs/{job}", _owner))["status"]!.GetValue<string>();
            if (status is "successful" or "failed")
            {
                Assert.Equal("successful", status);
                return await (await server.GetAsync($"/jobs/{job}/results", _owner)).Content.ReadAsStringAsync();
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Job {job} did not end.");
    }
}
