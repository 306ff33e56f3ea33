using System.Net;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Hpc;

[Collection(HpcServerCollection.Name)]
public sealed class BoundaryTests(HpcServer server)
{
    [Theory]
    [InlineData("/api/v2/users/me/")]
    [InlineData("/api/v2/users/me")]
    [InlineData("//api/v2/users/me/")]
    [InlineData("/api/v3/users/me/")]
    [InlineData("/api/v3/users/me")]
    public async Task Both_forms_of_a_path_are_the_same_resource_without_a_redirection(string path)
    {
        var (response, text) = await server.SendAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ann@localhost", (string?)JsonNode.Parse(text)!["email"]);
    }

    [Theory]
    [InlineData(null, "This needs a key")]
    [InlineData("nobody", "Invalid token.")]
    [InlineData("late", "expired")]
    public async Task Who_sends_no_key_that_works_is_refused_though_the_server_is_open(string? owner, string why)
    {
        foreach (var path in (string[])["/api/v2/users/me/", "/api/v2/nothing/here/", "/api/v3/coretypes"])
        {
            var (response, text) = await server.SendAsync(path, owner);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Token", response.Headers.WwwAuthenticate.ToString());
            Assert.Contains(why, (string)JsonNode.Parse(text)!["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_expired_key_is_told_so()
    {
        var (_, text) = await server.SendAsync("/api/v2/users/me/", "late");
        Assert.Contains("expired", (string?)JsonNode.Parse(text)!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_the_words_that_clients_look_for()
    {
        var (response, text) = await server.SendAsync("/api/v2/nothing/here/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"detail":"Not found."}""", text);
    }

    [Fact]
    public async Task A_method_that_a_resource_lacks_is_405_with_those_that_it_has()
    {
        var (response, text) = await server.SendAsync("/api/v2/users/me/", method: "DELETE");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "OPTIONS"], response.Content.Headers.Allow);
        Assert.Contains("DELETE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_a_client_forgot_in_its_headers_does_not_change_an_answer_of_json()
    {
        var whole = await server.SendAsync("/api/v2/users/me/");
        var ranged = await server.SendAsync("/api/v2/users/me/", headers: "Range: bytes=10-20");
        Assert.Equal(HttpStatusCode.OK, ranged.Response.StatusCode);
        Assert.Equal(whole.Text, ranged.Text);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_ask()
    {
        var (response, _) = await server.SendAsync("/api/v2/files/abcdef/contents/", owner: null, method: "OPTIONS", headers: "Origin: https://maps.example.org");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("Range", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Ten_connections_at_once_are_not_throttled()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => server.SendAsync("/api/v2/users/me/")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public async Task A_body_that_is_no_object_is_400(string body)
    {
        var (response, text) = await server.SendAsync("/api/v2/billing/estimate/", method: "POST", body: body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty(JsonNode.Parse(text)!.AsObject());
    }
}
