namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class JobTests(OpenEoServer server)
{
    private const string Sum = """{"x": 1, "y": 2}""";

    [Fact]
    public async Task A_job_is_made_as_clients_send_it_with_null_for_what_is_not_set()
    {
        var body = """{"process": {"process_graph": {"one": {"process_id": "add", "arguments": {"x": 1, "y": 2}, "result": true}}, "summary": "Sum"}, "title": null, "description": "Adds.", "plan": null, "budget": null, "memory": 512, "no_such": 1}""";
        var made = await server.SendAsync("POST", "/jobs", body);

        Assert.Equal(201, made.Status);
        var id = made.Header("OpenEO-Identifier");
        Assert.Equal($"{server.Api}/jobs/{id}", made.Header("Location"));
        var job = await server.GetJsonAsync($"/jobs/{id}");
        Assert.Equal((id, "created", 0.0, "Adds."), ((string?)job["id"], (string?)job["status"], (double)job["progress"]!, (string?)job["description"]));
        Assert.Null(job["title"]);
        Assert.Equal(("Sum", 512, "info", "free"), ((string?)job["process"]!["summary"], (int)job["memory"]!, (string?)job["log_level"], (string?)job["plan"]));
        Assert.False(job.AsObject().ContainsKey("no_such"));
    }

    [Theory]
    [InlineData("{}", "ProcessGraphMissing")]
    [InlineData("""{"process": {}}""", "ProcessGraphMissing")]
    [InlineData("""{"process": {"process_graph": {}}}""", "ProcessGraphMissing")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": 1}}}}""", "ProcessGraphInvalid")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": "e"}}}, "plan": "gold"}""", "BillingPlanInvalid")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": "e"}}}, "budget": -1}""", "BudgetInvalid")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": "e"}}}, "log_level": "loud"}""", "RequestInvalid")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": "e"}}}, "memory": "much"}""", "RequestInvalid")]
    [InlineData("""{"process": {"process_graph": {"a": {"process_id": "e"}}}, "title": 1}""", "RequestInvalid")]
    [InlineData("[]", "RequestInvalid")]
    [InlineData("{", "RequestInvalid")]
    [InlineData("", "RequestInvalid")]
    public async Task What_is_wrong_with_a_body_is_told(string body, string code)
    {
        var refused = await server.SendAsync("POST", "/jobs", body);

        Assert.Equal((400, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_job_goes_from_created_to_finished_and_can_be_started_again()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", Sum));

        var first = await server.RunAsync(id);
        Assert.Equal(("finished", 100.0), ((string?)first["status"], (double)first["progress"]!));
        Assert.NotNull(first["started"]);
        var value = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["result.json"]!["href"]!;
        Assert.Equal("3", (await server.GetAsync(value, owner: null)).Text);

        var change = """{"process": {"process_graph": {"one": {"process_id": "add", "arguments": {"x": 5, "y": 2}, "result": true}}}}""";
        Assert.Equal(204, (await server.SendAsync("PATCH", $"/jobs/{id}", change)).Status);
        Assert.Equal("finished", (string?)(await server.RunAsync(id))["status"]);
        Assert.Equal(404, (await server.GetAsync(value, owner: null)).Status);
        var again = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["result.json"]!["href"]!;
        Assert.Equal("7", (await server.GetAsync(again, owner: null)).Text);
    }

    [Fact]
    public async Task A_running_job_is_locked_and_a_second_start_has_no_effect()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("wait"));
        Assert.Equal(202, (await server.SendAsync("POST", $"/jobs/{id}/results")).Status);
        var job = await server.EndAsync(id, "running");
        var queued = (string?)job["queued"];

        Assert.InRange((double)job["progress"]!, 0, 99);
        Assert.Equal(202, (await server.SendAsync("POST", $"/jobs/{id}/results")).Status);
        var locked = await server.SendAsync("PATCH", $"/jobs/{id}", """{"title": "x"}""");
        Assert.Equal((400, "JobLocked"), (locked.Status, locked.Code));
        Assert.Equal("JobNotFinished", (await server.GetAsync($"/jobs/{id}/results")).Code);
        var partial = await server.GetJsonAsync($"/jobs/{id}/results?partial=true");
        Assert.Equal(("running", "Collection"), ((string?)partial["openeo:status"], (string?)partial["type"]));
        Assert.Equal(queued, (string?)(await server.GetJsonAsync($"/jobs/{id}"))["queued"]);

        Assert.Equal(204, (await server.SendAsync("DELETE", $"/jobs/{id}/results")).Status);
        Assert.Equal("canceled", (string?)(await server.GetJsonAsync($"/jobs/{id}"))["status"]);
        Assert.Equal(204, (await server.SendAsync("DELETE", $"/jobs/{id}/results")).Status);
        Assert.Equal(204, (await server.SendAsync("PATCH", $"/jobs/{id}", """{"process": {"process_graph": {"one": {"process_id": "null", "arguments": {}, "result": true}}}}""")).Status);
        Assert.Equal("finished", (string?)(await server.RunAsync(id))["status"]);
    }

    [Fact]
    public async Task Two_starts_at_once_run_the_job_once()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", Sum));

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.SendAsync("POST", $"/jobs/{id}/results")));

        Assert.All(starts, start => Assert.Equal(202, start.Status));
        Assert.Equal("finished", (string?)(await server.EndAsync(id, "finished", "error"))["status"]);
    }

    [Fact]
    public async Task What_may_be_changed_is_changed_and_the_rest_refused()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("add", Sum));

        Assert.Equal("NoDataForUpdate", (await server.SendAsync("PATCH", $"/jobs/{id}", "{}")).Code);
        Assert.Equal("NoDataForUpdate", (await server.SendAsync("PATCH", $"/jobs/{id}", """{"no_such": 1}""")).Code);
        Assert.Equal("PropertyNotEditable", (await server.SendAsync("PATCH", $"/jobs/{id}", """{"status": "finished"}""")).Code);
        Assert.Equal(204, (await server.SendAsync("PATCH", $"/jobs/{id}", """{"title": "New", "log_level": "debug", "budget": 5}""")).Status);

        var job = await server.GetJsonAsync($"/jobs/{id}");
        Assert.Equal(("New", "debug", 5), ((string?)job["title"], (string?)job["log_level"], (int)job["budget"]!));
        Assert.Equal(204, (await server.SendAsync("PATCH", $"/jobs/{id}", """{"title": null}""")).Status);
        Assert.Null((await server.GetJsonAsync($"/jobs/{id}"))["title"]);
        Assert.NotNull((await server.GetJsonAsync($"/jobs/{id}"))["process"]);
    }

    [Fact]
    public async Task A_job_is_its_owners_alone_and_gone_once_it_is_deleted()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("save_result", """{"count": 1}"""));
        await server.RunAsync(id);
        var href = (string)(await server.GetJsonAsync($"/jobs/{id}/results"))["assets"]!["2022-06-01.tif"]!["href"]!;
        foreach (var (method, path) in ((string, string)[])[("GET", ""), ("DELETE", ""), ("GET", "/results"), ("POST", "/results"), ("DELETE", "/results"), ("GET", "/logs")])
        {
            Assert.Equal("JobNotFound", (await server.SendAsync(method, $"/jobs/{id}{path}", owner: "bob")).Code);
        }

        Assert.Equal("JobNotFound", (await server.SendAsync("PATCH", $"/jobs/{id}", """{"title": "x"}""", "bob")).Code);
        Assert.Equal(200, (await server.GetAsync(href, owner: null)).Status);

        Assert.Equal(204, (await server.SendAsync("DELETE", $"/jobs/{id}")).Status);

        Assert.Equal("JobNotFound", (await server.GetAsync($"/jobs/{id}")).Code);
        Assert.Equal(404, (await server.GetAsync(href, owner: null)).Status);
    }

    [Fact]
    public async Task A_running_job_that_is_deleted_ends()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("wait"));
        await server.SendAsync("POST", $"/jobs/{id}/results");
        await server.EndAsync(id, "running");

        Assert.Equal(204, (await server.SendAsync("DELETE", $"/jobs/{id}")).Status);

        var left = await server.Engine.ListAsync(new() { Owner = "ann", Dialect = "openeo", States = [Graticule.Jobs.JobState.Running] }, default);
        Assert.DoesNotContain(left.Jobs, job => job.Spec.Presentation!["job"]?.GetValue<string>() == id);
    }

    [Fact]
    public async Task A_job_whose_graph_cannot_be_run_says_so_at_its_start()
    {
        var none = await server.CreateAsync("""{"process": {"process_graph": {"one": {"process_id": "e", "arguments": {}}}}}""");
        var file = await server.CreateAsync(OpenEoServer.Graph("load_uploaded_files", """{"paths": ["not/there.tif"], "format": "GTiff"}"""));

        Assert.Equal("ResultNodeMissing", (await server.SendAsync("POST", $"/jobs/{none}/results")).Code);
        Assert.Equal((404, "FileNotFound"), await PairAsync(server.SendAsync("POST", $"/jobs/{file}/results")));
        Assert.Equal("created", (string?)(await server.GetJsonAsync($"/jobs/{file}"))["status"]);
        Assert.Equal("JobNotStarted", (await server.GetAsync($"/jobs/{file}/results")).Code);
    }

    [Fact]
    public async Task An_estimate_tells_duration_and_size_and_leaves_nothing()
    {
        var id = await server.CreateAsync(OpenEoServer.Graph("save_result", """{"count": 1}"""), "bob");

        var estimate = await server.GetJsonAsync($"/jobs/{id}/estimate", "bob");

        Assert.Equal((null, "PT1M2S", 1234L), (estimate["costs"], (string?)estimate["duration"], (long)estimate["size"]!));
        Assert.Equal("created", (string?)(await server.GetJsonAsync($"/jobs/{id}", "bob"))["status"]);
        Assert.Equal("JobNotFound", (await server.GetAsync($"/jobs/{id}/estimate")).Code);
    }

    [Fact]
    public async Task Lists_are_newest_first_and_go_on_page_by_page()
    {
        List<string> made = [];
        for (var number = 0; number < 3; number++)
        {
            server.Clock.Move(TimeSpan.FromSeconds(1));
            made.Insert(0, await server.CreateAsync(OpenEoServer.Graph("add", Sum), "bob"));
        }

        var page = await server.GetJsonAsync("/jobs?limit=2", "bob");
        var next = await server.GetJsonAsync((string)page["links"]![0]!["href"]!, "bob");

        Assert.Equal(made[..2], page["jobs"]!.AsArray().Select(job => (string?)job!["id"]));
        Assert.Equal(made[2], (string?)next["jobs"]![0]!["id"]);
        Assert.Null(page["jobs"]![0]!["process"]);
        Assert.Empty((await server.GetJsonAsync("/jobs", "reader"))["jobs"]!.AsArray());
    }

    private static async Task<(int Status, string? Code)> PairAsync(Task<Reply> task)
    {
        var reply = await task;
        return (reply.Status, reply.Code);
    }
}
