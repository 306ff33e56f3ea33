using System.Text;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class CredentialTests(OpenEoServer server)
{
    [Fact]
    public async Task An_api_key_is_the_password_and_its_token_works_in_both_forms()
    {
        var login = await server.SendAsync("GET", "/credentials/basic", owner: null, headers: ["Authorization: Basic " + Basic("whoever", server.KeyOf("ann"))]);

        Assert.Equal(200, login.Status);
        var token = (string)login.Json["access_token"]!;
        foreach (var form in (string[])["basic//" + token, token])
        {
            var me = await server.SendAsync("GET", "/me", owner: null, headers: ["Authorization: Bearer " + form]);
            Assert.Equal((200, "ann"), (me.Status, (string?)me.Json["user_id"]));
        }
    }

    [Fact]
    public async Task Wrong_credentials_are_told_apart_from_missing_ones()
    {
        Assert.Equal((401, "AuthenticationRequired"), await TryAsync("/credentials/basic", null));
        Assert.Equal((403, "AuthenticationSchemeInvalid"), await TryAsync("/credentials/basic", "Bearer x"));
        Assert.Equal((403, "CredentialsInvalid"), await TryAsync("/credentials/basic", "Basic " + Basic("ann", "secret")));
        Assert.Equal((401, "AuthenticationRequired"), await TryAsync("/jobs", null));
        Assert.Equal((403, "AuthenticationSchemeInvalid"), await TryAsync("/jobs", "Basic " + Basic("ann", "secret")));
        Assert.Equal((403, "TokenInvalid"), await TryAsync("/jobs", "Bearer basic//nothing"));
        Assert.Equal((403, "TokenInvalid"), await TryAsync("/jobs", "Bearer oidc/unknown/eyJ.a.b"));
        Assert.Equal((501, "FeatureUnsupported"), await TryAsync("/credentials/oidc", null));
    }

    [Fact]
    public async Task Who_may_only_read_may_not_run()
    {
        Assert.Equal(200, (await server.GetAsync("/jobs", "reader")).Status);
        var refused = await server.SendAsync("POST", "/result", OpenEoServer.Graph("add", """{"x": 1, "y": 2}"""), "reader");
        Assert.Equal((403, "PermissionsInsufficient"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Whoever_asks_is_told_how_much_room_there_is()
    {
        var me = await server.GetJsonAsync("/me", "reader");

        Assert.Equal((150_000L, 150_000L), ((long)me["storage"]!["free"]!, (long)me["storage"]!["quota"]!));
        Assert.Equal("free", (string?)me["default_plan"]);
    }

    private async Task<(int Status, string? Code)> TryAsync(string path, string? authorization)
    {
        var reply = await server.SendAsync("GET", path, owner: null, headers: authorization is null ? [] : ["Authorization: " + authorization]);
        return (reply.Status, reply.Code);
    }

    private static string Basic(string name, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));
}

/// <summary>A server that needs no keys.</summary>
public sealed class OpenServer : OpenEoServer
{
    internal override ServerOptions Options { get; } = new()
    {
        Access = AccessMode.Open,
        Oidc = new() { Issuers = [new("one", "https://login.example.org/"), new("a-name-longer-than-twenty", "https://other.example.org")], Audiences = ["*"], ClientId = "web" },
    };
}

public sealed class OpenServerTests(OpenServer server) : IClassFixture<OpenServer>
{
    [Fact]
    public async Task Any_name_and_password_log_in_and_the_token_is_that_of_everybody()
    {
        var login = await server.SendAsync("GET", "/credentials/basic", owner: null, headers: ["Authorization: Basic dXNlcjpwYXNz"]);
        var token = (string)login.Json["access_token"]!;

        foreach (var form in (string[])["basic//" + token, token])
        {
            var me = await server.SendAsync("GET", "/me", owner: null, headers: ["Authorization: Bearer " + form]);
            Assert.Equal((200, "anonymous"), (me.Status, (string?)me.Json["user_id"]));
        }

        Assert.Equal(200, (await server.GetAsync("/jobs", owner: null)).Status);
        Assert.Equal("ann", (string?)(await server.GetJsonAsync("/me", "ann"))["user_id"]);
    }

    [Fact]
    public async Task Providers_are_listed_with_ids_that_fit_and_without_a_slash_at_the_end()
    {
        var providers = (await server.GetJsonAsync("/credentials/oidc", owner: null))["providers"]!.AsArray();

        Assert.Equal("https://login.example.org", (string?)providers[0]!["issuer"]);
        Assert.All(providers, provider => Assert.InRange(((string)provider!["id"]!).Length, 1, 20));
        Assert.Contains("openid", providers[0]!["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal("web", (string?)providers[0]!["default_clients"]![0]!["id"]);
        Assert.NotEmpty(providers[0]!["default_clients"]![0]!["redirect_urls"]!.AsArray());
    }
}
