using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class ValidationTests(OpenEoServer server)
{
    [Theory]
    [InlineData("""{"one": {"process_id": "add", "arguments": {"x": 1, "y": 2}, "result": true}}""", "")]
    [InlineData("""{"one": {"process_id": "add", "arguments": {"x": 1, "y": {"from_parameter": "p"}}, "result": true}}""", "ProcessParameterMissing")]
    [InlineData("""{"one": {"process_id": "ad", "arguments": {"x": 1, "y": 2}, "result": true}}""", "ProcessUnsupported")]
    [InlineData("""{"one": {"process_id": "load_collection", "arguments": {"id": "SENTINEL2", "spatial_extent": null, "temporal_extent": null}, "result": true}}""", "")]
    [InlineData("""{"one": {"process_id": "load_collection", "arguments": {"id": "none", "spatial_extent": null, "temporal_extent": null}, "result": true}}""", "CollectionNotFound")]
    public async Task A_graph_is_checked_against_what_the_server_has(string graph, string code)
    {
        var body = "{\"process_graph\": " + graph + "}";

        var errors = (await CheckAsync(body))["errors"]!.AsArray();

        Assert.Equal(code, string.Join(' ', errors.Select(error => (string?)error!["code"])));
        Assert.All(errors, error => Assert.NotEmpty((string)error!["message"]!));
    }

    [Fact]
    public async Task The_callers_own_processes_and_files_are_known()
    {
        await server.SendAsync(
            "PUT", "/process_graphs/own", """{"parameters": [], "process_graph": {"a": {"process_id": "pi", "arguments": {}, "result": true}}}""");
        const string Own = """{"process_graph": {"one": {"process_id": "own", "arguments": {}, "result": true}}}""";
        const string File = """{"process_graph": {"one": {"process_id": "run_udf", "arguments": {"data": 1, "udf": "x", "runtime": "Python"}, "result": true}}}""";

        Assert.Empty((await CheckAsync(Own))["errors"]!.AsArray());
        Assert.Single((await server.SendAsync("POST", "/validation", Own, owner: null)).Json["errors"]!.AsArray());
        Assert.Contains((await CheckAsync(File))["errors"]!.AsArray(), error => (string?)error!["code"] == "InvalidRuntime");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task What_is_no_process_is_refused(string body) => Assert.Equal(400, (await server.SendAsync("POST", "/validation", body)).Status);

    private async Task<JsonNode> CheckAsync(string body)
    {
        var reply = await server.SendAsync("POST", "/validation", body);
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }
}
