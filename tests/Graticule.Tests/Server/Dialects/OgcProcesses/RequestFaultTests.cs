using System.Net;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Requests that cannot be run, and what they are told.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class RequestFaultTests(OgcServer server)
{
    [Fact]
    public async Task Every_fault_is_told_at_once_with_its_place()
    {
        const string body = """
            {"inputs": {"b": {"type": "x"}, "c": {"bbox": [1, 2, 3]}, "d": [1, "two", 3.5], "pause": 100, "other/~": 1},
             "outputs": {"a": {"transmissionMode": "pigeon"}, "nothing": {}, "d": 5}, "response": "cooked", "subscriber": {"successUri": "file:///x", "failedUri": 3}}
            """;

        var response = await server.PostAsync("/processes/echo/execution", body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var problem = await OgcServer.JsonAsync(response);
        var pointers = problem["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/inputs/a", "/inputs/b", "/inputs/c", "/inputs/d/1", "/inputs/d/2", "/inputs/other~1~0", "/inputs/pause",
                "/outputs/a/transmissionMode", "/outputs/d", "/outputs/nothing", "/response", "/subscriber/failedUri", "/subscriber/successUri",
            ],
            pointers.Order(StringComparer.Ordinal));
        Assert.Equal("400", problem["status"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/processes/echo/execution?dry-run=true")]
    [InlineData("/processes/echo/validation")]
    public async Task A_dry_run_tells_the_same_faults_and_makes_no_job(string path)
    {
        var good = await server.PostAsync(path, """{"inputs": {"a": "x"}}""", "X-Owner: dry");
        var bad = await server.PostAsync(path, """{"inputs": {"a": 5}, "outputs": {"e": {}}}""", "X-Owner: dry");

        Assert.Equal("""{"valid":true}""", await good.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(2, (await OgcServer.JsonAsync(bad))["errors"]!.AsArray().Count);
        Assert.Empty((await server.GetJsonAsync("/jobs", "X-Owner: dry"))["jobs"]!.AsArray());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"inputs": {"a": "x", "a": "y"}}""", "no member twice")]
    [InlineData("""{"inputs": []}""", "'inputs'")]
    [InlineData("""{"inputs": {"a": "x"}, "outputs": []}""", "'outputs'")]
    [InlineData("""{"inputs": {"a": "x"}, "subscriber": 1}""", "'subscriber'")]
    [InlineData("""{"inputs": {"a": null}}""", "null")]
    [InlineData("""{"inputs": {"a": "x", "pause": 1e999}}""", "too large")]
    [InlineData("""{"inputs": {"a": "x", "d": [1e999]}}""", "integer")]
    [InlineData("""{"inputs": {"a": "x", "b": {"value": {"$file": "uploads/ann/secret"}}}}""", "reserved")]
    [InlineData("""{"inputs": {"a": "x", "b": {"value": {"$href": 5}}}}""", "reserved")]
    [InlineData("""{"inputs": {"a": "x", "d": [{"$file": "uploads/ann/secret"}]}}""", "reserved")]
    [InlineData("""{"inputs": {"a": "x", "c": {"bbox": [1, 2, 3, 4], "$file": "uploads/ann/secret"}}}""", "reserved")]
    [InlineData("""{"inputs": {"a": {"process": "http://example.org/p"}}}""", "none of this server")]
    [InlineData("""{"inputs": {"a": {"href": "file:///etc/passwd"}}}""", "http")]
    [InlineData("""{"inputs": {"a": {"href": 5}}}""", "http")]
    [InlineData("""{"inputs": {"a": {"href": "files/nothing.txt"}}}""", "no file")]
    [InlineData("""{"inputs": {"a": {"href": "/ogc-api/collections/..%2F..%2Fsecret/x"}}}""", "no file")]
    public async Task A_body_that_cannot_be_read_says_why(string body, string words)
    {
        var response = await server.PostAsync("/processes/echo/execution", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        var response = await server.PostAsync("/processes/echo/execution", $$$"""{"inputs": {"a": {{{deep}}}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("depth", (await OgcServer.JsonAsync(response))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_long_is_refused_announced_or_not(bool isChunked)
    {
        var body = $$$"""{"inputs": {"a": "{{{new string('x', 300_000)}}}"}}""";

        var response = isChunked
            ? await server.PostAsync("/processes/echo/execution", body, "Transfer-Encoding: chunked")
            : await server.PostAsync("/processes/echo/execution", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/ogcapi-processes+json", HttpStatusCode.OK)]
    public async Task Only_JSON_is_taken(string type, HttpStatusCode expected)
    {
        var response = await server.PostAsync("/processes/echo/execution", """{"inputs": {"a": "x"}}""", $"Content-Type: {type}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_media_type_is_looked_at_before_the_process() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await server.PostAsync("/processes/null/execution", "x", "Content-Type: text/plain")).StatusCode);

    [Fact]
    public async Task An_unknown_process_is_not_found_and_the_known_ones_are_named()
    {
        var response = await server.PostAsync("/processes/nothing/execution", "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var problem = await OgcServer.JsonAsync(response);
        Assert.Equal("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process", problem["type"]!.GetValue<string>());
        Assert.Contains("echo", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/processes?limit=0", "limit")]
    [InlineData("/processes?limit=ten", "limit")]
    [InlineData("/processes?offset=-1", "offset")]
    [InlineData("/processes?f=xml", "f")]
    [InlineData("/jobs?limit=-1", "limit")]
    [InlineData("/jobs?status=happy", "status")]
    [InlineData("/jobs?status=running,happy", "status")]
    [InlineData("/jobs?type=magic", "type")]
    [InlineData("/jobs?datetime=yesterday", "datetime")]
    [InlineData("/jobs?datetime=2024-01-01/2024-02-01/2024-03-01", "datetime")]
    [InlineData("/jobs?datetime=2024-02-01/2024-01-01", "datetime")]
    [InlineData("/jobs?minDuration=long", "minDuration")]
    [InlineData("/jobs?maxDuration=-1", "maxDuration")]
    [InlineData("/jobs?after=7", "after")]
    [InlineData("/api?f=yaml", "f")]
    public async Task A_query_parameter_that_means_nothing_is_named(string path, string parameter)
    {
        var response = await server.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await OgcServer.JsonAsync(response);
        Assert.EndsWith("/invalid-query-parameter-value", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"'{parameter}'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_takes_one_value_for_a_list_and_counts_what_it_gets()
    {
        var one = await server.PostAsync("/processes/strict/execution", """{"inputs": {"only": 5, "listed": 7}}""");
        var four = await server.PostAsync("/processes/strict/execution", """{"inputs": {"only": 5, "listed": [1, 2, 3, {"value": 4}]}}""");

        Assert.Equal(JsonNode.Parse("""{"only":5,"listed":[7]}""")!.ToJsonString(), (await OgcServer.JsonAsync(one)).ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, four.StatusCode);
        Assert.Equal("/inputs/listed", (await OgcServer.JsonAsync(four))["errors"]![0]!["pointer"]!.GetValue<string>());
    }
}
