using Graticule.Jobs;
using Graticule.Server.Access;

namespace Graticule.Tests.Server.Access;

public sealed class ProviderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = MovedClock.Start;

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
    public async Task Many_first_tokens_at_once_read_the_keys_once()
    {
        var tokens = Enumerable.Range(0, 50).Select(number => Token($"user-{number}")).ToList();

        var found = await Task.WhenAll(tokens.Select(_readers.ReadAsync));

        Assert.All(found, one => Assert.NotNull(one.Caller));
        Assert.Equal(1, _issuer.KeyReads);
    }

    [Fact]
    public async Task A_new_key_is_learnt_with_the_first_token_that_names_it()
    {
        Assert.NotNull((await _readers.ReadAsync(Token("alice"))).Caller);
        var old = Token("bob");
        _issuer.Rotate();
        _readers.Clock.Move(Provider.Pause);

        Assert.NotNull((await _readers.ReadAsync(Token("alice"))).Caller);
        Assert.Null((await _readers.ReadAsync(old)).Caller);
        Assert.Equal(2, _issuer.KeyReads);
    }

    [Fact]
    public async Task A_remembered_token_of_a_key_that_was_taken_back_ends_with_the_next_reading()
    {
        var old = Token("alice");
        Assert.NotNull((await _readers.ReadAsync(old)).Caller);
        _issuer.Rotate();
        _readers.Clock.Move(Provider.Pause);
        Assert.NotNull((await _readers.ReadAsync(old)).Caller);

        Assert.NotNull((await _readers.ReadAsync(Token("bob"))).Caller);

        Assert.Null((await _readers.ReadAsync(old)).Caller);
    }

    [Fact]
    public async Task Invented_key_names_do_not_make_the_server_ask_again_and_again()
    {
        Assert.NotNull((await _readers.ReadAsync(Token("alice"))).Caller);
        for (var number = 0; number < 100; number++)
        {
            var header = _issuer.Header();
            header["kid"] = $"invented-{number}";
            Assert.Null((await _readers.ReadAsync(_issuer.Sign(header, _issuer.Claims(Now)))).Caller);
        }

        Assert.Equal(1, _issuer.KeyReads);
    }

    [Fact]
    public async Task What_was_read_serves_while_the_provider_is_away_and_what_was_not_is_told_as_unavailable()
    {
        Assert.NotNull((await _readers.ReadAsync(Token("alice"))).Caller);
        _issuer.IsAway = true;
        _readers.Clock.Move(Provider.FreshFor);

        Assert.NotNull((await _readers.ReadAsync(Token("bob"))).Caller);
        _issuer.Rotate();
        _readers.Clock.Move(Provider.Pause);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => _readers.ReadAsync(Token("carol")));
        Assert.Equal(ProblemKind.Unavailable, problem.Problem.Kind);
        Assert.Contains(_issuer.Url, problem.Message, StringComparison.Ordinal);

        _issuer.IsAway = false;
        _readers.Clock.Move(Provider.Pause);
        Assert.NotNull((await _readers.ReadAsync(Token("carol"))).Caller);
    }

    [Fact]
    public async Task A_provider_that_was_never_there_is_unavailable_and_found_once_it_comes()
    {
        _issuer.IsAway = true;
        await Assert.ThrowsAsync<ProblemException>(() => _readers.ReadAsync(Token("alice")));
        _issuer.IsAway = false;
        await Assert.ThrowsAsync<ProblemException>(() => _readers.ReadAsync(Token("alice")));

        _readers.Clock.Move(Provider.Pause);

        Assert.NotNull((await _readers.ReadAsync(Token("alice"))).Caller);
    }

    [Fact]
    public async Task A_provider_by_another_name_is_not_the_one()
    {
        _issuer.Called = "https://elsewhere.example.org";

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _readers.ReadAsync(Token("alice")));

        Assert.Contains("https://elsewhere.example.org", problem.Message, StringComparison.Ordinal);
    }

    private string Token(string subject)
    {
        var claims = _issuer.Claims(Now);
        claims["sub"] = subject;
        return _issuer.Sign(_issuer.Header(), claims);
    }
}
