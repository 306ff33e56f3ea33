using System.Formats.Tar;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class SyncTests(OpenEoServer server)
{
    [Fact]
    public async Task A_value_is_the_answer_as_json()
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph("add", """{"x": 1, "y": 2.5}"""));

        Assert.Equal((200, "3.5", "application/json"), (reply.Status, reply.Text, reply.Header("Content-Type")));
        Assert.Equal("0", reply.Header("OpenEO-Costs"));
        var id = reply.Header("OpenEO-Identifier");
        Assert.Equal($"<{server.Api}/jobs/{id}/logs>; rel=\"monitor\"", reply.Header("Link"));
        Assert.Equal("null", (await server.SendAsync("POST", "/result", OpenEoServer.Graph("null"))).Text);
    }

    [Fact]
    public async Task Its_log_can_be_read_and_it_can_be_removed_but_it_is_no_batch_job()
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph("null").Insert(1, "\"log_level\": \"debug\", "));
        var id = reply.Header("OpenEO-Identifier");

        Assert.Equal("reading", (string?)(await server.GetJsonAsync($"/jobs/{id}/logs"))["logs"]![1]!["message"]);
        Assert.Equal("JobNotFound", (await server.GetAsync($"/jobs/{id}")).Code);
        Assert.Equal("JobNotFound", (await server.GetAsync($"/jobs/{id}/logs", "bob")).Code);
        Assert.DoesNotContain((await server.GetJsonAsync("/jobs"))["jobs"]!.AsArray(), job => (string?)job!["id"] == id);
        Assert.Equal("JobNotFound", (await server.SendAsync("DELETE", $"/jobs/{id}", owner: "bob")).Code);
        Assert.Equal(204, (await server.SendAsync("DELETE", $"/jobs/{id}")).Status);
        Assert.Equal("JobNotFound", (await server.GetAsync($"/jobs/{id}/logs")).Code);
    }

    [Fact]
    public async Task One_file_is_the_answer_in_its_media_type()
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph("save_result", """{"count": 1}"""));

        Assert.Equal((200, "file 0", "image/tiff; application=geotiff; profile=cloud-optimized"), (reply.Status, reply.Text, reply.Header("Content-Type")));
        Assert.Contains("2022-06-01.tif", reply.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_come_as_an_archive_with_their_description()
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph("save_result", """{"count": 2}"""));

        Assert.Equal("application/x-tar", reply.Header("Content-Type"));
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        using var archive = new TarReader(new MemoryStream(reply.Body));
        while (await archive.GetNextEntryAsync(copyData: true) is { } entry)
        {
            files[entry.Name] = await new StreamReader(entry.DataStream!).ReadToEndAsync();
        }

        Assert.Equal(["collection.json", "2022-06-01.tif", "2022-06-02.tif"], files.Keys);
        Assert.Equal("file 1", files["2022-06-02.tif"]);
        var collection = JsonNode.Parse(files["collection.json"])!;
        Assert.Equal("./2022-06-01.tif", (string?)collection["assets"]!["2022-06-01.tif"]!["href"]);
    }

    [Theory]
    [InlineData("fail", 400, "DimensionNotAvailable")]
    [InlineData("break", 500, "Internal")]
    public async Task A_failure_is_told_with_its_code(string process, int status, string code)
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph(process));

        Assert.Equal((status, code, "application/json"), (reply.Status, reply.Code, reply.Header("Content-Type")));
        Assert.NotEmpty(reply.Header("OpenEO-Identifier"));
    }

    [Fact]
    public async Task A_graph_without_a_result_is_refused()
    {
        var reply = await server.SendAsync("POST", "/result", """{"process": {"process_graph": {"one": {"process_id": "e", "arguments": {}}}}}""");

        Assert.Equal((400, "ResultNodeMissing"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_and_nothing_runs_on()
    {
        var reply = await server.SendAsync("POST", "/result", OpenEoServer.Graph("wait"));

        Assert.Equal((408, "RequestTimeout"), (reply.Status, reply.Code));
        Assert.True(JobId.TryParse(reply.Header("OpenEO-Identifier"), out var id));
        Assert.Equal(JobState.Cancelled, (await server.Engine.GetAsync("ann", id, default)).State);
    }

    [Fact]
    public async Task Who_goes_away_ends_the_work()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Api + "/result") { Content = new StringContent(OpenEoServer.Graph("wait")) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new("Bearer", server.KeyOf("bob"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client.SendAsync(request, patience.Token));

        for (var tries = 0; tries < 2000; tries++)
        {
            var left = await server.Engine.ListAsync(new() { Owner = "bob", Dialect = "openeo", States = [JobState.Queued, JobState.Running] }, default);
            if (left.Jobs.Count == 0)
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("The job runs on.");
    }

    [Fact]
    public async Task A_graph_gets_the_files_that_it_names_and_all_of_a_folder()
    {
        await server.SendAsync("PUT", "/files/graphs/a.txt", "A");
        await server.SendAsync("PUT", "/files/graphs/b.txt", "B");

        var one = await server.SendAsync("POST", "/result", OpenEoServer.Graph("load_uploaded_files", """{"paths": ["/graphs/b.txt"], "format": "x"}"""));
        var all = await server.SendAsync("POST", "/result", OpenEoServer.Graph("load_uploaded_files", """{"paths": ["graphs/"], "format": "x"}"""));
        var others = await server.SendAsync("POST", "/result", OpenEoServer.Graph("load_uploaded_files", """{"paths": ["graphs/b.txt"], "format": "x"}"""), "bob");

        Assert.Equal("\"/graphs/b.txt=B\"", one.Text);
        Assert.Equal("\"graphs/a.txt=A;graphs/b.txt=B\"", all.Text);
        Assert.Equal((404, "FileNotFound"), (others.Status, others.Code));
    }

    [Fact]
    public async Task What_looks_like_a_reference_of_the_server_is_not_taken_for_one()
    {
        await server.SendAsync("PUT", "/files/secret.txt", "S");
        var body = """{"process": {"$file": "uploads/ann/secret.txt", "process_graph": {"one": {"process_id": "load_uploaded_files", "arguments": {"paths": []}, "result": true}}}}""";

        var reply = await server.SendAsync("POST", "/result", body, "bob");

        Assert.Equal((500, "Internal"), (reply.Status, reply.Code));
        Assert.DoesNotContain("secret", (await server.GetAsync($"/jobs/{reply.Header("OpenEO-Identifier")}/logs", "bob")).Text, StringComparison.Ordinal);
    }
}
