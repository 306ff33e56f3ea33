using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class UserTests(EarlyServer server)
{
    [Fact]
    public async Task Files_come_raw_in_forms_and_with_escaped_paths()
    {
        const string Form = "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nform\r\n--xyz--\r\n";
        Assert.Equal(200, (await server.AskAsync("PUT", "/users/me/files/early/raw.txt", "raw", headers: "Content-Type: application/octet-stream")).Status);
        Assert.Equal(200, (await server.AskAsync("PUT", "/user/me/files/early/form.txt", Form, headers: "Content-Type: multipart/form-data; boundary=xyz")).Status);
        Assert.Equal(200, (await server.AskAsync("PUT", "/users/ann/files/early%2Fescaped.txt", "escaped", headers: "Content-Type: text/plain")).Status);

        var names = (await server.ReadAsync("/users/me/files")).AsArray().ToDictionary(file => (string)file!["name"]!, file => (int)file!["size"]!, StringComparer.Ordinal);
        Assert.Equal((3, 4, 7), (names["early/raw.txt"], names["early/form.txt"], names["early/escaped.txt"]));
        var read = await server.AskAsync("GET", "/users/me/files/early/form.txt");
        Assert.Equal(("form", "application/octet-stream"), (read.Text, read.Header("Content-Type")));
        Assert.Equal("raw", (await server.SendAsync("GET", "/files/early/raw.txt")).Text);
        Assert.Equal(200, (await server.AskAsync("DELETE", "/users/me/files/early/raw.txt")).Status);
        Assert.Equal(404, (await server.AskAsync("GET", "/users/me/files/early/raw.txt")).Status);
        Assert.Equal(404, (await server.AskAsync("DELETE", "/users/me/files/early/raw.txt")).Status);
    }

    [Fact]
    public async Task Files_that_cannot_be_kept_are_rejected()
    {
        await server.AskAsync("PUT", "/users/me/files/early-full/one", new string('x', 90_000), "bob", "Content-Type: text/plain");
        await server.AskAsync("PUT", "/users/me/files/early-full/two", new string('x', 90_000), "bob", "Content-Type: text/plain");

        Assert.Equal(507, (await server.AskAsync("PUT", "/users/me/files/early-full/three", new string('x', 90_000), "bob", "Content-Type: text/plain")).Status);
        Assert.Equal(422, (await server.AskAsync("PUT", "/users/me/files/large", new string('x', 100_001), headers: "Content-Type: text/plain")).Status);
        Assert.Equal(422, (await server.AskAsync("PUT", "/users/me/files/early-full/one/inside", "x", "bob", "Content-Type: text/plain")).Status);
        Assert.Equal(422, (await server.AskAsync("PUT", "/users/me/files/early-full", "x", "bob", "Content-Type: text/plain")).Status);
        Assert.Equal(422, (await server.AskAsync("PUT", "/users/me/files/a%2F..%2F..%2Fb", "x", headers: "Content-Type: text/plain")).Status);
        Assert.Equal(422, (await server.AskAsync("PUT", "/users/me/files/form", "no form", headers: "Content-Type: multipart/form-data; boundary=xyz")).Status);
    }

    [Fact]
    public async Task Graphs_are_stored_and_used_by_their_ids()
    {
        var id = (string)(await server.AskAsync("POST", "/users/me/process_graphs", EarlyServer.Small())).Json["process_graph_id"]!;

        Assert.Contains(id, (await server.ReadAsync("/users/me/process_graphs")).AsArray().Select(one => (string)one!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(EarlyServer.Small()), await server.ReadAsync($"/users/me/process_graphs/{id}")));
        var job = await server.AskAsync("POST", "/jobs/", $$"""{"process_graph": "{{id}}"}""");
        Assert.True(job.Status == 200, job.Text);
        var named = await server.AskAsync("POST", "/jobs", EarlyServer.Body($$"""{"process_id": "/user/{{id}}", "args": {} }"""));
        Assert.True(named.Status == 200, named.Text);
        Assert.Equal(400, (await server.AskAsync("POST", "/jobs", $$"""{"process_graph": "{{id}}"}""", "bob")).Status);
        Assert.Equal(404, (await server.AskAsync("GET", $"/users/me/process_graphs/{id}", owner: "bob")).Status);
        Assert.Equal(200, (await server.AskAsync("PUT", $"/users/me/process_graphs/{id}", """{"product_id": "Sentinel2-L1C"}""")).Status);
        Assert.Equal("Sentinel2-L1C", (string?)(await server.ReadAsync($"/users/me/process_graphs/{id}"))["product_id"]);
        Assert.Equal(200, (await server.AskAsync("DELETE", $"/users/me/process_graphs/{id}")).Status);
        Assert.Equal(404, (await server.AskAsync("DELETE", $"/users/me/process_graphs/{id}")).Status);
        Assert.Equal(400, (await server.AskAsync("POST", "/users/me/process_graphs", "{}")).Status);
    }

    [Fact]
    public async Task Credits_never_end()
    {
        var reply = await server.AskAsync("GET", "/users/me/credits");

        Assert.Equal(("Infinity", "text/plain"), (reply.Text, reply.Header("Content-Type")));
    }

    [Theory]
    [InlineData("/users/bob/files")]
    [InlineData("/users/bob/files/a")]
    [InlineData("/user/bob/jobs")]
    [InlineData("/users/bob/services")]
    [InlineData("/users/bob/process_graphs")]
    [InlineData("/users/bob/credits")]
    public async Task What_is_somebody_elses_is_forbidden(string path) => Assert.Equal(403, (await server.AskAsync("GET", path)).Status);
}
