using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;
using Graticule.Server.Hosting;
using Graticule.Tests.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Server.Access;

public sealed class AccessGateTests
{
    private static readonly string[] Public =
        ["/health/live", "/health/ready", "/ogc-api", "/ogc-api/", "//ogc-api//conformance", "/ogc-api/conformance", "/ogc-api/api"];

    private static readonly string[] Closed =
        ["/metrics", "/ogc-api/processes", "/ogc-api/jobs", "/ogc-api/files", "/collections", "/collections/a/b.tif", "/ogc-api/nowhere", "/nowhere", "/ogc-api//jobs"];

    [Fact]
    public async Task With_keys_only_what_is_public_answers_without_one()
    {
        await using var server = await WithKeysAsync();

        foreach (var path in Public)
        {
            Assert.True(await StatusAsync(server, path) is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, path);
        }

        foreach (var path in Closed)
        {
            Assert.True(await StatusAsync(server, path) == HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task A_refusal_says_how_to_send_a_key()
    {
        await using var server = await WithKeysAsync();

        using var response = await server.Http.GetAsync(new Uri("/ogc-api/jobs", UriKind.Relative));

        Assert.Equal("Bearer realm=\"graticule\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(401, (int)problem["status"]!);
        Assert.Contains("Authorization: Bearer", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("TOKEN")]
    [InlineData("Token")]
    public async Task The_owner_key_of_the_first_start_opens_everything(string scheme)
    {
        await using var server = await WithKeysAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.Data.AdminKey));

        server.SendKey((await File.ReadAllTextAsync(server.Data.AdminKey)).Trim(), scheme);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/metrics"));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_does_not_hide_what_is_public()
    {
        await using var server = await WithKeysAsync();
        server.SendKey("grt_" + new string('A', 43));

        using var response = await server.Http.GetAsync(new Uri("/ogc-api/jobs", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_sees_what_its_owner_made()
    {
        await using var server = await WithKeysAsync();
        var reader = await KeyAsync(server, "ann", Scopes.Read);
        var writer = await KeyAsync(server, "bob", Scopes.Read | Scopes.Execute);

        server.SendKey(writer.Secret);
        Assert.Equal(HttpStatusCode.Created, await PutAsync(server));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/files/a.txt"));
        server.SendKey(reader.Secret);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(server));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, "/ogc-api/files/a.txt"));
        server.SendKey((await KeyAsync(server, "eve", Scopes.Execute)).Secret);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, "/collections"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, "/collections/a/b.tif"));
    }

    [Fact]
    public async Task A_revoked_key_stops_working_within_seconds()
    {
        await using var server = await WithKeysAsync();
        var key = await KeyAsync(server, "ann", Scopes.Read);
        server.SendKey(key.Secret);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/jobs"));

        await using (var database = SqlDatabase.Open(server.Data))
        {
            await new ApiKeys(new SqlKeyStore(database), TimeProvider.System).RevokeAsync(key.Key.Id, default);
        }

        var deadline = DateTime.UnixEpoch.AddTicks(TimeProvider.System.GetUtcNow().UtcTicks) + KnownKeys.RememberFor + TimeSpan.FromSeconds(2);
        while (await StatusAsync(server, "/ogc-api/jobs") != HttpStatusCode.Unauthorized)
        {
            Assert.True(DateTime.UnixEpoch.AddTicks(TimeProvider.System.GetUtcNow().UtcTicks) < deadline, "It still works.");
            await Task.Delay(200);
        }
    }

    [Fact]
    public async Task Without_keys_a_foreign_token_is_ignored_and_a_key_still_names_its_owner()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Created, await PutAsync(server));

        server.SendKey("eyJhbGciOiJSUzI1NiJ9.e30.c2ln");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/ogc-api/files/a.txt"));

        server.SendKey((await KeyAsync(server, "ann", Scopes.Read)).Secret);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, "/ogc-api/files/a.txt"));

        server.SendKey("grt_" + new string('A', 43));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/ogc-api/files/a.txt"));
    }

    [Fact]
    public async Task A_browser_may_ask_whether_it_may_ask()
    {
        await using var server = await WithKeysAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/ogc-api/jobs");
        request.Headers.Add("Origin", "https://notebook.example.org");
        request.Headers.Add("Access-Control-Request-Method", "GET");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("token   abc ", "abc")]
    [InlineData("Basic abc", null)]
    [InlineData("Bearer", null)]
    [InlineData("Bearer ", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    public void A_token_comes_after_one_of_two_words(string header, string? expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;

        Assert.Equal(expected, AccessGate.ReadToken(context.Request));
    }

    private static Task<RunningServer> WithKeysAsync() => RunningServer.StartAsync(options => options with { Access = AccessMode.Keys });

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string path)
    {
        using var response = await server.Http.GetAsync(server.Url.GetLeftPart(UriPartial.Authority) + path);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PutAsync(RunningServer server)
    {
        using var content = new StringContent("text", Encoding.UTF8, "text/plain");
        using var response = await server.Http.PutAsync(new Uri("/ogc-api/files/a.txt", UriKind.Relative), content);
        return response.StatusCode;
    }

    private static async Task<NewKey> KeyAsync(RunningServer server, string owner, Scopes scopes)
    {
        await using var database = SqlDatabase.Open(server.Data);
        return await new ApiKeys(new SqlKeyStore(database), TimeProvider.System).CreateAsync(owner, scopes, expiresAt: null, default);
    }
}
