using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Tests.Server.Access;

public sealed class IntrospectionReaderTests : IAsyncLifetime
{
    private TestIssuer _issuer = null!;
    private TokenReaders _readers = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _readers = TokenReaders.For(_issuer.Options());
    }

    public async Task DisposeAsync()
    {
        _readers.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task An_opaque_token_speaks_for_whom_its_provider_says()
    {
        _issuer.Opaque["0123"] = Active("""{"username": "Alice", "scope": "deploy"}""");

        var caller = (await _readers.ReadAsync("0123")).Caller!;

        Assert.Equal(("alice@test", Scopes.Read | Scopes.Execute | Scopes.Deploy), (caller.Subject, caller.Scopes));
        Assert.Equal(["alice", "Alice"], caller.Names);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("graticule%3A1:s%26cret")), _issuer.Credentials);
    }

    [Fact]
    public async Task The_answer_is_remembered_for_a_minute_and_a_refusal_for_seconds()
    {
        _issuer.Opaque["0123"] = Active("{}");
        for (var times = 0; times < 3; times++)
        {
            Assert.NotNull((await _readers.ReadAsync("0123")).Caller);
            Assert.Null((await _readers.ReadAsync("4567")).Caller);
        }

        Assert.Equal(2, _issuer.Introspections);
        _issuer.Opaque["4567"] = Active("{}");
        _issuer.Opaque.Remove("0123");
        _readers.Clock.Move(IntrospectionReader.RememberRefusal);
        Assert.NotNull((await _readers.ReadAsync("4567")).Caller);
        Assert.NotNull((await _readers.ReadAsync("0123")).Caller);
        _readers.Clock.Move(IntrospectionReader.RememberAtMost);
        Assert.Null((await _readers.ReadAsync("0123")).Caller);
    }

    [Theory]
    [InlineData("""{"active": false}""", "not, or no longer, valid")]
    [InlineData("""{"active": "true"}""", "not, or no longer, valid")]
    [InlineData("""{"exp": 1777636000}""", "expired")]
    [InlineData("""{"nbf": 1777640000}""", "not valid yet")]
    [InlineData("""{"aud": "other"}""", "audience")]
    [InlineData("""{"iss": "https://elsewhere.example.org"}""", "another issuer")]
    [InlineData("""{"sub": null}""", "'sub'")]
    [InlineData("""{"token_type": "refresh_token"}""", "ID and refresh")]
    public async Task An_answer_is_held_against_the_same_rules_as_a_JWT(string change, string expected)
    {
        _issuer.Opaque["0123"] = Active(change);

        var found = await _readers.ReadAsync("0123");

        Assert.Null(found.Caller);
        Assert.Contains(expected, found.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_a_user_is_its_own()
    {
        _issuer.Opaque["0123"] = Active("""{"sub": null, "client_id": "machine"}""");
        _issuer.Opaque["4567"] = Active("""{"sub": null, "client_id": "machine", "username": "alice"}""");

        Assert.Equal("machine@test", (await _readers.ReadAsync("0123")).Caller!.Subject);
        Assert.Null((await _readers.ReadAsync("4567")).Caller);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_unavailable_and_its_silence_is_not_remembered()
    {
        _issuer.Opaque["0123"] = Active("{}");
        Assert.NotNull((await _readers.ReadAsync("0123")).Caller);
        _issuer.IsAway = true;
        _readers.Clock.Move(IntrospectionReader.RememberAtMost);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _readers.ReadAsync("0123"));
        Assert.Equal(ProblemKind.Unavailable, problem.Problem.Kind);
        Assert.DoesNotContain("0123", problem.Message, StringComparison.Ordinal);
        _issuer.IsAway = false;
        Assert.NotNull((await _readers.ReadAsync("0123")).Caller);
    }

    [Fact]
    public async Task Every_provider_is_asked_until_one_knows_the_token()
    {
        await using var other = await TestIssuer.StartAsync();
        using var readers = TokenReaders.For(_issuer.Options("one"), other.Options("two"));
        other.Opaque["0123"] = Active("{}");

        Assert.Equal("alice@two", (await readers.ReadAsync("0123")).Caller!.Subject);
        _issuer.IsAway = true;
        other.Opaque["4567"] = Active("{}");
        Assert.Equal("alice@two", (await readers.ReadAsync("4567")).Caller!.Subject);
        await Assert.ThrowsAsync<ProblemException>(() => readers.ReadAsync("unknown"));
    }

    private static JsonObject Active(string change)
    {
        JsonObject told = new() { ["active"] = true, ["sub"] = "alice", ["aud"] = "maps" };
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject().ToList())
        {
            told[name] = value?.DeepClone();
        }

        return told;
    }
}
