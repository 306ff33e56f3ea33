using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Server.Dialects.Cdms;
using YamlDotNet.Serialization;

namespace Graticule.Tests.Server.Dialects.Cdms;

[Collection(CdmsServerCollection.Name)]
public sealed class ServicePagesTests(CdmsServer server)
{
    [Fact]
    public async Task The_version_is_a_text()
    {
        var (response, text) = await server.SendAsync("/version", owner: null);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Matches(@"^\d+\.\d+\.\d+(-.+)?$", text);
    }

    [Fact]
    public async Task The_heart_beats() =>
        Assert.All((await server.GetJsonAsync("/heartbeat", owner: null)).AsObject(), part => Assert.True((bool)part.Value!));

    [Theory]
    [InlineData("")]
    [InlineData("/cdms")]
    [InlineData("/nexus")]
    public async Task Every_capability_is_described_and_is_there(string prefix)
    {
        var capabilities = (await server.GetJsonAsync(prefix + "/capabilities", owner: null)).AsArray();

        Assert.NotEmpty(capabilities);
        foreach (var capability in capabilities)
        {
            Assert.All(["path", "name", "description"], member => Assert.NotEmpty((string)capability![member]!));
            Assert.All(
                capability!["parameters"]!.AsObject(),
                parameter => Assert.All(["name", "type", "description"], member => Assert.NotEmpty((string)parameter.Value![member]!)));

            // As clients look whether there is something: the path as it is, or what is left of it without special characters.
            var path = (string)capability["path"]!;
            var plain = string.Concat(path.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-'));
            Assert.NotEqual(404, (int)(await server.SendAsync(prefix + plain, method: "HEAD")).Response.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_of_the_api_and_its_document_are_there()
    {
        var (led, _) = await server.SendAsync("/nexus/apidocs/", owner: null);
        var page = new Uri(new Uri(server.Address + "/nexus/apidocs/"), led.Headers.Location!);
        var (response, text) = await server.SendAsync(page.AbsolutePath, owner: null);
        var (yaml, document) = await server.SendAsync("/nexus/apidocs/openapi.yml", owner: null);

        Assert.Equal("/nexus/apidocs/index.html", page.AbsolutePath);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("swagger-ui", text, StringComparison.Ordinal);
        Assert.Equal("application/yaml", yaml.Content.Headers.ContentType!.MediaType);
        var read = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(document);
        Assert.Equal("3.0.3", read["openapi"]);
        var paths = Assert.IsType<Dictionary<object, object>>(read["paths"]);
        Assert.Subset(paths.Keys.Select(path => (string)path).ToHashSet(StringComparer.Ordinal), (HashSet<string>)["/match_spark", "/job", "/job/cancel", "/cdmsresults", "/cdmscatalog/{id}/{format}"]);
        Assert.DoesNotContain("/domsresults", paths.Keys);
        Assert.Contains($"url: {server.Address}/nexus/", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/job")]
    [InlineData("/match_spark")]
    [InlineData("/nexus/cdmsresults")]
    public async Task Whoever_sends_no_key_is_refused_in_the_form_of_the_api(string path)
    {
        Assert.Equal((401, "This needs a key: send it as 'Authorization: Bearer KEY'."), await server.GetErrorAsync(path, owner: null));
        Assert.Contains("Bearer", (await server.SendAsync(path, owner: null)).Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_read_starts_and_ends_nothing()
    {
        Assert.Equal(403, (await server.GetErrorAsync("/match_spark" + MatchupReaderTests.With(), "reader")).Status);
        Assert.Equal(403, (await server.GetErrorAsync("/job/cancel", "reader")).Status);
        Assert.Equal(400, (await server.GetErrorAsync("/job", "reader")).Status);
    }

    [Theory]
    [InlineData("/match_spark", "PUT")]
    [InlineData("/match_spark", "DELETE")]
    [InlineData("/job", "PATCH")]
    public async Task Other_methods_are_refused(string path, string method)
    {
        var (response, _) = await server.SendAsync(path, method: method);

        Assert.Equal((405, "GET, POST"), ((int)response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    [Fact]
    public async Task Head_starts_no_job()
    {
        var before = (await server.Engine.ListAsync(new() { Owner = "bob" }, default)).Jobs.Count;

        Assert.Equal(405, (int)(await server.SendAsync("/match_spark" + MatchupReaderTests.With(("primary", "finds")), "bob", "HEAD")).Response.StatusCode);
        Assert.Equal(before, (await server.Engine.ListAsync(new() { Owner = "bob" }, default)).Jobs.Count);
    }

    [Theory]
    [InlineData("/job/more")]
    [InlineData("/cdms/version/more")]
    [InlineData("/apidocs/nothing.js")]
    public async Task What_is_not_there_is_said_in_the_form_of_the_api(string path) => Assert.Equal(404, (await server.GetErrorAsync(path)).Status);

    [Theory]
    [InlineData("//job", 400)]
    [InlineData("/nexus//job/", 400)]
    [InlineData("/cdms/cdms/job", 404)]
    [InlineData("/other/job", 404)]
    [InlineData("/", 404)]
    [InlineData("/cdms", 404)]
    public async Task Slashes_may_be_doubled_and_only_the_two_prefixes_are_known(string path, int status) =>
        Assert.Equal(status, (int)(await server.SendAsync(path)).Response.StatusCode);

    [Fact]
    public async Task Pages_of_other_origins_may_use_it()
    {
        var (plain, _) = await server.SendAsync("/job");
        var (asked, _) = await server.SendAsync("/match_spark", owner: null, method: "OPTIONS", headers: ["Origin: https://example.org", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization"]);
        var (refused, _) = await server.SendAsync("/job", owner: null);

        Assert.All([plain, asked, refused], response => Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(204, (int)asked.StatusCode);
        Assert.Contains("POST", asked.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Contains("Authorization", asked.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", "doms.example.org", "https://doms.example.org")]
    [InlineData("https, http", "doms.example.org, inner:80", "https://doms.example.org")]
    [InlineData("ftp", "doms.example.org:8443", "http://doms.example.org:8443")]
    [InlineData("https", "a/b?c", "https://ADDRESS")]
    [InlineData("https", "user@evil", "https://ADDRESS")]
    public async Task Links_follow_what_a_proxy_says(string scheme, string host, string root)
    {
        var id = await server.SubmitAsync("finds");
        var (_, text) = await server.SendAsync($"/nexus/job?id={id}", headers: [$"X-Forwarded-Proto: {scheme}", $"X-Forwarded-Host: {host}"]);

        Assert.Equal($"{root.Replace("ADDRESS", new Uri(server.Address).Authority, StringComparison.Ordinal)}/nexus/job?id={id}", (string)JsonNode.Parse(text)!["links"]![0]!["href"]!);
    }

    [Fact]
    public async Task Redirections_stay_below_the_prefix()
    {
        var (response, _) = await server.SendAsync("/cdms/match_spark" + MatchupReaderTests.With(("primary", "finds")));

        Assert.StartsWith("/cdms/job?id=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_problem_has_a_status() =>
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.InRange(Errors.Of(new(kind, "What.")).Status, 400, 599));
}
