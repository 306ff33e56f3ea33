using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

[Collection(OgcServerCollection.Name)]
public sealed class CrossOriginTests(OgcServer server)
{
    [Fact]
    public async Task A_page_of_another_origin_may_read_the_answer_and_its_headers()
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x"}}""", "Origin: http://example.org", "Prefer: respond-async");

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var exposed = response.Headers.GetValues("Access-Control-Expose-Headers").Single().Split(", ");
        Assert.Superset(new HashSet<string> { "Location", "Link", "Preference-Applied" }, exposed.ToHashSet(StringComparer.Ordinal));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("/processes/echo/execution")]
    [InlineData("//jobs/1")]
    [InlineData("/files/x")]
    public async Task A_preflight_is_answered_before_anybody_asks_for_a_key(string path)
    {
        var response = await server.SendAsync(HttpMethod.Options, path, body: null, "Origin: http://example.org", "Access-Control-Request-Method: DELETE");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("DELETE", response.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Contains("Authorization", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_can_be_read_by_a_page_of_another_origin_too()
    {
        var response = await server.GetAsync("/jobs/nothing", "Origin: http://example.org");

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Without_an_origin_there_are_no_such_headers() =>
        Assert.False((await server.GetAsync("/processes")).Headers.Contains("Access-Control-Allow-Origin"));
}
