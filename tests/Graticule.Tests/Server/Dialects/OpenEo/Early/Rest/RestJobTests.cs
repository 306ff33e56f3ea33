using System.Globalization;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Rest;

[Collection(RestServerCollection.Name)]
public sealed class RestJobTests(RestServer server)
{
    [Theory]
    [InlineData("0.3", "job_id", RestServer.Tree)]
    [InlineData("0.4", "id", RestServer.Nodes)]
    public async Task A_job_is_told_as_it_was_written_by_its_own_version_and_as_todays_by_others(string version, string member, string graph)
    {
        var id = await server.MakeAsync(version, "/jobs", $$"""{"title": "T", "description": null, "plan": "free", "budget": 3, "process_graph": {{graph}}}""");

        var own = await server.ReadAsync(version, $"/jobs/{id}");
        Assert.Equal((id, "T", "submitted"), ((string?)own[member], (string?)own["title"], (string?)own["status"]));
        Assert.Equal(3, (int?)own["budget"]);
        RestServer.Same(graph, own["process_graph"]);
        var today = await server.GetJsonAsync($"/jobs/{id}");
        Assert.Equal(("T", "created"), ((string?)today["title"], (string?)today["status"]));
        var nodes = today["process"]!["process_graph"]!;
        var other = await server.ReadAsync(version == "0.3" ? "0.4" : "0.3", $"/jobs/{id}");
        RestServer.Same(nodes.ToJsonString(), other["process_graph"]);
        Assert.Contains((await server.ReadAsync(version, "/jobs"))["jobs"]!.AsArray(), job => (string?)job![member] == id && job["process_graph"] is null);
    }

    [Fact]
    public async Task A_job_of_today_is_told_with_todays_graph()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""));

        foreach (var version in (string[])["0.3", "0.4"])
        {
            var told = await server.ReadAsync(version, $"/jobs/{id}");
            Assert.Equal("add", (string?)told["process_graph"]!["one"]!["process_id"]);
        }
    }

    [Fact]
    public async Task A_change_by_todays_version_drops_what_was_written_before()
    {
        var id = await server.MakeAsync("0.4", "/jobs", $$"""{"process_graph": {{RestServer.Nodes}}}""");
        var kept = await server.SendAsync("PATCH", $"/jobs/{id}", """{"title": "still"}""");
        RestServer.Same(RestServer.Nodes, (await server.ReadAsync("0.4", $"/jobs/{id}"))["process_graph"]);

        var changed = await server.SendAsync("PATCH", $"/jobs/{id}", OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""));

        Assert.Equal((204, 204), (kept.Status, changed.Status));
        Assert.Equal("add", (string?)(await server.ReadAsync("0.4", $"/jobs/{id}"))["process_graph"]!["one"]!["process_id"]);
    }

    [Fact]
    public async Task Graph_and_output_of_0_3_change_one_without_the_other()
    {
        var id = await server.MakeAsync("0.3", "/jobs", $$"""{"process_graph": {{RestServer.Tree}}}""");
        Assert.Equal("GTiff", await FormatAsync());

        await ChangeAsync("""{"output": {"format": "JSON", "parameters": {}}}""");
        Assert.Equal("JSON", await FormatAsync());
        RestServer.Same(RestServer.Tree, (await server.ReadAsync("0.3", $"/jobs/{id}"))["process_graph"]);

        const string Other = """{"process_id": "get_collection", "name": "S2"}""";
        await ChangeAsync($$"""{"process_graph": {{Other}}}""");
        Assert.Equal("JSON", await FormatAsync());
        RestServer.Same(Other, (await server.ReadAsync("0.3", $"/jobs/{id}"))["process_graph"]);

        await ChangeAsync("""{"output": null}""");
        Assert.Equal("GTiff", await FormatAsync());

        async Task ChangeAsync(string body)
        {
            var reply = await server.AskAsync("0.3", "PATCH", $"/jobs/{id}", body);
            Assert.True(reply.Status == 204, reply.Text);
        }

        async Task<string?> FormatAsync()
        {
            var nodes = (await server.GetJsonAsync($"/jobs/{id}"))["process"]!["process_graph"]!.AsObject();
            return (string?)nodes.Single(node => (string?)node.Value!["process_id"] == "save_result").Value!["arguments"]!["format"];
        }
    }

    [Theory]
    [InlineData("""{"output": {"format": "JSON"}}""", "PropertyNotEditable")]
    [InlineData("{}", "NoDataForUpdate")]
    [InlineData("""{"status": "finished"}""", "PropertyNotEditable")]
    public async Task A_change_that_makes_no_sense_is_refused(string change, string code)
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""));

        var reply = await server.AskAsync("0.3", "PATCH", $"/jobs/{id}", change);

        Assert.Equal((400, 400), (reply.Status, (int)reply.Json["code"]!));
        Assert.Contains(code, (string)reply.Json["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_runs_and_its_results_are_links_that_need_no_token()
    {
        var id = await server.MakeAsync("0.4", "/jobs", $$"""{"process_graph": {{RestServer.Nodes}}}""");
        Assert.Equal("JobNotStarted", (await server.AskAsync("0.4", "GET", $"/jobs/{id}/results")).Code);
        Assert.Equal(202, (await server.AskAsync("0.4", "POST", $"/jobs/{id}/results", "{}")).Status);
        await server.EndAsync(id, "finished");

        var told = await server.ReadAsync("0.4", $"/jobs/{id}");
        Assert.Equal(("finished", 100), ((string?)told["status"], (int?)told["progress"]));
        foreach (var (version, member) in ((string, string)[])[("0.3", "job_id"), ("0.4", "id")])
        {
            var reply = await server.AskAsync(version, "GET", $"/jobs/{id}/results");
            Assert.Equal(id, (string?)reply.Json[member]);
            Assert.True(DateTimeOffset.Parse(reply.Header("Expires"), CultureInfo.InvariantCulture) > server.Clock.GetUtcNow());
            var href = (string)reply.Json["links"]!.AsArray().Single()!["href"]!;
            Assert.Equal("9", (await server.GetAsync(href, owner: null)).Text);
        }

        Assert.Equal(204, (await server.AskAsync("0.4", "DELETE", $"/jobs/{id}/results")).Status);
        Assert.Equal(204, (await server.AskAsync("0.4", "DELETE", $"/jobs/{id}")).Status);
        Assert.Equal("JobNotFound", (await server.AskAsync("0.4", "GET", $"/jobs/{id}")).Code);
    }

    [Fact]
    public async Task A_job_that_failed_tells_why()
    {
        var id = await server.MakeAsync("0.4", "/jobs", $$"""{"process_graph": {{RestServer.Broken}}}""");
        await server.AskAsync("0.4", "POST", $"/jobs/{id}/results", "{}");
        await server.EndAsync(id, "error");

        var error = (await server.ReadAsync("0.4", $"/jobs/{id}"))["error"]!;
        var results = await server.AskAsync("0.4", "GET", $"/jobs/{id}/results");
        var old = await server.AskAsync("0.3", "GET", $"/jobs/{id}/results");

        Assert.Equal("ArrayElementNotAvailable", (string?)error["code"]);
        Assert.Equal((424, (string?)error["code"], (string?)error["message"]), (results.Status, results.Code, (string?)results.Json["message"]));
        Assert.Equal((424, 424), (old.Status, (int)old.Json["code"]!));
        Assert.Null((await server.ReadAsync("0.3", $"/jobs/{id}"))["error"]);
    }

    [Fact]
    public async Task A_graph_runs_while_its_caller_waits()
    {
        var reply = await server.AskAsync("0.4", "POST", "/result", $$"""{"process_graph": {{RestServer.Nodes}}, "plan": null, "budget": null}""");

        Assert.Equal((200, "9"), (reply.Status, reply.Text));
        Assert.Equal("0", reply.Header("OpenEO-Costs"));
        var log = reply.Header("Link").Split(['<', '>'])[1];
        Assert.Equal(200, (await server.AskAsync("0.4", "GET", log[$"{server.Address}/openeo/0.4".Length..])).Status);
    }

    [Theory]
    [InlineData("0.3", "{}", "ProcessGraphMissing")]
    [InlineData("0.4", "{}", "ProcessGraphMissing")]
    [InlineData("0.3", """{"process_graph": {"process_id": "nothing"}}""", "ProcessUnsupported")]
    [InlineData("0.3", """{"process_graph": {"process_id": "get_collection", "name": "none"}}""", "ProcessParameterInvalid")]
    [InlineData("0.3", """{"process_graph": {"process_id": "get_collection", "name": "S2"}, "output": "JSON"}""", "RequestInvalid")]
    [InlineData("0.4", """{"process_graph": [1]}""", "ProcessGraphInvalid")]
    [InlineData("0.4", """{"process_graph": {"one": {"process_id": "sum", "arguments": {"data": [1]}, "result": true}}, "plan": "gold"}""", "BillingPlanInvalid")]
    [InlineData("0.4", "[]", "RequestInvalid")]
    public async Task A_body_that_makes_no_sense_is_refused(string version, string body, string code)
    {
        var reply = await server.AskAsync(version, "POST", "/jobs", body);

        Assert.Equal(400, reply.Status);
        Assert.Contains(code, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_lists_faults_in_0_4_and_refuses_in_0_3()
    {
        var good = await server.AskAsync("0.4", "POST", "/validation", $$"""{"process_graph": {{RestServer.Nodes}}}""", owner: null);
        var bad = await server.AskAsync("0.4", "POST", "/validation", """{"process_graph": {"one": {"process_id": "nothing", "arguments": {}, "result": true}}}""");
        var old = await server.AskAsync("0.3", "POST", "/validation", $$"""{"process_graph": {{RestServer.Tree}}}""");
        var wrong = await server.AskAsync("0.3", "POST", "/validation", """{"process_graph": {"process_id": "nothing"}}""");

        Assert.Equal((200, """{"errors":[]}"""), (good.Status, good.Text));
        Assert.Equal((200, "ProcessUnsupported"), (bad.Status, (string?)bad.Json["errors"]![0]!["code"]));
        Assert.Equal((204, 400), (old.Status, wrong.Status));
        Assert.Contains("ProcessUnsupported", (string)wrong.Json["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_estimate_reads_no_pixel()
    {
        var id = await server.MakeAsync("0.4", "/jobs", $$"""{"process_graph": {{RestServer.Nodes}}}""");

        var estimate = await server.ReadAsync("0.4", $"/jobs/{id}/estimate");

        Assert.Equal(0, (int?)estimate["costs"]);
        Assert.Equal("submitted", (string?)(await server.ReadAsync("0.4", $"/jobs/{id}"))["status"]);
    }
}
