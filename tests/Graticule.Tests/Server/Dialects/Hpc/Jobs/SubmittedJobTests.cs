using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Jobs;

namespace Graticule.Tests.Server.Dialects.Hpc.Jobs;

[Collection(JobServerCollection.Name)]
public sealed class SubmittedJobTests(JobServer server)
{
    [Fact]
    public async Task A_job_runs_and_shows_its_history_files_and_cost()
    {
        var input = await server.UploadAsync("in.txt", "from the input\n");
        var job = JobServer.Job("cat in.txt; echo $A $RESCALE_JOB_ID $RESCALE_CORES_PER_SLOT; echo data > out.dat", """{"envVars": {"A": "b"}}""");
        job["jobanalyses"]![0]!["inputFiles"] = new JsonArray(new JsonObject { ["id"] = input });
        var id = await server.SubmitAsync(job);

        var rows = await server.CompleteAsync(id);
        Assert.Equal(["Completed", "Executing", "Validated", "Started", "Queued", "Pending"], rows.Select(row => (string?)row!["status"]));
        Assert.Equal("Completed successfully", (string?)rows[0]!["statusReason"]);
        var dates = rows.Select(row => (string)row!["statusDate"]!).ToArray();
        Assert.All(dates, date => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$", date));
        Assert.Equal(dates.OrderDescending(StringComparer.Ordinal), dates);
        var cluster = (await server.GetJsonAsync($"/api/v2/jobs/{id}/cluster_statuses"))["results"]!.AsArray();
        Assert.Equal(["Stopped", "Stopping", "Stop Requested", "Started", "Starting", "Not Started"], cluster.Select(row => (string?)row!["status"]));
        Assert.All(cluster, row => Assert.EndsWith("Z", (string)row!["statusDate"]!, StringComparison.Ordinal));

        Assert.Equal(["out.dat", "process_output.log"], (await FilesAsync(id)).Select(file => (string?)file!["name"]).Order(StringComparer.Ordinal));
        var log = await server.ReadAsync(id, "process_output.log");
        Assert.Contains("Z]: from the input\n", log, StringComparison.Ordinal);
        Assert.Contains($"]: b {id} 1\n", log, StringComparison.Ordinal);
        Assert.Equal("process_output.log", (string?)(await FilesAsync(id, "search=OUTPUT")).Single()!["name"]);
        var run = await server.GetJsonAsync($"/api/v2/jobs/{id}/runs/1/");
        Assert.Equal(("1", 2, 0, 0), ((string?)run["id"], (int)run["outputFileCount"]!, (int)run["exitCode"]!, run["variables"]!.AsArray().Count));
        Assert.NotNull((await server.GetJsonAsync($"/api/v2/jobs/{id}/"))["cost"]!["amount"]);
    }

    [Fact]
    public async Task A_command_that_fails_completes_its_job_with_the_reason()
    {
        var id = await server.SubmitAsync(JobServer.Job("python missing.py", """{"analysis": {"code": "miniconda", "version": "4.8.4"}}"""));

        var rows = await server.CompleteAsync(id);
        Assert.Equal(("Stopping", "A run failed"), ((string?)rows[1]!["status"], (string?)rows[1]!["statusReason"]));
        Assert.NotEqual("Completed successfully", (string?)rows[0]!["statusReason"]);
        Assert.Equal(2, (int)rows[0]!["exitCode"]!);
        Assert.Contains("can't open file", await server.ReadAsync(id, "process_output.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completed_job_can_be_called_otherwise_and_neither_changed_nor_submitted()
    {
        var id = await server.SubmitAsync(JobServer.Job("true"));
        await server.CompleteAsync(id);
        var path = $"/api/v2/jobs/{id}";

        var (late, why) = await server.SendAsync(path, method: "PATCH", body: """{"isTemplateDryRun": true}""");
        Assert.Equal(400, (int)late.StatusCode);
        Assert.Contains("This job is Completed and cannot be changed", (string)JsonNode.Parse(why)!["detail"]!, StringComparison.Ordinal);
        var (again, _) = await server.SendAsync(path + "/submit/", method: "POST");
        Assert.Equal(400, (int)again.StatusCode);
        Assert.Equal(400, (int)(await server.SendAsync(path + "/stop/", method: "POST")).Response.StatusCode);
        var (named, text) = await server.SendAsync(path, method: "PATCH", body: """{"name": "Other", "project_id": "default"}""");
        Assert.Equal((200, "Other", "default"), ((int)named.StatusCode, (string?)JsonNode.Parse(text)!["name"], (string?)JsonNode.Parse(text)!["projectId"]));
    }

    [Fact]
    public async Task Deleting_takes_the_outputs_and_the_inputs_where_that_is_asked_for()
    {
        var (kept, gone) = (await server.UploadAsync("a.txt", "a"), await server.UploadAsync("b.txt", "b"));
        var job = JobServer.Job("true");
        job["jobanalyses"]![0]!["inputFiles"] = new JsonArray(new JsonObject { ["id"] = kept });
        var first = await server.SubmitAsync(job.DeepClone().AsObject());
        job["jobanalyses"]![0]!["inputFiles"]![0]!["id"] = gone;
        var second = await server.SubmitAsync(job);
        await server.CompleteAsync(first);
        await server.CompleteAsync(second);
        var output = (string)(await FilesAsync(first)).Single()!["id"]!;

        Assert.Equal(204, (int)(await server.SendAsync($"/api/v2/jobs/{first}", method: "DELETE")).Response.StatusCode);
        Assert.Equal(204, (int)(await server.SendAsync($"/api/v2/jobs/{second}?deleteInputFiles=True", method: "DELETE")).Response.StatusCode);

        Assert.Equal(404, await StatusAsync($"files/{output}/"));
        Assert.Equal(200, await StatusAsync($"files/{kept}/"));
        Assert.Equal(404, await StatusAsync($"files/{gone}/"));
    }

    [Fact]
    public async Task A_running_job_can_be_watched_and_stopped_and_keeps_what_it_wrote()
    {
        var id = await server.SubmitAsync(JobServer.Job("trap 'exit 5' TERM; mkdir d; echo part > d/part; ln -s /etc/passwd evil; mkfifo pipe; echo begun; while :; do sleep 0.05; done"));
        var runs = $"/api/v2/jobs/{id}/runs/1";
        await JobServer.UntilAsync(async () => (await server.SendAsync($"{runs}/tail/process_output.log?lines=1")).Text.Contains("]: begun\"", StringComparison.Ordinal));

        var list = (await server.GetJsonAsync($"{runs}/directory-contents/?page_size=9999")).AsArray();
        Assert.Equal(["d/part", "process_output.log"], list.Select(entry => (string?)entry!["path"]).Where(path => path != "pipe"));
        Assert.Equal("part\n", (await server.SendAsync((string)list[0]!["resource"]!)).Text);
        foreach (var hostile in (string[])["evil", "pipe", "d", "../../job.json", "%2e%2e/job.json", "d/../../../job.json", "%2Fetc%2Fpasswd"])
        {
            Assert.Equal(404, await StatusAsync($"jobs/{id}/runs/1/tail/{hostile}"));
        }

        Assert.Equal(1, (int)(await server.GetJsonAsync($"/api/v2/jobs/{id}/instances"))["count"]!);
        Assert.Null((await server.GetJsonAsync(runs))["dateCompleted"]);
        var (refused, why) = await server.SendAsync($"/api/v2/jobs/{id}/", method: "DELETE");
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains("Executing", why, StringComparison.Ordinal);
        var snapshot = JsonNode.Parse((await server.SendAsync($"{runs}/snapshot/", method: "POST")).Text)!;
        Assert.Equal(12, (int)(await server.GetJsonAsync($"/api/v2/files/{snapshot["lastSnapshotID"]}/"))["typeId"]!);
        Assert.Empty(await FilesAsync(id));

        var (stopped, body) = await server.SendAsync($"/api/v2/jobs/{id}/stop/", method: "POST", body: "{}");
        Assert.Equal((202, ""), ((int)stopped.StatusCode, body));
        var rows = await server.CompleteAsync(id);
        Assert.Equal(("Stopping", "Stopped by the user"), ((string?)rows[1]!["status"], (string?)rows[0]!["statusReason"]));
        Assert.Equal("part\n", await server.ReadAsync(id, "d/part"));
        Assert.Equal(404, await StatusAsync($"jobs/{id}/runs/1/tail/process_output.log"));
    }

    [Fact]
    public async Task Walltime_stops_a_job_and_says_so()
    {
        var id = await server.SubmitAsync(JobServer.Job("echo a > a; sleep 100", """{"hardware": {"coreType": {"code": "basalt"}, "coresPerSlot": "1", "walltime": 0.0002}}"""));

        Assert.Equal("Stopped: the walltime is over", (string?)(await server.CompleteAsync(id))[0]!["statusReason"]);
        Assert.Equal("a\n", await server.ReadAsync(id, "a"));
    }

    [Fact]
    public async Task A_sweep_runs_once_for_each_row_of_its_table()
    {
        var job = JobServer.Job("cat in.txt > copy.txt", """{"hardware": {"coreType": "basalt", "coresPerSlot": 1, "slots": 2}}""");
        job["paramFile"] = new JsonObject { ["id"] = await server.UploadAsync("cases.csv", "x,name\n1,one\n2,\"t,wo\"\n3,three\n") };
        job["jobanalyses"]![0]!["templateTasks"] = new JsonArray(new JsonObject
        {
            ["processedFilename"] = "in.txt",
            ["templateFile"] = new JsonObject { ["id"] = await server.UploadAsync("in.tpl", "${x}: ${name}\n") },
        });
        job["jobanalyses"]![0]!["postProcessScriptCommand"] = "wc -c < copy.txt";
        var id = await server.SubmitAsync(job);
        await server.CompleteAsync(id);

        Assert.Equal(["1", "2", "3"], (await server.GetJsonAsync($"/api/v2/jobs/{id}/runs/"))["results"]!.AsArray().Select(run => (string?)run!["id"]));
        Assert.Equal("2: t,wo\n", await server.ReadAsync(id, "copy.txt", "2"));
        Assert.Equal(2, (await server.ReadAsync(id, "process_output.log", "3")).Split("Launching ").Length - 1);
        Assert.Equal(9, (int)(await server.GetJsonAsync($"/api/v2/jobs/{id}/files/"))["count"]!);
        await CheckVariablesAsync(id);
        await server.SendAsync($"/api/v2/files/{job["paramFile"]!["id"]}/", method: "DELETE");
        await CheckVariablesAsync(id);
    }

    private async Task CheckVariablesAsync(string id)
    {
        var expected = JsonNode.Parse("""
            [{ "name": "x", "value": 2, "displayValue": "2", "isRelative": false }, { "name": "name", "value": null, "displayValue": "t,wo", "isRelative": false }]
            """);
        var page = (await server.GetJsonAsync($"/api/v2/jobs/{id}/runs/?page=2&page_size=1"))["results"]!.AsArray();
        Assert.True(JsonNode.DeepEquals(expected, page.Single()!["variables"]), page.ToJsonString());
        Assert.True(JsonNode.DeepEquals(expected, (await server.GetJsonAsync($"/api/v2/jobs/{id}/runs/2/"))["variables"]));
        var all = (await server.GetJsonAsync($"/api/v2/jobs/{id}/runs/"))["results"]!.AsArray();
        Assert.Equal([1, 2, 3], all.Select(run => (double)run!["variables"]![0]!["value"]!));
    }

    [Theory]
    [InlineData("", "must name its variables")]
    [InlineData("x,x\n1,2\n", "must name its variables")]
    [InlineData("x,y\n1\n", "has 1 values; there are 2")]
    [InlineData("x,y\n", "has no rows")]
    public async Task A_table_that_is_none_is_refused_before_anything_runs(string table, string sentence)
    {
        var job = JobServer.Job("true");
        job["caseFile"] = new JsonObject { ["id"] = await server.UploadAsync("cases.csv", table) };
        var id = (string)(await server.SaveAsync(job))["id"]!;

        var (response, text) = await server.SendAsync($"/api/v2/jobs/{id}/submit/", method: "POST");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(sentence, (string)JsonNode.Parse(text)!["caseFile"]![0]!, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await server.GetJsonAsync($"/api/v2/jobs/{id}/statuses/"))["count"]!);
    }

    [Fact]
    public async Task A_file_that_was_deleted_meanwhile_is_named()
    {
        var job = JobServer.Job("true");
        var input = await server.UploadAsync("a.txt", "a");
        job["jobanalyses"]![0]!["inputFiles"] = new JsonArray(new JsonObject { ["id"] = input });
        var id = (string)(await server.SaveAsync(job))["id"]!;
        await server.SendAsync($"/api/v2/files/{input}/", method: "DELETE");

        var (response, text) = await server.SendAsync($"/api/v2/jobs/{id}/submit/", method: "POST");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(input, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_server_left_between_its_row_and_the_engine_goes_on()
    {
        var id = (string)(await server.SaveAsync(JobServer.Job("echo resumed > r")))["id"]!;
        var saved = server.Parts.Saved.Find(id)!;
        var longAgo = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        Assert.True(await server.Parts.Saved.TryReplaceAsync(
            saved with
            {
                Phase = SavedJobPhase.Submitted,
                Work = JobId.New(TimeProvider.System),
                UpdatedAt = longAgo,
                Record = new JobRecord { SubmittedAt = longAgo, Allowed = 60 }.Write(),
            },
            default));

        await server.CompleteAsync(id);

        Assert.Equal("resumed\n", await server.ReadAsync(id, "r"));
    }

    [Fact]
    public async Task Settling_a_job_once_more_changes_nothing()
    {
        var id = await server.SubmitAsync(JobServer.Job("echo a > a; cp a b"));
        await server.CompleteAsync(id);
        var saved = server.Parts.Saved.Find(id)!;
        var work = (await server.Parts.Jobs.FindAsync(saved.Work!.Value, default))!;

        await new Settlement(server.Parts).SettleAsync(saved, work, default);

        Assert.Equal(3, (await FilesAsync(id)).Count);
        Assert.Equal("a\n", await server.ReadAsync(id, "b"));
    }

    [Fact]
    public async Task The_process_is_no_other_dialects()
    {
        var spec = new JobSpec { ProcessId = BatchNames.Process, Inputs = new BatchOrder { Analyses = [new("id")] }.Write() };

        var problem = await Assert.ThrowsAsync<ProblemException>(() => server.Parts.Engine.SubmitAsync("ann", "ogc", spec, default));

        Assert.Equal(ProblemKind.NotFound, problem.Problem.Kind);
        Assert.DoesNotContain(BatchNames.Process, new Graticule.Jobs.Processes.ProcessCatalog([new BatchProcess()]).ListIds("ann", 10));
    }

    private async Task<JsonArray> FilesAsync(string id, string query = "") => (await server.GetJsonAsync($"/api/v2/jobs/{id}/files/?{query}"))["results"]!.AsArray();

    private async Task<int> StatusAsync(string path) => (int)(await server.SendAsync("/api/v2/" + path)).Response.StatusCode;
}
