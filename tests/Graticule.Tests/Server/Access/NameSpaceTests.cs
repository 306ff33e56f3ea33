using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;
using Graticule.Server.Hosting;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Access;

/// <summary>Name spaces of whole servers: whose jobs and files they are, and who gets in.</summary>
public sealed class NameSpaceTests(StartedIssuer started) : IClassFixture<StartedIssuer>
{
    private readonly TestIssuer _issuer = started.Issuer;

    [Fact]
    public async Task On_an_open_server_each_name_has_jobs_and_files_of_its_own()
    {
        await using var server = await RunningServer.StartAsync();
        var job = await RunAsync(server, "/ann");
        Assert.Equal(201, await PutAsync(server, "/ann"));

        Assert.Equal(200, await StatusAsync(server, $"/ann/ogc-api/jobs/{job}"));
        Assert.Equal(200, await StatusAsync(server, $"/ann/ogc-api/jobs/{job}/results"));
        Assert.Equal(200, await StatusAsync(server, "/ann/ogc-api/files/a.txt"));
        foreach (var other in new[] { "", "/bob", "/Ann", "/anonymous" })
        {
            Assert.Equal(404, await StatusAsync(server, $"{other}/ogc-api/jobs/{job}"));
            Assert.Equal(404, await StatusAsync(server, $"{other}/ogc-api/jobs/{job}/results"));
            Assert.Equal(404, await StatusAsync(server, $"{other}/ogc-api/files/a.txt"));
            Assert.Empty((await JsonAsync(server, $"{other}/ogc-api/jobs"))["jobs"]!.AsArray());
            using var gone = await server.Http.DeleteAsync(new Uri($"{other}/ogc-api/jobs/{job}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        Assert.Single((await JsonAsync(server, "/ann/ogc-api/jobs"))["jobs"]!.AsArray());
    }

    [Fact]
    public async Task Without_a_name_a_caller_is_anonymous_and_that_name_is_the_same()
    {
        await using var server = await RunningServer.StartAsync();

        var job = await RunAsync(server, "");

        Assert.Equal(200, await StatusAsync(server, $"/anonymous/ogc-api/jobs/{job}"));
    }

    [Fact]
    public async Task An_open_server_does_not_give_away_what_belongs_to_a_key_or_a_provider()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Oidc = new() { Issuers = [_issuer.Options()], Audiences = ["maps"] } });
        var key = await KeyAsync(server, "carol", Scopes.Read | Scopes.Execute);

        foreach (var name in new[] { "admin", "carol", "alice@test" })
        {
            Assert.Equal(401, await StatusAsync(server, $"/{name}/ogc-api/jobs"));
            Assert.Equal(200, await StatusAsync(server, $"/{name}/ogc-api"));
        }

        server.SendKey(key);
        Assert.Equal(200, await StatusAsync(server, "/carol/ogc-api/jobs"));
        server.SendKey(Token("alice"));
        Assert.Equal(200, await StatusAsync(server, "/alice@test/ogc-api/jobs"));
        Assert.Equal(200, await StatusAsync(server, "/alice/ogc-api/jobs"));
        Assert.Equal(403, await StatusAsync(server, "/carol/ogc-api/jobs"));
    }

    [Fact]
    public async Task A_token_opens_its_users_name_space_under_each_of_its_names_and_no_other()
    {
        await using var server = await WithTokensAsync();
        server.SendKey(Token("1234", "alice"));
        var job = await RunAsync(server, "/alice");

        foreach (var name in new[] { "", "/alice", "/1234", "/1234@test" })
        {
            Assert.Equal(200, await StatusAsync(server, $"{name}/ogc-api/jobs/{job}"));
        }

        foreach (var name in new[] { "/Alice", "/bob", "/admin", "/anonymous", "/5678@test" })
        {
            using var response = await server.Http.GetAsync(new Uri($"{name}/ogc-api/jobs", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("somebody else's", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_calls_himself_as_another_has_nothing_of_that_other()
    {
        await using var server = await WithTokensAsync();
        server.SendKey(Token("1234", "alice"));
        var job = await RunAsync(server, "/alice");
        Assert.Equal(201, await PutAsync(server, "/alice"));

        foreach (var impostor in new[] { Token("5678", "alice"), Token("alice", "1234"), await KeyAsync(server, "alice", Scopes.Read | Scopes.Execute), await KeyAsync(server, "1234", Scopes.Read) })
        {
            server.SendKey(impostor);
            Assert.Equal(404, await StatusAsync(server, $"/ogc-api/jobs/{job}"));
            Assert.Equal(404, await StatusAsync(server, "/ogc-api/files/a.txt"));
        }

        server.SendKey(Token("5678", "alice"));
        Assert.Equal(404, await StatusAsync(server, $"/alice/ogc-api/jobs/{job}"));
        Assert.Equal(404, await StatusAsync(server, "/alice/ogc-api/files/a.txt"));
    }

    [Fact]
    public async Task A_file_of_another_name_space_is_no_input()
    {
        await using var server = await WithTokensAsync();
        server.SendKey(Token("1234", "alice"));
        Assert.Equal(201, await PutAsync(server, "/alice"));
        string Input(string space) => $$$"""{"inputs": {"il": {"href": "{{{server.Url.GetLeftPart(UriPartial.Authority)}}}{{{space}}}/ogc-api/files/a.txt"}, "exp": "im1b1"}}""";

        Assert.DoesNotContain("may read", await ValidateAsync(server, "/alice", Input("/1234")), StringComparison.Ordinal);
        Assert.DoesNotContain("may read", await ValidateAsync(server, "", Input("/alice")), StringComparison.Ordinal);
        server.SendKey(Token("5678", "bob"));
        Assert.Equal(201, await PutAsync(server, "/bob"));
        Assert.DoesNotContain("may read", await ValidateAsync(server, "", Input("/bob")), StringComparison.Ordinal);
        Assert.Contains("may read", await ValidateAsync(server, "", Input("/alice")), StringComparison.Ordinal);
        Assert.Contains("may read", await ValidateAsync(server, "/bob", Input("/alice")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_acts_in_every_name_space()
    {
        await using var server = await WithTokensAsync();
        server.SendKey(Token("1234", "alice"));
        var job = await RunAsync(server, "");

        server.SendKey(Token("9", "boss", "graticule:admin"));
        Assert.Equal(404, await StatusAsync(server, $"/ogc-api/jobs/{job}"));
        Assert.Equal(200, await StatusAsync(server, $"/1234@test/ogc-api/jobs/{job}"));
        server.SendKey((await File.ReadAllTextAsync(server.Data.AdminKey)).Trim());
        Assert.Equal(200, await StatusAsync(server, $"/1234@test/ogc-api/jobs/{job}"));
    }

    [Fact]
    public async Task Without_a_token_a_name_space_shows_its_public_pages_alone()
    {
        await using var server = await WithTokensAsync();

        Assert.Equal(200, await StatusAsync(server, "/alice/ogc-api"));
        Assert.Equal(200, await StatusAsync(server, "/alice/ogc-api//conformance"));
        using var refusal = await server.Http.GetAsync(new Uri("/alice/ogc-api/processes", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
        Assert.Contains(server.Url.Authority + "/.well-known/", refusal.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/maps", 404)]
    [InlineData("/Collections", 404)]
    [InlineData("/health", 404)]
    [InlineData("/swagger-ui", 404)]
    [InlineData("/.well-known", 400)]
    [InlineData("/a%20b", 400)]
    [InlineData("/a%00b", 400)]
    [InlineData("/%C3%A4nne", 400)]
    [InlineData("/-ann", 400)]
    [InlineData("/{300}", 400)]
    [InlineData("/ann.b_c-d+e@example.org", 200)]
    [InlineData("/auth0%7C123", 200)]
    public async Task Names_are_looked_at(string path, int expected)
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(expected, await StatusAsync(server, path.Replace("{300}", new string('a', 300), StringComparison.Ordinal) + "/ogc-api/jobs"));
    }

    private static async Task<int> StatusAsync(RunningServer server, string path)
    {
        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    private static async Task<JsonNode> JsonAsync(RunningServer server, string path) =>
        JsonNode.Parse(await server.Http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private static async Task<string> RunAsync(RunningServer server, string space)
    {
        using var response = await server.Http.PostAsync(new Uri($"{space}/ogc-api/processes/echo/execution", UriKind.Relative), Json("""{"inputs": {"a": "text"}}"""));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (string)(await JsonAsync(server, $"{space}/ogc-api/jobs"))["jobs"]![0]!["jobID"]!;
    }

    private static async Task<string> ValidateAsync(RunningServer server, string space, string body)
    {
        using var response = await server.Http.PostAsync(new Uri($"{space}/ogc-api/processes/band-math/validation", UriKind.Relative), Json(body));
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<int> PutAsync(RunningServer server, string space)
    {
        using var response = await server.Http.PutAsync(new Uri($"{space}/ogc-api/files/a.txt", UriKind.Relative), new StringContent("text"));
        return (int)response.StatusCode;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<string> KeyAsync(RunningServer server, string owner, Scopes scopes)
    {
        await using var database = SqlDatabase.Open(server.Data);
        return (await new ApiKeys(new SqlKeyStore(database), TimeProvider.System).CreateAsync(owner, scopes, expiresAt: null, default)).Secret;
    }

    private string Token(string subject, string? userName = null, string? scope = null)
    {
        var claims = _issuer.Claims(TimeProvider.System.GetUtcNow());
        claims["sub"] = subject;
        claims["preferred_username"] = userName;
        claims["scope"] = scope;
        return _issuer.Sign(_issuer.Header(), claims);
    }

    private Task<RunningServer> WithTokensAsync() => RunningServer.StartAsync(options =>
        options with { Access = AccessMode.Token, Oidc = new() { Issuers = [_issuer.Options()], Audiences = ["maps"] } });
}
