using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Hpc.Jobs;

[Collection(JobServerCollection.Name)]
public sealed class SavedJobPagesTests(JobServer server)
{
    [Theory]
    [InlineData("""{"jobanalyses": []}""", "name", "This field is required.")]
    [InlineData("""{"name": "x"}""", "jobanalyses", "This field is required.")]
    [InlineData("""{"name": "x", "jobanalyses": []}""", "jobanalyses", "A job has 1 to 50 analyses.")]
    [InlineData("""{"name": "x", "projectId": "nix", "jobanalyses": [ANALYSIS]}""", "projectId", "There is no project 'nix'")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "hardware": {"coreType": "granite", "coresPerSlot": 2}}]}""", "jobanalyses.0.command", "This field is required.")]
    [InlineData("""{"name": "x", "jobanalyses": [{"command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}}]}""", "jobanalyses.0.analysis", "This field is required.")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included", "version": "CPU"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}}]}""", "jobanalyses.0.analysis.version", "is unavailable. Available: 0.")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "nix"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}}]}""", "jobanalyses.0.analysis.code", "There is no analysis 'nix'")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 1}}]}""", "jobanalyses.0.hardware.coresPerSlot", "1 is not a valid number of cores per slot for granite. Valid: 2")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite"}}]}""", "jobanalyses.0.hardware.coresPerSlot", "This field is required.")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "nix", "coresPerSlot": 2}}]}""", "jobanalyses.0.hardware.coreType", "There is no core type 'nix'")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2, "walltime": 1000}}]}""", "jobanalyses.0.hardware.walltime", "less than or equal to 24")]
    [InlineData("""{"name": "x", "jobanalyses": [ANALYSIS, {"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}, "inputFiles": [{"id": "abcdef"}]}]}""", "jobanalyses.1.inputFiles.0.id", "object does not exist")]
    [InlineData("""{"name": "x", "jobanalyses": [{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}, "envVars": {"A B": "c"}}]}""", "jobanalyses.0.envVars", "'A B' is no variable")]
    public async Task What_is_wrong_is_told_at_its_place(string body, string place, string sentence)
    {
        var analysis = """{"analysis": {"code": "user_included"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": "2"}}""";

        var (response, text) = await server.SendAsync("/api/v2/jobs/", method: "POST", body: body.Replace("ANALYSIS", analysis, StringComparison.Ordinal));

        Assert.Equal(400, (int)response.StatusCode);
        var node = JsonNode.Parse(text);
        foreach (var step in place.Split('.'))
        {
            node = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? node![index] : node![step];
        }

        Assert.Contains(sentence, (string)node![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_job_has_no_status_and_can_be_changed_and_deleted()
    {
        var job = JobServer.Job("true");
        job["project_id"] = "default";
        job["unknown"] = 1;
        var saved = await server.SaveAsync(job);
        var path = $"/api/v2/jobs/{saved["id"]}";

        Assert.Matches("^[A-Za-z]{6}$", (string)saved["id"]!);
        Assert.Equal("default", (string?)saved["projectId"]);
        Assert.Equal("user_included", (string?)saved["jobanalyses"]![0]!["analysis"]!["code"]);
        Assert.Matches(@"^\d{4}-.*\.\d{6}Z$", (string)saved["dateInserted"]!);
        Assert.False((await server.GetJsonAsync(path)).AsObject().ContainsKey("jobStatus"));
        Assert.Equal(0, (int)(await server.GetJsonAsync(path + "/statuses/"))["count"]!);

        var (changed, text) = await server.SendAsync(path, method: "PATCH", body: """{"name": "New", "jobanalyses": [{"analysis": {"code": "miniconda"}, "command": "ls", "hardware": {"coreType": "granite", "coresPerSlot": 2}}]}""");
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.Equal(("New", "default", "ls"), ((string?)JsonNode.Parse(text)!["name"], (string?)JsonNode.Parse(text)!["projectId"], (string?)JsonNode.Parse(text)!["jobanalyses"]![0]!["command"]));
        Assert.Equal(400, (int)(await server.SendAsync(path, method: "PUT", body: """{"name": ""}""")).Response.StatusCode);

        Assert.Equal(204, (int)(await server.SendAsync(path, method: "DELETE")).Response.StatusCode);
        Assert.Equal(404, (int)(await server.SendAsync(path)).Response.StatusCode);
    }

    [Fact]
    public async Task A_version_may_be_named_as_people_call_it()
    {
        var job = JobServer.Job("true", """{"analysis": {"code": "user_included", "versionName": "Bring Your Own Software"}}""");
        Assert.Equal("0", (string?)(await server.SaveAsync(job))["jobanalyses"]![0]!["analysis"]!["version"]);

        job["jobanalyses"]![0]!["analysis"]!["versionName"] = "Other";
        var (response, text) = await server.SendAsync("/api/v2/jobs/", method: "POST", body: job.ToJsonString());
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("The version 'Other' of 'user_included' is unavailable", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3,4\n", 2)]
    [InlineData("x,y\n1\n", null)]
    public async Task A_sweep_tells_how_many_runs_it_will_have(string table, int? runs)
    {
        var job = JobServer.Job("true");
        Assert.Equal(1, (int)(await server.SaveAsync(job))["expectedRuns"]!);

        job["paramFile"] = new JsonObject { ["id"] = await server.UploadAsync("cases.csv", table) };

        Assert.Equal(runs, (int?)(await server.SaveAsync(job))["expectedRuns"]);
    }

    [Theory]
    [InlineData("", "GET")]
    [InlineData("", "PATCH")]
    [InlineData("", "DELETE")]
    [InlineData("/submit/", "POST")]
    [InlineData("/stop/", "POST")]
    [InlineData("/statuses/", "GET")]
    [InlineData("/cluster_statuses/", "GET")]
    [InlineData("/files/", "GET")]
    [InlineData("/runs/", "GET")]
    [InlineData("/runs/1/", "GET")]
    [InlineData("/runs/1/files/", "GET")]
    [InlineData("/runs/1/directory-contents/", "GET")]
    [InlineData("/runs/1/tail/process_output.log", "GET")]
    [InlineData("/runs/1/stop/", "POST")]
    [InlineData("/runs/1/snapshot/", "POST")]
    [InlineData("/instances/", "GET")]
    public async Task Somebody_elses_job_is_not_there(string path, string method)
    {
        var id = (string)(await server.SaveAsync(JobServer.Job("true")))["id"]!;

        var (response, text) = await server.SendAsync($"/api/v2/jobs/{id}{path}", "bob", method);

        Assert.Equal((404, """{"detail":"Not found."}"""), ((int)response.StatusCode, text));
    }

    [Fact]
    public async Task Lists_follow_state_status_and_order()
    {
        var draft = (string)(await server.SaveAsync(JobServer.Job("true"), "bob"))["id"]!;
        var done = await server.SubmitAsync(JobServer.Job("true"), "bob");
        await JobServer.UntilAsync(async () => (await IdsAsync("state=completed")).Contains(done));

        Assert.Equal([done], await IdsAsync("state=completed"));
        Assert.Equal([draft], await IdsAsync("state=not_completed"));
        Assert.Equal([done], await IdsAsync("job_status=COMPLETED"));
        Assert.Empty(await IdsAsync("job_status=EXECUTING,WAITING_FOR_QUEUE"));
        Assert.Equal([done], await IdsAsync("job_status=EXECUTING,COMPLETED"));
        Assert.Empty(await IdsAsync("t=1"));
        Assert.Equal([done, draft], await IdsAsync("page_size=9999"));
        Assert.Equal([draft, done], await IdsAsync("ordering=dateInserted"));
        var page = await server.GetJsonAsync("/api/v2/jobs/?state=not_completed&page_size=1", "bob");
        Assert.True(page.AsObject().ContainsKey("next"));
        Assert.Null(page["next"]);
        Assert.Equal("", (string?)page["results"]![0]!["jobStatus"]!["content"]);
        foreach (var wrong in (string[])["state=done", "ordering=size"])
        {
            Assert.Equal(400, (int)(await server.SendAsync($"/api/v2/jobs/?{wrong}", "bob")).Response.StatusCode);
        }

        async Task<string[]> IdsAsync(string query) =>
            [.. (await server.GetJsonAsync($"/api/v2/jobs/?{query}", "bob"))["results"]!.AsArray().Select(row => (string)row!["id"]!)];
    }

    [Fact]
    public async Task Who_may_only_read_saves_nothing() =>
        Assert.Equal(403, (int)(await server.SendAsync("/api/v2/jobs/", "reader", "POST", JobServer.Job("true").ToJsonString())).Response.StatusCode);
}
