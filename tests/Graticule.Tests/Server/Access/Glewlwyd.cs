using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Graticule.Server.Access;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Access;

/// <summary>A real provider, Debian's glewlwyd, and the flows of OAuth 2.0 as a browser or a program goes through them.</summary>
public sealed class Glewlwyd : IAsyncLifetime, IDisposable
{
    public const string Resource = "https://graticule.test/";

    private readonly TemporaryFolder _folder = new();

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private string _base = "";

    /// <summary>Why there is none; null: it runs.</summary>
    public string? Missing { get; private set; }

    public string Issuer => _base + "/api/oidc";

    /// <summary>Where the provider's client 'page' may come from; free for one server at a time.</summary>
    public string Origin { get; } = $"http://127.0.0.1:{FreePort()}";

    internal OidcOptions Options => new()
    {
        Issuers = [new("glewlwyd", Issuer) { IntrospectionClient = "graticule", IntrospectionSecretFile = Secret() }],
        Audiences = [Resource],
        ClientId = "page",
    };

    private string Home => Path.Combine(_folder.Path, "provider");

    public async Task InitializeAsync()
    {
        string[] programs = ["glewlwyd", "sqlite3", "jq", "openssl", "curl"];
        Missing = programs.FirstOrDefault(program => !File.Exists("/usr/bin/" + program)) is { } missing ? $"{missing} is not installed (Debian package of that name)." : null;
        if (Missing is not null)
        {
            return;
        }

        var port = FreePort();
        _base = $"http://localhost:{port}";
        await RunAsync("up", Home, $"{port}", Origin);
    }

    public async Task DisposeAsync()
    {
        if (Missing is null)
        {
            await RunAsync("down", Home);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    public Task RotateAsync() => RunAsync("rotate", Home);

    public Task StopAsync() => RunAsync("stop", Home);

    public Task StartAsync() => RunAsync("up", Home, $"{new Uri(_base).Port}");

    /// <summary>The provider's own private key, for tokens that it never made.</summary>
    public RSA ReadKey()
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Home, "key.pem")));
        return key;
    }

    /// <summary>As the page does: in a browser, with what comes back in the fragment (RFC 6749, 4.2).</summary>
    public async Task<string> ImplicitAsync(string user, string scope = "openid", string? resource = Resource) =>
        (await AuthorizeAsync(user, "token", scope, resource))["access_token"]!;

    /// <summary>As a browser with the page's client, which has no secret (RFC 6749, 4.1; RFC 7636).</summary>
    public async Task<JsonNode> CodeAsync(string user, string scope = "openid")
    {
        var verifier = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var back = await AuthorizeAsync(user, "code", scope, Resource, ("code_challenge", challenge), ("code_challenge_method", "S256"));
        return await TokenAsync(
            client: null, ("grant_type", "authorization_code"), ("client_id", "page"), ("code", back["code"]!), ("redirect_uri", Redirect), ("code_verifier", verifier), ("resource", Resource));
    }

    public async Task<string> ClientCredentialsAsync() =>
        (string)(await TokenAsync("machine:machine-secret", ("grant_type", "client_credentials"), ("scope", "graticule:deploy"), ("resource", Resource)))["access_token"]!;

    /// <param name="client">Name and secret; null: a public client.</param>
    /// <param name="fields">Of the form.</param>
    public Task<JsonNode> TokenAsync(string? client, params IEnumerable<(string Name, string Value)> fields) => PostAsync("/token", client, fields);

    public Task RevokeAsync(string token, string client) => PostAsync("/revoke", client, [("token", token)]);

    private const string Redirect = "http://localhost/after";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../eng/glewlwyd.sh")), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var errors = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, errors);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string Query(IEnumerable<(string Name, string? Value)> fields) =>
        string.Join('&', fields.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));

    private string Secret()
    {
        var file = Path.Combine(_folder.Path, "secret");
        File.WriteAllText(file, "graticule-secret\n");
        return file;
    }

    /// <summary>Signs in, consents, and gives what came back to the client's address.</summary>
    private async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync(
        string user, string kind, string scope, string? resource, params (string Name, string? Value)[] more)
    {
        using var signedIn = await _http.PostAsync(_base + "/api/auth/", Json(new() { ["username"] = user, ["password"] = user + "-password" }));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var grant = new HttpRequestMessage(HttpMethod.Put, _base + "/api/auth/grant/page") { Content = Json(new() { ["scope"] = scope }) };
        grant.Headers.Add("Cookie", cookie);
        using var granted = await _http.SendAsync(grant);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        using var ask = new HttpRequestMessage(HttpMethod.Get, Issuer + "/auth?g_continue&" + Query(
        [
            ("response_type", kind), ("client_id", "page"), ("redirect_uri", Redirect), ("scope", scope), ("state", "1"), ("nonce", "2"), ("resource", resource), .. more,
        ]));
        ask.Headers.Add("Cookie", cookie);
        using var answer = await _http.SendAsync(ask);
        var back = answer.Headers.Location!.ToString();
        Assert.StartsWith(Redirect, back, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(back[(Redirect.Length + 1)..]);
    }

    private async Task<JsonNode> PostAsync(string path, string? client, IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Issuer + path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (client is not null)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(client)));
        }

        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
