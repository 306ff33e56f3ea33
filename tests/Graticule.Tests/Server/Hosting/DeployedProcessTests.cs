using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Tests.Analysis;
using Graticule.Tests.Jobs.Inputs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Hosting;

/// <summary>Deployed processes on a whole server: what packages name is fetched under the policy of inputs, and what was deployed outlives the server.</summary>
public sealed class DeployedProcessTests
{
    private const string Ogc = "application/ogcapppkg+json";

    private const string Tool = """
        cwlVersion: v1.2
        class: ExpressionTool
        id: doubled
        requirements: {InlineJavascriptRequirement: {}}
        inputs: {number: {type: int, default: 0}}
        outputs: {twice: int}
        expression: "${ return {'twice': 2 * inputs.number}; }"
        """;

    [Fact]
    public async Task A_package_at_a_private_address_is_refused_unless_the_operator_allows_it()
    {
        await using var host = await RemoteHost.StartAsync(Tool);
        var body = new JsonObject { ["executionUnit"] = new JsonObject { ["href"] = new Uri(host.Url, "tool.cwl#doubled").AbsoluteUri, ["type"] = "application/cwl" } }.ToJsonString();

        await using (var server = await RunningServer.StartAsync())
        {
            using var refused = await DeployAsync(server, body, Ogc);
            var report = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("/executionUnit/href", report["errors"]![0]!["pointer"]!.GetValue<string>());
            Assert.Contains("--private-host", report["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Empty(host.Requests);
        }

        await using var open = await RunningServer.StartAsync(options => options with { Fetch = options.Fetch with { PrivateHosts = [HostRule.Parse("127.0.0.1")] } });
        using var deployed = await DeployAsync(open, body, Ogc);

        Assert.True(deployed.StatusCode == HttpStatusCode.Created, await deployed.Content.ReadAsStringAsync());
        Assert.Equal("/tool.cwl", Assert.Single(host.Requests).Path);
        Assert.Equal("0", JsonNode.Parse(await open.Http.GetStringAsync("/ogc-api/processes/doubled"))!["inputs"]!["number"]!["schema"]!["default"]!.ToJsonString());
    }

    [SkippableFact]
    public async Task A_deployed_workflow_runs()
    {
        Skip.IfNot(File.Exists("/usr/bin/cwltool") && File.Exists("/usr/bin/bwrap"), "The Debian packages cwltool and bubblewrap are not installed.");
        await using var server = await RunningServer.StartAsync();
        using var deployed = await DeployAsync(server, Tool, "application/cwl");
        using var body = new StringContent("""{"inputs": {"number": 21}}""", new MediaTypeHeaderValue("application/json"));

        using var response = await server.Http.PostAsync(new Uri("/ogc-api/processes/doubled/execution", UriKind.Relative), body);

        Assert.Equal((HttpStatusCode.OK, "42"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_text_that_is_larger_than_any_package_is_not_fetched_to_its_end()
    {
        await using var host = await RemoteHost.StartAsync(new string('#', 5_000_000));
        await using var server = await RunningServer.StartAsync(options => options with { Fetch = options.Fetch with { PrivateHosts = [HostRule.Parse("127.0.0.1")] } });

        using var refused = await DeployAsync(server, $$$"""{"executionUnit": {"href": "{{{host.Url}}}"} }""", Ogc);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("which no package is", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_deployed_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        await using (var server = await RunningServer.StartAsync(data: data))
        {
            using var deployed = await DeployAsync(server, Tool, "application/cwl");
            using var gone = await DeployAsync(server, Tool.Replace("doubled", "gone", StringComparison.Ordinal), "application/cwl");
            Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (deployed.StatusCode, gone.StatusCode));
            using var removed = await server.Http.DeleteAsync(new Uri("/ogc-api/processes/gone", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        await using var again = await RunningServer.StartAsync(data: data);

        Assert.Equal(Tool, await again.Http.GetStringAsync("/ogc-api/processes/doubled/package"));
        Assert.Equal(HttpStatusCode.NotFound, (await again.Http.GetAsync(new Uri("/ogc-api/processes/gone", UriKind.Relative))).StatusCode);
        using var taken = await DeployAsync(again, Tool, "application/cwl");
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
    }

    [Fact]
    public async Task A_package_whose_image_is_not_here_is_refused()
    {
        await using var server = await RunningServer.StartAsync();

        using var refused = await DeployAsync(server, NotebookPackage.BandMath().ToJsonString(), Ogc);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("/executionUnit/image", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> DeployAsync(RunningServer server, string body, string mediaType)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return server.Http.PostAsync(new Uri("/ogc-api/processes", UriKind.Relative), content);
    }
}
