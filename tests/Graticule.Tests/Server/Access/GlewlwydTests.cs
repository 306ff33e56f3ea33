using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Access;
using Graticule.Server.Hosting;
using Graticule.Tests.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Access;

/// <summary>The whole server before a real provider.</summary>
public sealed class GlewlwydTests(Glewlwyd provider) : IClassFixture<Glewlwyd>
{
    [SkippableFact]
    public async Task The_implicit_flow_gives_a_token_that_opens_its_users_name_space()
    {
        await using var server = await StartAsync();
        server.SendKey(await provider.ImplicitAsync("alice"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/alice/ogc-api//processes"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, "/bob/ogc-api/processes"));
    }

    [SkippableFact]
    public async Task The_code_flow_with_PKCE_gives_a_token_and_a_refresh_token_gives_another()
    {
        await using var server = await StartAsync();
        var first = await provider.CodeAsync("bob");
        server.SendKey((string)first["access_token"]!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/bob/ogc-api/jobs"));
        using (var stored = await server.Http.PutAsync(new Uri("/ogc-api/files/a.txt", UriKind.Relative), new StringContent("a")))
        {
            Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        }

        var second = await provider.TokenAsync(client: null, ("grant_type", "refresh_token"), ("client_id", "page"), ("refresh_token", (string)first["refresh_token"]!));
        Assert.NotEqual((string)first["access_token"]!, (string)second["access_token"]!);
        server.SendKey((string)second["access_token"]!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/bob/ogc-api/files/a.txt"));
    }

    [SkippableFact]
    public async Task A_program_comes_in_with_its_own_credentials_and_has_the_scopes_it_was_given()
    {
        Skip.If(provider.Missing is not null, provider.Missing);

        var caller = (await CallerAsync(await provider.ClientCredentialsAsync())).Caller!;

        Assert.Equal(("machine@glewlwyd", Scopes.Read | Scopes.Execute | Scopes.Deploy), (caller.Subject, caller.Scopes));
    }

    [SkippableFact]
    public async Task Scopes_that_a_user_has_not_are_not_in_the_token()
    {
        Skip.If(provider.Missing is not null, provider.Missing);
        var all = "openid graticule:deploy graticule:admin";

        Assert.Equal(Scopes.All, (await CallerAsync(await provider.ImplicitAsync("boss", all))).Caller!.Scopes);
        Assert.Equal(Scopes.Read | Scopes.Execute | Scopes.Deploy, (await CallerAsync(await provider.ImplicitAsync("alice", all))).Caller!.Scopes);
        Assert.Equal(Scopes.Read | Scopes.Execute, (await CallerAsync(await provider.ImplicitAsync("bob", all))).Caller!.Scopes);
    }

    [SkippableFact]
    public async Task An_administrator_sees_a_users_jobs_by_the_subject()
    {
        await using var server = await StartAsync();
        var token = await provider.ImplicitAsync("alice");
        var subject = (await CallerAsync(token)).Caller!.Subject;
        server.SendKey(token);
        using (var stored = await server.Http.PutAsync(new Uri("/alice/ogc-api/files/b.txt", UriKind.Relative), new StringContent("b")))
        {
            Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        }

        server.SendKey(await provider.ImplicitAsync("boss", "openid graticule:admin"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, $"/{subject}/ogc-api/files/b.txt"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, "/ogc-api/files/b.txt"));
    }

    [SkippableFact]
    public async Task A_token_for_somebody_else_an_ID_token_and_a_refresh_token_are_refused()
    {
        await using var server = await StartAsync();
        var code = await provider.CodeAsync("bob");

        foreach (var token in new[] { await provider.ImplicitAsync("bob", resource: null), (string)code["id_token"]!, (string)code["refresh_token"]! })
        {
            server.SendKey(token);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/ogc-api/jobs"));
        }
    }

    [SkippableFact]
    public async Task The_provider_answers_for_its_tokens_until_they_are_revoked()
    {
        Skip.If(provider.Missing is not null, provider.Missing);
        var token = await provider.ClientCredentialsAsync();

        Assert.Equal("machine@glewlwyd", (await IntrospectAsync(token)).Caller!.Subject);
        Assert.Null((await IntrospectAsync(token + "x")).Caller);
        await provider.RevokeAsync(token, "machine:machine-secret");
        Assert.Null((await IntrospectAsync(token)).Caller);
    }

    [SkippableFact]
    public async Task Forgeries_with_the_providers_own_keys_in_hand_are_refused()
    {
        await using var server = await StartAsync();
        var parts = (await provider.ImplicitAsync("bob")).Split('.');
        var header = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]))!.AsObject();
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        using var key = provider.ReadKey();
        using var mine = RSA.Create(2048);
        string Forge(string? change, Func<byte[], byte[]> sign, string algorithm = "RS256")
        {
            var (head, body) = (header.DeepClone().AsObject(), claims.DeepClone().AsObject());
            head["alg"] = algorithm;
            foreach (var (name, value) in JsonNode.Parse(change ?? "{}")!.AsObject().ToList())
            {
                body[name] = value?.DeepClone();
            }

            var content = $"{Encode(head)}.{Encode(body)}";
            return $"{content}.{System.Buffers.Text.Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
        }

        byte[] Sign(byte[] bytes) => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var publicKey = Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem());
        string[] forged =
        [
            Forge("""{"exp": 1000000000}""", Sign),
            Forge("""{"nbf": 4000000000}""", Sign),
            Forge("""{"iss": "http://localhost:1/api/oidc"}""", Sign),
            Forge("""{"aud": "https://other.test/"}""", Sign),
            Forge(null, _ => [], "none"),
            Forge(null, bytes => HMACSHA256.HashData(publicKey, bytes), "HS256"),
            Forge(null, bytes => mine.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            $"{parts[0]}.{Encode(new JsonObject { ["iss"] = provider.Issuer, ["sub"] = "boss", ["exp"] = 4000000000 })}.{parts[2]}",
        ];

        server.SendKey(Forge(null, Sign));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        foreach (var token in forged)
        {
            server.SendKey(token);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/ogc-api/jobs"));
        }
    }

    [SkippableFact]
    public async Task Keys_rotate_and_the_provider_goes_away_and_comes_back_while_the_server_runs()
    {
        await using var server = await StartAsync();
        server.SendKey(await provider.ImplicitAsync("alice"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        var (second, third) = (await provider.ImplicitAsync("bob"), await provider.ImplicitAsync("boss"));
        await provider.StopAsync();
        server.SendKey(second);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        server.SendKey("opaque");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/ogc-api/jobs"));
        await provider.StartAsync();

        await provider.RotateAsync();
        await Task.Delay(Provider.Pause);
        server.SendKey(await provider.ImplicitAsync("alice"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        server.SendKey(third);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/ogc-api/jobs"));
    }

    private static string Encode(JsonObject json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string path)
    {
        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private async Task<Authentication> CallerAsync(string token)
    {
        using var http = new HttpClient();
        var one = new Provider(provider.Options.Issuers[0], http, TimeProvider.System, NullLogger.Instance);
        return (await new JwtReader([one], new(provider.Options, TimeProvider.System), new(TimeProvider.System)).ReadAsync(token, default))!;
    }

    private async Task<Authentication> IntrospectAsync(string token)
    {
        using var http = new HttpClient();
        var one = new Provider(provider.Options.Issuers[0], http, TimeProvider.System, NullLogger.Instance);
        using var introspection = new Introspection(one, "graticule", "graticule-secret", http);
        return (await new IntrospectionReader([introspection], new(provider.Options, TimeProvider.System), TimeProvider.System).ReadAsync(token, default))!;
    }

    private Task<RunningServer> StartAsync()
    {
        Skip.If(provider.Missing is not null, provider.Missing);
        return RunningServer.StartAsync(options => options with { Access = AccessMode.Token, Oidc = provider.Options });
    }
}
