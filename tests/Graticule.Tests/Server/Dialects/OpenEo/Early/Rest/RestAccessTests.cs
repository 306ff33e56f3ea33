using System.Text;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Rest;

[Collection(RestServerCollection.Name)]
public sealed class RestAccessTests(RestServer server)
{
    [Theory]
    [InlineData("0.3", 401)]
    [InlineData("0.4", "AuthenticationRequired")]
    public async Task Whoever_sends_no_token_is_asked_for_one(string version, object code)
    {
        var reply = await server.AskAsync(version, "GET", "/jobs", owner: null);

        Assert.Equal(401, reply.Status);
        Assert.Equal(code.ToString(), reply.Json["code"]!.ToString());
        Assert.Contains($"/openeo/{version}/credentials/basic", (string)reply.Json["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.3")]
    [InlineData("0.4")]
    public async Task A_key_logs_in_and_another_password_does_not(string version)
    {
        var good = await LogInAsync(version, server.KeyOf("ann"));
        var bad = await LogInAsync(version, "no key");
        var none = await server.AskAsync(version, "GET", "/credentials/basic", owner: null);

        Assert.Equal((200, "ann", server.KeyOf("ann")), (good.Status, (string?)good.Json["user_id"], (string?)good.Json["access_token"]));
        Assert.Equal("no-store", good.Header("Cache-Control"));
        Assert.Equal((403, 401), (bad.Status, none.Status));
        Assert.Equal("ann", (string?)(await server.ReadAsync(version, "/me"))["user_id"]);
    }

    [Fact]
    public async Task A_token_that_does_not_work_is_told_from_none()
    {
        var reply = await server.AskAsync("0.4", "GET", "/jobs", owner: null, headers: "Authorization: Bearer grt_none");

        Assert.Equal((403, "TokenInvalid"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("0.3", "name", 204)]
    [InlineData("0.4", "path", 200)]
    public async Task Files_are_the_callers_own(string version, string member, int written)
    {
        var path = $"{version}/deep/up.txt";
        var put = await server.AskAsync(version, "PUT", $"/files/ann/{path}", "what was sent", headers: "Content-Type: application/octet-stream");
        var list = (await server.ReadAsync(version, "/files/me"))["files"]!.AsArray();
        var today = (await server.GetJsonAsync("/files"))["files"]!.AsArray();

        Assert.Equal(written, put.Status);
        Assert.Contains(list, file => (string?)file![member] == path && (int)file["size"]! == 13);
        Assert.Contains(today, file => (string?)file!["path"] == path);
        Assert.Equal("what was sent", (await server.AskAsync(version, "GET", $"/files/ann/{path}")).Text);
        foreach (var (method, place) in ((string, string)[])[("GET", "/files/ann"), ("GET", $"/files/ann/{path}"), ("PUT", $"/files/ann/{path}"), ("DELETE", $"/files/ann/{path}")])
        {
            Assert.Equal(403, (await server.AskAsync(version, method, place, method == "PUT" ? "other" : null, owner: "bob", headers: [])).Status);
        }

        Assert.Equal(404, (await server.AskAsync(version, "GET", $"/files/me/{path}", owner: "bob")).Status);
        Assert.Equal(204, (await server.AskAsync(version, "DELETE", $"/files/me/{path}")).Status);
    }

    [Theory]
    [InlineData("0.3", RestServer.Tree)]
    [InlineData("0.4", RestServer.Nodes)]
    public async Task Nobody_sees_what_is_another_ones(string version, string graph)
    {
        foreach (var (place, body) in ((string, string)[])
            [("/jobs", $$"""{"process_graph": {{graph}}}"""), ("/services", $$"""{"type": "XYZ", "process_graph": {{graph}}}"""), ("/process_graphs", $$"""{"process_graph": {{graph}}}""")])
        {
            var id = await server.MakeAsync(version, place, body);
            foreach (var method in (string[])["GET", "PATCH", "DELETE"])
            {
                Assert.Equal(404, (await server.AskAsync(version, method, $"{place}/{id}", method == "PATCH" ? """{"title": "mine"}""" : null, owner: "bob")).Status);
            }

            var list = await server.ReadAsync(version, place, owner: "bob");
            Assert.DoesNotContain(id, list.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(204, (await server.AskAsync(version, "DELETE", $"{place}/{id}")).Status);
        }
    }

    [Fact]
    public async Task A_key_that_may_only_read_makes_nothing()
    {
        Assert.Equal(403, (await server.AskAsync("0.4", "POST", "/jobs", $$"""{"process_graph": {{RestServer.Nodes}}}""", owner: "reader")).Status);
        Assert.Equal(200, (await server.AskAsync("0.4", "GET", "/jobs", owner: "reader")).Status);
    }

    private Task<Reply> LogInAsync(string version, string password)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + password));
        return server.AskAsync(version, "GET", "/credentials/basic", owner: null, headers: "Authorization: Basic " + basic);
    }
}
