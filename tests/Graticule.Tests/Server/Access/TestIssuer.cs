using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Graticule.Tests.Server.Access;

/// <summary>An issuer over real HTTP that can be made to do what a good provider never does: sign nonsense, go away, forget its keys.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RSA? _key;
    private int _keyNumber = 1;

    private TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Answer(new JsonObject
        {
            ["issuer"] = Called ?? Url,
            ["authorization_endpoint"] = Url + "/authorize",
            ["token_endpoint"] = Url + "/token",
            ["jwks_uri"] = Url + "/keys",
            ["introspection_endpoint"] = Url + "/introspect",
        }));
        _app.MapGet("/keys", () =>
        {
            KeyReads++;
            return Answer(new JsonObject { ["keys"] = new JsonArray(Secret is null ? [PublicKey()] : [PublicKey(), SecretKey(Secret)]) });
        });
        _app.MapPost("/introspect", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            Introspections++;
            Credentials = context.Request.Headers.Authorization.ToString();
            return Answer(Opaque.TryGetValue(form["token"].ToString(), out var told) ? told.DeepClone().AsObject() : new JsonObject { ["active"] = false });
        });
    }

    public string Url => _app.Urls.Single();

    public string KeyId => $"key-{_keyNumber}";

    /// <summary>How often its keys were read.</summary>
    public int KeyReads { get; private set; }

    public int Introspections { get; private set; }

    public string Credentials { get; private set; } = "";

    /// <summary>What it answers to introspection of a token.</summary>
    public Dictionary<string, JsonObject> Opaque { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers everything with 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>Publishes a shared secret among its keys.</summary>
    public byte[]? Secret { get; set; }

    /// <summary>The name it gives itself; null: the right one.</summary>
    public string? Called { get; set; }

    /// <summary>Made when it is first needed, which takes a moment.</summary>
    public RSA Key => _key ??= RSA.Create(2048);

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    public IssuerOptions Options(string name = "test") => new(name, Url);

    public void Rotate()
    {
        _key?.Dispose();
        _key = null;
        _keyNumber++;
    }

    /// <summary>The claims of a good token, valid for an hour from a moment.</summary>
    public JsonObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Url,
        ["sub"] = "alice",
        ["aud"] = "maps",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    };

    public JsonObject Header() => new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = KeyId };

    /// <summary>A token signed with the issuer's key, or with whatever a test wants.</summary>
    public string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]>? sign = null)
    {
        var content = $"{Encode(header)}.{Encode(claims)}";
        var signature = (sign ?? (bytes => Key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))(Encoding.ASCII.GetBytes(content));
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key?.Dispose();
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static JsonObject SecretKey(byte[] secret) =>
        new() { ["kty"] = "oct", ["alg"] = "HS256", ["kid"] = "secret", ["k"] = Base64Url.EncodeToString(secret) };

    private IResult Answer(JsonObject document) => IsAway ? Results.StatusCode(503) : Results.Json(document);

    private JsonObject PublicKey()
    {
        var parameters = Key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = KeyId,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
    }
}

/// <summary>One issuer for all tests of a class that leave it as it is.</summary>
public sealed class StartedIssuer : IAsyncLifetime
{
    internal TestIssuer Issuer { get; private set; } = null!;

    public async Task InitializeAsync() => Issuer = await TestIssuer.StartAsync();

    public async Task DisposeAsync() => await Issuer.DisposeAsync();
}
