using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;

namespace Graticule.Tests.Server.Access;

public sealed class JwtReaderTests(StartedIssuer started) : IClassFixture<StartedIssuer>, IDisposable
{
    private static readonly DateTimeOffset Now = MovedClock.Start;

    private readonly TestIssuer _issuer = started.Issuer;
    private readonly TokenReaders _readers = TokenReaders.For(started.Issuer.Options());

    public void Dispose() => _readers.Dispose();

    [Fact]
    public async Task A_good_token_speaks_for_its_user()
    {
        var caller = await CallerAsync(claims => claims["preferred_username"] = "Alice A");

        Assert.Equal(("alice@test", Scopes.Read | Scopes.Execute), (caller.Subject, caller.Scopes));
        Assert.Equal(["alice", "Alice A"], caller.Names);
    }

    [Theory]
    [InlineData("""{"aud": ["other", "maps"]}""")]
    [InlineData("""{"aud": "https://maps.example.org/"}""")]
    [InlineData("""{"exp": 1777636780}""")] // 20 s ago: within the clocks' difference
    [InlineData("""{"nbf": 1777636820}""")] // in 20 s
    [InlineData("""{"exp": 1777640400.5}""")]
    [InlineData("""{"typ": "Bearer"}""")]
    public async Task Variants_that_providers_make_are_good(string change) =>
        Assert.Equal("alice@test", (await CallerAsync(claims => Merge(claims, change))).Subject);

    [Theory]
    [InlineData("""{"typ": "JWT"}""")]
    [InlineData("""{"typ": "application/AT+JWT"}""")]
    [InlineData("""{"typ": null}""")]
    [InlineData("""{"kid": null}""")]
    public async Task A_header_may_leave_out_what_is_clear(string change)
    {
        var found = await ReadAsync(_issuer.Sign(Merge(_issuer.Header(), change), _issuer.Claims(Now)));

        Assert.NotNull(found.Caller);
    }

    [Theory]
    [InlineData("""{"scope": "openid graticule:deploy"}""", Scopes.Read | Scopes.Execute | Scopes.Deploy)]
    [InlineData("""{"scp": ["deploy"]}""", Scopes.Read | Scopes.Execute | Scopes.Deploy)]
    [InlineData("""{"roles": ["graticule:admin"]}""", Scopes.All)]
    [InlineData("""{"groups": ["staff", "deploy"]}""", Scopes.Read | Scopes.Execute | Scopes.Deploy)]
    [InlineData("""{"realm_access": {"roles": ["graticule:deploy"]}}""", Scopes.Read | Scopes.Execute | Scopes.Deploy)]
    [InlineData("""{"scope": "graticule:deployment Deploy", "roles": {"deploy": true}, "groups": [["deploy"], 7]}""", Scopes.Read | Scopes.Execute)]
    public async Task Scopes_roles_and_groups_allow_more(string change, Scopes expected) =>
        Assert.Equal(expected, (await CallerAsync(claims => Merge(claims, change))).Scopes);

    [Theory]
    [InlineData("openid", Scopes.None)]
    [InlineData("graticule:read", Scopes.Read)]
    [InlineData("graticule:execute", Scopes.Read | Scopes.Execute)]
    public async Task A_server_may_want_a_named_scope_for_everything(string scope, Scopes expected)
    {
        using var strict = new TokenReaders(new() { Issuers = [_issuer.Options()], Audiences = ["*"], EveryToken = Scopes.None });

        var found = await strict.ReadAsync(_issuer.Sign(_issuer.Header(), Merge(_issuer.Claims(Now), $$"""{"scope": "{{scope}}", "aud": "anybody"}""")));

        Assert.Equal(expected, found.Caller!.Scopes);
    }

    [Theory]
    [InlineData("""{"iss": "https://elsewhere.example.org"}""", "another issuer")]
    [InlineData("""{"iss": null}""", "another issuer")]
    [InlineData("""{"exp": 1777636700}""", "expired")]
    [InlineData("""{"exp": null}""", "no end")]
    [InlineData("""{"exp": "1777640400"}""", "no end")]
    [InlineData("""{"nbf": 1777640000}""", "not valid yet")]
    [InlineData("""{"nbf": "soon"}""", "")]
    [InlineData("""{"aud": "other"}""", "audience")]
    [InlineData("""{"aud": "maps other"}""", "audience")]
    [InlineData("""{"aud": null}""", "audience")]
    [InlineData("""{"aud": ["Maps"]}""", "audience")]
    [InlineData("""{"sub": ""}""", "'sub'")]
    [InlineData("""{"sub": 7}""", "'sub'")]
    [InlineData("""{"at_hash": "x"}""", "ID and refresh")]
    [InlineData("""{"typ": "Refresh"}""", "ID and refresh")]
    [InlineData("""{"type": "refresh_token"}""", "ID and refresh")]
    public async Task Claims_that_are_wrong_are_told(string change, string expected) =>
        await RefusedAsync(_issuer.Sign(_issuer.Header(), Merge(_issuer.Claims(Now), change)), expected);

    [Theory]
    [InlineData("""{"alg": "none"}""", "algorithm")]
    [InlineData("""{"alg": "None"}""", "algorithm")]
    [InlineData("""{"alg": "HS256"}""", "algorithm")]
    [InlineData("""{"alg": null}""", "algorithm")]
    [InlineData("""{"alg": "RS512"}""", "signature")]
    [InlineData("""{"typ": "logout+jwt"}""", "type")]
    [InlineData("""{"kid": "key-2"}""", "signature")]
    [InlineData("""{"kid": "../../etc/passwd"}""", "signature")]
    [InlineData("""{"crit": ["exp"]}""", "crit")]
    [InlineData("""{"crit": ["b64"], "b64": false}""", "crit")]
    public async Task Headers_that_are_wrong_are_told(string change, string expected) =>
        await RefusedAsync(_issuer.Sign(Merge(_issuer.Header(), change), _issuer.Claims(Now)), expected);

    [Fact]
    public async Task A_token_without_signature_is_refused_however_it_is_written()
    {
        var none = _issuer.Sign(Merge(_issuer.Header(), """{"alg": "none"}"""), _issuer.Claims(Now), _ => []);
        var stripped = _issuer.Sign(_issuer.Header(), _issuer.Claims(Now), _ => []);

        await RefusedAsync(none, "algorithm");
        await RefusedAsync(stripped, "");
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        var header = Merge(_issuer.Header(), """{"alg": "HS256"}""");
        foreach (var secret in new[] { _issuer.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(_issuer.Key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(_issuer.Key.ExportRSAPublicKeyPem()) })
        {
            await RefusedAsync(_issuer.Sign(header, _issuer.Claims(Now), bytes => HMACSHA256.HashData(secret, bytes)), "algorithm");
        }
    }

    [Fact]
    public async Task A_shared_secret_that_an_issuer_publishes_signs_nothing()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        _issuer.Secret = secret;
        var header = new JsonObject { ["alg"] = "HS256", ["typ"] = "at+jwt", ["kid"] = "secret" };

        await RefusedAsync(_issuer.Sign(header, _issuer.Claims(Now), bytes => HMACSHA256.HashData(secret, bytes)), "algorithm");
        await RefusedAsync(_issuer.Sign(Merge(header, """{"alg": "RS256"}"""), _issuer.Claims(Now)), "signature");
    }

    [Fact]
    public async Task Keys_that_come_with_a_token_count_for_nothing()
    {
        using var mine = RSA.Create(2048);
        var parameters = mine.ExportParameters(includePrivateParameters: false);
        var header = _issuer.Header();
        header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus), ["e"] = "AQAB" };
        header["jku"] = "https://elsewhere.example.org/keys";
        header["x5u"] = "https://elsewhere.example.org/certificate";

        await RefusedAsync(_issuer.Sign(header, _issuer.Claims(Now), bytes => mine.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), "signature");
    }

    [Fact]
    public async Task A_token_that_was_changed_after_signing_is_refused_also_while_the_good_one_is_remembered()
    {
        var good = _issuer.Sign(_issuer.Header(), _issuer.Claims(Now)).Split('.');
        var other = _issuer.Sign(_issuer.Header(), Merge(_issuer.Claims(Now), """{"sub": "boss"}""")).Split('.');
        Assert.NotNull((await ReadAsync(string.Join('.', good))).Caller);

        await RefusedAsync($"{good[0]}.{other[1]}.{good[2]}", "signature");
    }

    [Theory]
    [InlineData("eyJ.eyJ.x")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.c2ln")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.!!!!")]
    [InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ")]
    public async Task Rubbish_is_refused(string token) => await RefusedAsync(token, "");

    [Fact]
    public async Task A_token_is_remembered_no_longer_than_it_lasts()
    {
        var token = _issuer.Sign(_issuer.Header(), Merge(_issuer.Claims(Now), $$"""{"exp": {{Now.AddSeconds(60).ToUnixTimeSeconds()}}}"""));
        Assert.NotNull((await ReadAsync(token)).Caller);
        Assert.Equal(1, _readers.Memory.Count);

        _readers.Clock.Move(TimeSpan.FromSeconds(89));
        Assert.NotNull((await ReadAsync(token)).Caller);
        _readers.Clock.Move(TimeSpan.FromSeconds(2));
        await RefusedAsync(token, "expired");
    }

    [Fact]
    public async Task Users_of_two_issuers_are_two_owners()
    {
        await using var other = await TestIssuer.StartAsync();
        using var readers = TokenReaders.For(_issuer.Options("one"), other.Options("two"));

        var first = await readers.ReadAsync(_issuer.Sign(_issuer.Header(), _issuer.Claims(Now)));
        var second = await readers.ReadAsync(other.Sign(other.Header(), other.Claims(Now)));
        var forged = await readers.ReadAsync(other.Sign(other.Header(), _issuer.Claims(Now)));

        Assert.Equal(("alice@one", "alice@two"), (first.Caller!.Subject, second.Caller!.Subject));
        Assert.Contains("signature", forged.Refusal, StringComparison.Ordinal);
    }

    private static JsonObject Merge(JsonObject into, string changes)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject().ToList())
        {
            if (value is null)
            {
                into.Remove(name);
            }
            else
            {
                into[name] = value.DeepClone();
            }
        }

        return into;
    }

    private async Task<Authentication> ReadAsync(string token) =>
        await _readers.Jwt.ReadAsync(token, default) ?? throw new InvalidOperationException("It is not taken for a JWT.");

    private async Task<Caller> CallerAsync(Action<JsonObject> change)
    {
        var claims = _issuer.Claims(Now);
        change(claims);
        var found = await ReadAsync(_issuer.Sign(_issuer.Header(), claims));
        return found.Caller ?? throw new InvalidOperationException(found.Refusal);
    }

    private async Task RefusedAsync(string token, string expected)
    {
        var found = await ReadAsync(token);

        Assert.Null(found.Caller);
        Assert.Contains(expected, found.Refusal, StringComparison.Ordinal);
    }
}
