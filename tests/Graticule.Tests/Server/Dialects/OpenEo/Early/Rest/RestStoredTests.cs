namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Rest;

/// <summary>Process graphs and services.</summary>
[Collection(RestServerCollection.Name)]
public sealed class RestStoredTests(RestServer server)
{
    [Theory]
    [InlineData("0.3", "process_graph_id", RestServer.Tree, "0.4")]
    [InlineData("0.4", "id", RestServer.Nodes, "0.3")]
    public async Task A_graph_is_kept_as_it_was_written_and_seen_by_its_own_version_only(string version, string member, string graph, string other)
    {
        var id = await server.MakeAsync(version, "/process_graphs", $$"""{"title": "T", "description": "D", "process_graph": {{graph}}}""");

        var told = await server.ReadAsync(version, $"/process_graphs/{id}");
        Assert.Equal((id, "T", "D"), ((string?)told[member], (string?)told["title"], (string?)told["description"]));
        RestServer.Same(graph, told["process_graph"]);
        Assert.Equal(404, (await server.AskAsync(other, "GET", $"/process_graphs/{id}")).Status);
        Assert.Equal(404, (await server.GetAsync($"/process_graphs/{id}")).Status);

        Assert.Equal(204, (await server.AskAsync(version, "PATCH", $"/process_graphs/{id}", """{"title": "U"}""")).Status);
        var list = (await server.ReadAsync(version, "/process_graphs"))["process_graphs"]!.AsArray();
        Assert.Contains(list, one => (string?)one![member] == id && (string?)one["title"] == "U" && (string?)one["description"] == "D" && one["process_graph"] is null);
        Assert.Equal(204, (await server.AskAsync(version, "DELETE", $"/process_graphs/{id}")).Status);
        Assert.Equal(404, (await server.AskAsync(version, "DELETE", $"/process_graphs/{id}")).Status);
    }

    [Theory]
    [InlineData("POST", "", "{}", "ProcessGraphMissing")]
    [InlineData("POST", "", """{"process_graph": "text"}""", "ProcessGraphInvalid")]
    [InlineData("PATCH", "/ID", "{}", "NoDataForUpdate")]
    [InlineData("PATCH", "/ID", """{"title": 5}""", "RequestInvalid")]
    [InlineData("PATCH", "/ID", """{"process_graph": null}""", "ProcessGraphInvalid")]
    public async Task A_graph_that_makes_no_sense_is_refused(string method, string path, string body, string code)
    {
        var id = await server.MakeAsync("0.4", "/process_graphs", $$"""{"process_graph": {{RestServer.Nodes}}}""");

        var reply = await server.AskAsync("0.4", method, "/process_graphs" + path.Replace("ID", id, StringComparison.Ordinal), body);

        Assert.Equal((400, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_stored_graph_is_a_part_of_others_of_its_version()
    {
        var id = await server.MakeAsync("0.3", "/process_graphs", $$"""{"process_graph": {{RestServer.Tree}}}""");
        var graph = $$"""{"process_id": "process_graph", "imagery": {"process_id": "get_collection", "name": "S2"}, "url": "{{server.Address}}/openeo/0.3/process_graphs/{{id}}"}""";

        var job = await server.MakeAsync("0.3", "/jobs", $$"""{"process_graph": {{graph}}}""");
        var bobs = await server.AskAsync("0.3", "POST", "/jobs", $$"""{"process_graph": {{graph}}}""", owner: "bob");

        Assert.Contains("filter_bands", (await server.GetJsonAsync($"/jobs/{job}"))["process"]!["process_graph"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(400, bobs.Status);
    }

    [Theory]
    [InlineData("0.3", "service_id", RestServer.Tree)]
    [InlineData("0.4", "id", RestServer.Nodes)]
    public async Task A_service_is_the_same_in_all_versions(string version, string member, string graph)
    {
        var id = await server.MakeAsync(version, "/services", $$"""{"title": "T", "type": "xyz", "parameters": {"style": "viridis"}, "process_graph": {{graph}}}""");

        var own = await server.ReadAsync(version, $"/services/{id}");
        var today = await server.GetJsonAsync($"/services/{id}");
        Assert.Equal((id, "T", "XYZ", true), ((string?)own[member], (string?)own["title"], (string?)own["type"], (bool?)own["enabled"]));
        Assert.Equal("viridis", (string?)own["parameters"]!["style"]);
        Assert.Equal(own["parameters"]!.ToJsonString(), today["configuration"]!.ToJsonString());
        Assert.Equal((string?)today["url"], (string?)own["url"]);
        RestServer.Same(graph, own["process_graph"]);

        Assert.Equal(204, (await server.AskAsync(version, "PATCH", $"/services/{id}", """{"enabled": false, "parameters": {"style": "magma"}}""")).Status);
        Assert.Equal((false, "magma"), ((bool?)(await server.GetJsonAsync($"/services/{id}"))["enabled"], (string?)(await server.ReadAsync(version, $"/services/{id}"))["parameters"]!["style"]));
        RestServer.Same(graph, (await server.ReadAsync(version, $"/services/{id}"))["process_graph"]);
        Assert.Equal(204, (await server.AskAsync(version, "DELETE", $"/services/{id}")).Status);
        Assert.Equal(404, (await server.GetAsync($"/services/{id}")).Status);
    }

    [Theory]
    [InlineData("""{"type": "none", "process_graph": GRAPH}""", "ServiceUnsupported")]
    [InlineData("""{"process_graph": GRAPH}""", "RequestInvalid")]
    [InlineData("""{"type": "XYZ", "parameters": {"style": "no such"}, "process_graph": GRAPH}""", "ServiceConfigInvalid")]
    [InlineData("""{"type": "XYZ"}""", "ProcessGraphMissing")]
    public async Task A_service_that_makes_no_sense_is_refused(string body, string code)
    {
        var reply = await server.AskAsync("0.4", "POST", "/services", body.Replace("GRAPH", RestServer.Nodes, StringComparison.Ordinal));

        Assert.Equal((400, code), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("WCS")]
    [InlineData("WMS")]
    public async Task Settings_of_a_service_are_the_query_of_its_address(string type)
    {
        var id = await server.MakeAsync("0.4", "/services", $$"""{"type": "{{type}}", "parameters": {"bands": [1]}, "process_graph": {{RestServer.Nodes}}}""");

        var url = new Uri((string)(await server.ReadAsync("0.4", $"/services/{id}"))["url"]!);

        Assert.Contains("bands=1", url.Query, StringComparison.Ordinal);
    }
}
