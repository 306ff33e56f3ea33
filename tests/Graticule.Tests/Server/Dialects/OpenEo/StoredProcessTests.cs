using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class StoredProcessTests(OpenEoServer server)
{
    private const string Process =
        """{"id": "other", "summary": "Half", "parameters": [{"name": "x", "description": "", "schema": {"type": "number"}}], "process_graph": {"d": {"process_id": "divide", "arguments": {"x": {"from_parameter": "x"}, "y": 2}, "result": true}}}""";

    [Fact]
    public async Task A_process_is_stored_shown_replaced_and_deleted()
    {
        Assert.Equal(200, (await server.SendAsync("PUT", "/process_graphs/half_1", Process)).Status);
        var shown = await server.GetJsonAsync("/process_graphs/half_1");
        Assert.Equal(("half_1", "Half"), ((string?)shown["id"], (string?)shown["summary"]));
        Assert.NotNull(shown["process_graph"]!["d"]);
        var listed = (await server.GetJsonAsync("/process_graphs"))["processes"]!.AsArray().Single(process => (string?)process!["id"] == "half_1")!;
        Assert.Null(listed["process_graph"]);
        Assert.Equal("Half", (string?)listed["summary"]);

        Assert.Equal(200, (await server.SendAsync("PUT", "/process_graphs/half_1", Process.Replace("Half", "By two", StringComparison.Ordinal))).Status);
        Assert.Equal("By two", (string?)(await server.GetJsonAsync("/process_graphs/half_1"))["summary"]);

        Assert.Equal("ProcessGraphNotFound", (await server.GetAsync("/process_graphs/half_1", "bob")).Code);
        Assert.Equal(204, (await server.SendAsync("DELETE", "/process_graphs/half_1")).Status);
        Assert.Equal("ProcessGraphNotFound", (await server.SendAsync("DELETE", "/process_graphs/half_1")).Code);
    }

    [Fact]
    public async Task Ids_that_are_taken_or_impossible_are_refused()
    {
        Assert.Equal("PredefinedProcessExists", (await server.SendAsync("PUT", "/process_graphs/add", Process)).Code);
        Assert.Equal("ProcessInvalid", (await server.SendAsync("PUT", "/process_graphs/a.b", Process)).Code);
        Assert.Equal("ProcessInvalid", (await server.SendAsync("PUT", "/process_graphs/$file", Process)).Code);
        Assert.Equal("ProcessGraphMissing", (await server.SendAsync("PUT", "/process_graphs/empty", "{}")).Code);
        Assert.Equal(200, (await server.SendAsync("PUT", "/process_graphs/0198-ab-cd", Process)).Status);
    }

    [Fact]
    public async Task A_graph_gets_the_stored_processes_that_it_calls_and_those_that_they_call()
    {
        await server.SendAsync("PUT", "/process_graphs/inner", Process);
        await server.SendAsync("PUT", "/process_graphs/unused", Process);
        await server.SendAsync(
            "PUT", "/process_graphs/mine",
            """{"process_graph": {"a": {"process_id": "apply", "arguments": {"process": {"process_graph": {"i": {"process_id": "inner", "arguments": {}, "result": true}}}}, "result": true}}}""");

        var given = (await server.SendAsync("POST", "/result", OpenEoServer.Graph("mine"))).Json.AsObject();

        Assert.Equal(["inner", "mine"], given.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Equal(JsonNode.Parse(Process)!["parameters"]!.ToJsonString(), given["inner"]!["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task A_process_that_calls_itself_is_no_endless_search()
    {
        await server.SendAsync("PUT", "/process_graphs/mine", """{"process_graph": {"a": {"process_id": "mine", "arguments": {}, "result": true}}}""", "bob");

        Assert.Equal(200, (await server.SendAsync("POST", "/result", OpenEoServer.Graph("mine"), "bob")).Status);
    }
}
