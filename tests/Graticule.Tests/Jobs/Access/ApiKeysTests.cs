using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Access;

public sealed class ApiKeysTests : IAsyncLifetime
{
    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();
    private readonly SettableClock _clock = new();

    private ApiKeys Keys => new(_sqlite.Keys, _clock);

    [Fact]
    public async Task A_new_secret_speaks_for_its_owner_with_its_scopes()
    {
        var made = await Keys.CreateAsync("ann", Scopes.Read, null, default);

        Assert.Equal(new(new("ann", Scopes.Read), null), await Keys.AuthenticateAsync(made.Secret, default));
        Assert.Matches("^grt_[A-Za-z0-9_-]{43}$", made.Secret);
    }

    [Fact]
    public async Task The_secret_is_nowhere_in_the_database()
    {
        var made = await Keys.CreateAsync("ann", Scopes.Read, null, default);

        foreach (var file in Directory.GetFiles(_sqlite.Folder.Root, "graticule.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(made.Secret[4..], await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_two_keys_are_alike()
    {
        var made = new List<NewKey>();
        for (var index = 0; index < 50; index++)
        {
            made.Add(await Keys.CreateAsync("ann", Scopes.Read, null, default));
        }

        Assert.Equal(50, made.Select(key => key.Secret).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(50, (await Keys.ListAsync(default)).Select(key => key.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_revoked_key_is_refused_with_the_reason()
    {
        var made = await Keys.CreateAsync("ann", Scopes.Read, null, default);
        await Keys.RevokeAsync(made.Key.Id, default);

        var answer = await Keys.AuthenticateAsync(made.Secret, default);

        Assert.Null(answer.Caller);
        Assert.Contains("revoked", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_good_until_the_moment_when_it_expires()
    {
        var made = await Keys.CreateAsync("ann", Scopes.Read, _clock.Now.AddTicks(1), default);
        Assert.NotNull((await Keys.AuthenticateAsync(made.Secret, default)).Caller);
        _clock.Now = _clock.Now.AddTicks(1);

        var answer = await Keys.AuthenticateAsync(made.Secret, default);

        Assert.Null(answer.Caller);
        Assert.Contains("expired", answer.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("grt_")]
    [InlineData("Bearer grt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("grt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("xxx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_secret_is_refused_with_a_reason(string secret)
    {
        await Keys.CreateAsync("ann", Scopes.Read, null, default);

        var answer = await Keys.AuthenticateAsync(secret, default);

        Assert.Null(answer.Caller);
        Assert.NotEmpty(answer.Refusal!);
    }

    [Fact]
    public async Task A_key_that_does_not_exist_cannot_be_revoked() =>
        Assert.Equal(ProblemKind.NotFound, (await Assert.ThrowsAsync<ProblemException>(() => Keys.RevokeAsync("none", default))).Problem.Kind);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();
}
