using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class JobTests(EarlyServer server)
{
    [Fact]
    public async Task A_job_computes_nothing_until_it_is_queued()
    {
        var graph = EarlyServer.Small(679740);
        var id = await server.MakeAsync(graph, """{"format": "GTiff"}""");

        var told = await server.ReadAsync($"/jobs/{id}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(graph), told["process_graph"]));
        Assert.Equal("GTiff", (string?)told["output"]!["format"]);
        Assert.Equal(("ann", 0), ((string?)told["user_id"], (int)told["consumed_credits"]!));
        Assert.Equal("created", (string?)(await server.GetJsonAsync($"/jobs/{id}"))["status"]);
        Assert.Contains(id, (await server.ReadAsync("/users/me/jobs")).AsArray().Select(job => (string)job!["job_id"]!));

        var queued = await server.AskAsync("PATCH", $"/jobs/{id}/queue");
        Assert.Equal((200, "no-store"), (queued.Status, queued.Header("Cache-Control")));
        await server.BecomesAsync(id, "finished");
        Assert.Equal("finished", (string?)(await server.GetJsonAsync($"/jobs/{id}"))["status"]);

        var runs = server.Runner.Runs;
        Assert.Single((await server.ReadAsync($"/jobs/{id}/download")).AsArray());
        Assert.Equal(runs, server.Runner.Runs);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task Jobs_are_paused_resumed_cancelled_and_queued_again(string method)
    {
        var left = 679800 + method.Length;
        var id = await server.MakeAsync(EarlyServer.Small(left));
        Assert.Equal(428, (await server.AskAsync(method, $"/jobs/{id}/pause")).Status);
        server.Runner.Hold = $"{left}";
        try
        {
            Assert.Equal(200, (await server.AskAsync(method, $"/jobs/{id}/queue")).Status);
            await server.BecomesAsync(id, "running");
            Assert.Equal(423, (await server.AskAsync("PATCH", $"/jobs/{id}", """{"output": {"format": "PNG"}}""")).Status);
            Assert.Equal(503, (await server.AskAsync("GET", $"/jobs/{id}/download")).Status);
            Assert.Equal(200, (await server.AskAsync(method, $"/jobs/{id}/pause")).Status);
            Assert.Equal("paused", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
            Assert.Equal(428, (await server.AskAsync(method, $"/jobs/{id}/pause")).Status);
            Assert.Equal(200, (await server.AskAsync(method, $"/jobs/{id}/queue")).Status);
            await server.BecomesAsync(id, "running");
            Assert.Equal(200, (await server.AskAsync(method, $"/jobs/{id}/cancel")).Status);
            Assert.Equal("canceled", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
            Assert.Equal(410, (await server.AskAsync("GET", $"/jobs/{id}/download")).Status);
        }
        finally
        {
            server.Runner.Hold = null;
        }

        Assert.Equal(200, (await server.AskAsync(method, $"/jobs/{id}/queue")).Status);
        await server.BecomesAsync(id, "finished");
        Assert.Equal(200, (await server.AskAsync("GET", $"/jobs/{id}/download")).Status);
    }

    [Fact]
    public async Task A_paused_job_can_be_cancelled_and_changed()
    {
        const int Left = 679823;
        var id = await server.MakeAsync(EarlyServer.Small(Left));
        server.Runner.Hold = $"{Left}";
        try
        {
            await server.AskAsync("PATCH", $"/jobs/{id}/queue");
            await server.BecomesAsync(id, "running");
            await server.AskAsync("PATCH", $"/jobs/{id}/pause");
            Assert.Equal(200, (await server.AskAsync("PATCH", $"/jobs/{id}/cancel")).Status);
            Assert.Equal("canceled", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
            Assert.Equal(200, (await server.AskAsync("PATCH", $"/jobs/{id}", EarlyServer.Body(EarlyServer.Small(679824)))).Status);
            Assert.Equal("submitted", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
        }
        finally
        {
            server.Runner.Hold = null;
        }
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        var id = await server.MakeAsync(EarlyServer.Small().Replace("2022-06", "1999-06", StringComparison.Ordinal));

        await server.AskAsync("PATCH", $"/jobs/{id}/queue");

        Assert.NotEmpty((string)(await server.BecomesAsync(id, "error"))["message"]!);
    }

    [Theory]
    [InlineData("/jobs?evaluate=lazy&format=tif", "submitted")]
    [InlineData("/jobs&evaluate=lazy", "submitted")]
    [InlineData("/jobs?evaluate=lazy&format=wcs", "submitted")]
    [InlineData("/jobs?evaluate=batch&format=png", "queued running finished")]
    public async Task The_first_version_says_in_the_address_how_a_job_is_evaluated(string path, string statuses)
    {
        var reply = await server.AskAsync("POST", path, EarlyServer.Body(EarlyServer.Small(679841)));

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Contains((string)reply.Json["status"]!, statuses.Split(' '));
        Assert.NotNull(reply.Json["last_update"]);
    }

    [Fact]
    public async Task A_synchronous_job_of_the_first_version_is_its_data()
    {
        var reply = await server.AskAsync("POST", "/jobs?evaluate=sync&format=png", EarlyServer.Body(EarlyServer.Small()));

        Assert.Equal((200, "image/png"), (reply.Status, reply.Header("Content-Type")));
        Assert.Equal(0x89, reply.Body[0]);
    }

    [Fact]
    public async Task Jobs_of_others_are_not_there()
    {
        var id = await server.MakeAsync(EarlyServer.Small());

        foreach (var (method, path) in (List<(string, string)>)
            [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("PATCH", "/queue"), ("PATCH", "/pause"), ("PATCH", "/cancel"), ("GET", "/download"), ("GET", "/subscribe")])
        {
            var reply = await server.AskAsync(method, $"/jobs/{id}{path}", method == "PATCH" && path.Length == 0 ? EarlyServer.Body(EarlyServer.Small()) : null, "bob");
            Assert.True(reply.Status == 404, $"{method} {path}: {reply.Status}");
        }

        Assert.Equal(404, (await server.AskAsync("GET", $"/download/GTiff/{id}", owner: "bob")).Status);
        Assert.Equal(404, (await server.AskAsync("GET", $"/download/{id}/wcs", owner: "bob")).Status);
        Assert.Equal(404, (await server.AskAsync("POST", "/services", $$"""{"job_id": "{{id}}", "service_type": "wms"}""", "bob")).Status);
        Assert.DoesNotContain(id, (await server.ReadAsync("/users/me/jobs", "bob")).AsArray().Select(job => (string)job!["job_id"]!));
        Assert.Equal("submitted", (string?)(await server.ReadAsync($"/jobs/{id}"))["status"]);
    }

    [Fact]
    public async Task A_job_of_today_is_seen_with_its_graph_of_today_and_computed()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""));

        var told = await server.ReadAsync($"/jobs/{id}");
        var links = (await server.ReadAsync($"/jobs/{id}/download")).AsArray();

        Assert.Equal(("submitted", "add"), ((string?)told["status"], (string?)told["process_graph"]!["one"]!["process_id"]));
        Assert.Equal("3", (await server.AskAsync("GET", (string)links.Single()!, owner: null)).Text);
    }

    [Fact]
    public async Task A_removed_job_is_gone()
    {
        var id = await server.MakeAsync(EarlyServer.Small());

        Assert.Equal(200, (await server.AskAsync("DELETE", $"/jobs/{id}")).Status);
        Assert.Equal(404, (await server.AskAsync("GET", $"/jobs/{id}")).Status);
    }
}
