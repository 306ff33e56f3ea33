using System.Text;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class LoginTests(EarlyServer server)
{
    [Fact]
    public async Task Who_logs_in_gets_a_token_that_works()
    {
        var reply = await server.AskAsync("GET", "/auth/login", owner: null, headers: Basic(server.KeyOf("ann")));

        Assert.Equal((200, "ann", "no-store"), (reply.Status, (string?)reply.Json["user_id"], reply.Header("Cache-Control")));
        var token = (string)reply.Json["token"]!;
        Assert.Equal(200, (await server.AskAsync("GET", "/users/me/jobs", owner: null, headers: $"Authorization: Bearer {token}")).Status);
        Assert.Equal(200, (await server.AskAsync("GET", "/users/ann/jobs", owner: null, headers: $"Authorization: Bearer {token}")).Status);
    }

    [Fact]
    public async Task Name_and_password_also_go_with_each_request() =>
        Assert.Equal(200, (await server.AskAsync("GET", "/users/me/files", owner: null, headers: Basic(server.KeyOf("ann")))).Status);

    [Fact]
    public async Task Nobody_else_gets_in()
    {
        Assert.Equal(401, (await server.AskAsync("GET", "/auth/login", owner: null)).Status);
        Assert.Equal(403, (await server.AskAsync("GET", "/auth/login", owner: null, headers: Basic("wrong"))).Status);
        Assert.Equal(401, (await server.AskAsync("GET", "/auth/login", owner: null, headers: "Authorization: Basic %%%")).Status);
        Assert.Equal(401, (await server.AskAsync("GET", "/users/me/jobs", owner: null)).Status);
        Assert.Equal(403, (await server.AskAsync("GET", "/users/me/jobs", owner: null, headers: "Authorization: Bearer wrong")).Status);
        Assert.Equal(403, (await server.AskAsync("GET", "/users/me/jobs", owner: null, headers: Basic("wrong"))).Status);
        Assert.Equal(403, (await server.AskAsync("GET", "/users/bob/jobs")).Status);
        Assert.Equal(403, (await server.AskAsync("POST", "/jobs", EarlyServer.Body(EarlyServer.Small()), "reader")).Status);
    }

    [Theory]
    [InlineData("{\"password\": \"secret\"}", 501)]
    [InlineData("{\"password\": \"\"}", 420)]
    [InlineData("{}", 420)]
    public async Task Nobody_is_registered_where_keys_are_made_by_the_operator(string body, int status) =>
        Assert.Equal(status, (await server.AskAsync("POST", "/auth/register", body, owner: null)).Status);

    private static string Basic(string password) => "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"somebody:{password}"));
}
