using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Server.Hosting;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Access;

/// <summary>Whole servers before an issuer that tests control: what each way of asking may do.</summary>
public sealed class ModeTests(StartedIssuer started) : IClassFixture<StartedIssuer>
{
    private readonly TestIssuer _issuer = started.Issuer;

    [Theory]
    [InlineData(AccessMode.Open, AnonymousAccess.None, 200, 201)]
    [InlineData(AccessMode.Mixed, AnonymousAccess.Execute, 200, 201)]
    [InlineData(AccessMode.Mixed, AnonymousAccess.Read, 200, 403)]
    [InlineData(AccessMode.Mixed, AnonymousAccess.None, 401, 401)]
    [InlineData(AccessMode.Token, AnonymousAccess.Execute, 401, 401)]
    public async Task Without_a_token_a_caller_does_what_the_mode_says(AccessMode mode, AnonymousAccess anonymous, int read, int execute)
    {
        await using var server = await StartAsync(options => options with { Access = mode, Anonymous = anonymous });

        Assert.Equal((read, execute), (await StatusAsync(server, "/ogc-api/processes"), await RunAsync(server)));
        Assert.Equal(200, await StatusAsync(server, "/ogc-api"));
        server.SendKey(Token("alice"));
        Assert.Equal((200, 201), (await StatusAsync(server, "/ogc-api/processes"), await RunAsync(server)));
    }

    [Theory]
    [InlineData(AccessMode.Open)]
    [InlineData(AccessMode.Mixed)]
    [InlineData(AccessMode.Token)]
    public async Task A_bad_token_is_refused_also_where_none_is_needed(AccessMode mode)
    {
        await using var server = await StartAsync(options => options with { Access = mode });
        foreach (var token in new[] { Token("alice", minutes: -5), "opaque", "eyJ.a.b", new string('x', 17_000) })
        {
            server.SendKey(token);
            using var response = await server.Http.GetAsync(new Uri("/ogc-api/jobs", UriKind.Relative));

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            var challenge = response.Headers.WwwAuthenticate.ToString();
            Assert.Contains("error=\"invalid_token\", error_description=\"", challenge, StringComparison.Ordinal);
            Assert.DoesNotContain(token, await response.Content.ReadAsStringAsync() + challenge, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_tokens_at_once_are_refused()
    {
        await using var server = await StartAsync(options => options with { Access = AccessMode.Open });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc-api/jobs");
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + Token("alice"), "Bearer " + Token("bob")]);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_leads_to_the_provider_and_a_missing_scope_is_told()
    {
        await using var server = await StartAsync(options => options with { Oidc = options.Oidc with { EveryToken = Graticule.Jobs.Access.Scopes.Read } });

        using var refusal = await server.Http.GetAsync(new Uri("/ogc-api/jobs", UriKind.Relative));
        var challenge = refusal.Headers.WwwAuthenticate.Single().Parameter!;
        var metadata = JsonNode.Parse(await server.Http.GetStringAsync(challenge.Split("resource_metadata=\"")[1].Split('"')[0]))!;
        server.SendKey(Token("alice"));
        using var forbidden = await server.Http.PutAsync(new Uri("/ogc-api/files/a.txt", UriKind.Relative), new StringContent("a"));

        Assert.Equal(_issuer.Url, (string?)metadata["authorization_servers"]![0]);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Contains("error=\"insufficient_scope\"", forbidden.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_provider_is_away_its_tokens_get_503_and_keys_and_public_pages_go_on()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.IsAway = true;
        await using var server = await StartAsync(options => options with { Oidc = options.Oidc with { Issuers = [issuer.Options()] } });
        server.SendKey(issuer.Sign(issuer.Header(), issuer.Claims(TimeProvider.System.GetUtcNow())));

        using var response = await server.Http.GetAsync(new Uri("/ogc-api/jobs", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(issuer.Url, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync(server, "/ogc-api"));
        var definition = JsonNode.Parse(await server.Http.GetStringAsync("/ogc-api/api?f=json"))!;
        Assert.NotNull(definition["components"]!["securitySchemes"]!["openIdConnect"]);
        Assert.Null(definition["components"]!["securitySchemes"]!["oauth2"]);
        server.SendKey((await File.ReadAllTextAsync(server.Data.AdminKey)).Trim());
        Assert.Equal(200, await StatusAsync(server, "/ogc-api/jobs"));
    }

    [Fact]
    public async Task The_API_definition_says_where_to_log_in()
    {
        await using var server = await StartAsync();

        var definition = JsonNode.Parse(await server.Http.GetStringAsync("/ogc-api/api?f=json"))!;
        var schemes = definition["components"]!["securitySchemes"]!;

        Assert.Equal(_issuer.Url + "/.well-known/openid-configuration", (string?)schemes["openIdConnect"]!["openIdConnectUrl"]);
        Assert.Equal(_issuer.Url + "/authorize", (string?)schemes["oauth2"]!["flows"]!["implicit"]!["authorizationUrl"]);
        Assert.Equal(_issuer.Url + "/token", (string?)schemes["oauth2"]!["flows"]!["authorizationCode"]!["tokenUrl"]);
        Assert.Equal("""[{"key":[]},{"oauth2":["openid"]},{"openIdConnect":["openid"]}]""", definition["security"]!.ToJsonString());
    }

    [Fact]
    public async Task Tokens_are_never_logged()
    {
        var token = Token("alice", minutes: -5);
        var log = new StringWriter();
        var before = Console.Out;
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            await using var server = await StartAsync(options => options with { LogRequests = true, LogLevel = Microsoft.Extensions.Logging.LogLevel.Trace });
            server.SendKey(token);
            Assert.Equal(401, await StatusAsync(server, "/ogc-api/jobs"));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.DoesNotContain(token.Split('.')[1], log.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(RunningServer server, string path)
    {
        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    private static async Task<int> RunAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ogc-api/processes/echo/execution")
        {
            Content = new StringContent("""{"inputs": {"a": "text"}}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Prefer", "respond-async");
        using var response = await server.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private string Token(string subject, int minutes = 60)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = _issuer.Claims(now);
        claims["sub"] = subject;
        claims["exp"] = now.AddMinutes(minutes).ToUnixTimeSeconds();
        return _issuer.Sign(_issuer.Header(), claims);
    }

    private Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null) => RunningServer.StartAsync(options =>
    {
        options = options with { Access = AccessMode.Token, Oidc = new() { Issuers = [_issuer.Options()], Audiences = ["maps"] } };
        return change?.Invoke(options) ?? options;
    });
}
