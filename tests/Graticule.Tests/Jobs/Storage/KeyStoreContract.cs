using Graticule.Jobs;
using Graticule.Jobs.Access;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every key store promises.</summary>
public abstract class KeyStoreContract : IAsyncLifetime
{
    private static readonly ApiKey Key = new("k1", "aa", "ann", Scopes.Read | Scopes.Deploy, SampleJobs.Start, SampleJobs.Start.AddTicks(1), RevokedAt: null);

    private readonly IJobDatabase _database;

    protected KeyStoreContract(IJobDatabase database) => _database = database;

    [Fact]
    public async Task A_key_is_found_by_its_hash_as_it_was_written()
    {
        await _database.Keys.AddAsync(Key, default);
        await _database.Keys.AddAsync(Key with { Id = "k0", Hash = "bb", ExpiresAt = null }, default);

        Assert.Equal(Key, await _database.Keys.FindAsync("aa", default));
        Assert.Null(await _database.Keys.FindAsync("AA", default));
        Assert.Equal(["k0", "k1"], (await _database.Keys.ListAsync(default)).Select(key => key.Id), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("k1", "bb")]
    [InlineData("k2", "aa")]
    public async Task An_id_or_a_hash_is_taken_once(string id, string hash)
    {
        await _database.Keys.AddAsync(Key, default);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => _database.Keys.AddAsync(Key with { Id = id, Hash = hash }, default));

        Assert.Equal(ProblemKind.Conflict, problem.Problem.Kind);
    }

    [Fact]
    public async Task A_revoked_key_keeps_the_moment_when_it_first_was()
    {
        await _database.Keys.AddAsync(Key, default);

        Assert.True(await _database.Keys.RevokeAsync("k1", SampleJobs.Start, default));
        Assert.True(await _database.Keys.RevokeAsync("k1", SampleJobs.Start.AddDays(1), default));
        Assert.False(await _database.Keys.RevokeAsync("k2", SampleJobs.Start, default));

        Assert.Equal(SampleJobs.Start, (await _database.Keys.FindAsync("aa", default))!.RevokedAt);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
