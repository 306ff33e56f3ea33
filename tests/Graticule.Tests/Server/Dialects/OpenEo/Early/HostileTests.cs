using System.Text;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class HostileTests(EarlyServer server)
{
    [Theory]
    [InlineData("/execute", "", 400)]
    [InlineData("/execute", "[]", 400)]
    [InlineData("/execute", "{", 400)]
    [InlineData("/execute", "{}", 400)]
    [InlineData("/execute", """{"process_graph": 5}""", 400)]
    [InlineData("/execute", """{"process_graph": {}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"process_id": "min_time"}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"process_id": 5, "args": {}}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"process_id": "min_time", "args": {"imagery": {"product_id": "nothing"}}}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "output": 5}""", 400)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "output": {"format": 5}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "output": {"format": "DOC"}}""", 406)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "view": {"space": 5}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "view": {"space": {"srs": "moon"}}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"product_id": "Sentinel2-L1C"}, "view": {"time": {"time_step": "P3W"}}}""", 400)]
    [InlineData("/execute", """{"process_graph": {"process_id": "/user/../../x", "args": {}}}""", 400)]
    [InlineData("/jobs?evaluate=never", """{"process_graph": {"product_id": "Sentinel2-L1C"}}""", 400)]
    [InlineData("/jobs?format=DOC", """{"process_graph": {"product_id": "Sentinel2-L1C"}}""", 406)]
    [InlineData("/jobs", """{"process_graph": {"product_id": "x"}, "process_graph": {"product_id": "y"}}""", 400)]
    public async Task What_cannot_be_read_is_refused_with_a_sentence(string path, string body, int status)
    {
        var reply = await server.AskAsync("POST", path, body);

        Assert.True(reply.Status == status, $"{reply.Status}: {reply.Text}");
        Assert.NotEmpty((string)reply.Json["message"]!);
    }

    [Fact]
    public async Task Deep_and_long_graphs_are_refused()
    {
        var deep = new StringBuilder();
        for (var level = 0; level < 5000; level++)
        {
            deep.Append("{\"process_id\":\"min_time\",\"args\":{\"imagery\":");
        }

        var reply = await server.AskAsync("POST", "/jobs", EarlyServer.Body(deep + "null" + new string('}', 10_000)));

        Assert.Equal(400, reply.Status);
        Assert.Equal(400, (await server.AskAsync("POST", "/jobs", EarlyServer.Body($"\"{new string('x', 300_000)}\""))).Status);
    }

    [Theory]
    [InlineData("/users/bob/files/secret.py")]
    [InlineData("/user/bob/files/secret.py")]
    [InlineData("//users//bob//files/secret.py")]
    [InlineData("users/bob/files/")]
    public async Task Paths_of_others_are_refused_in_graphs(string path)
    {
        var reply = await server.AskAsync(
            "POST", "/jobs", EarlyServer.Body($$"""{"process_id": "/udf/Python/reduce_time", "args": {"imagery": {"product_id": "Sentinel2-L1C"}, "script": "{{path}}" } }"""));

        Assert.Equal(403, reply.Status);
    }

    [Fact]
    public async Task Strictly_what_was_asked_for_or_nothing()
    {
        var plain = await server.AskAsync("POST", "/execute?strict=true", EarlyServer.Body(EarlyServer.Small(), """{"format": "GTiff"}"""));
        var strange = await server.AskAsync("POST", "/execute", EarlyServer.Body(EarlyServer.Small(), """{"format": "GTiff", "colour": "red", "tiles": "true"}"""));
        var strict = await server.AskAsync("POST", "/execute", EarlyServer.Body(EarlyServer.Small(), """{"format": "GTiff", "colour": "red"}"""), headers: "Prefer: handling=strict");
        var page = await server.AskAsync("POST", "/execute?strict=true", ExecuteTests.FirstRequest);

        Assert.True(plain.Status == 200, plain.Text);
        Assert.Equal(200, strange.Status);
        Assert.Contains("colour", strange.Header("OpenEO-Remarks"), StringComparison.Ordinal);
        Assert.Equal((406, 406), (strict.Status, page.Status));
    }
}
