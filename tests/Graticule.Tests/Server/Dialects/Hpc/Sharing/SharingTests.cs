using Graticule.Jobs;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc.Sharing;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Dialects.Hpc.Sharing;

public sealed class SharingTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqlDatabase _database = null!;

    public Task InitializeAsync()
    {
        _database = SqlDatabase.Open(new DataFolder(_folder.Path), Durability.Process);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_is_shared_with_those_that_it_was_shared_with_until_it_goes()
    {
        Shares shares = new(new SqlDocumentStore(_database), TimeProvider.System);
        await shares.AddAsync("abcdef", "ann", "bob", "Look", default);
        await shares.AddAsync("abcdef", "ann", "bob", null, default);
        await shares.AddAsync("ghijkl", "ann", "eve", null, default);
        Assert.True(shares.IsShared("abcdef", "bob"));
        Assert.False(shares.IsShared("abcdef", "eve"));
        Assert.Equal(["abcdef"], shares.ReceivedBy("bob"));
        Assert.Equal(["bob"], shares.RecipientsOf("abcdef", "ann"));
        await shares.RemoveAsync("abcdef", "ann", default);
        Assert.False(shares.IsShared("abcdef", "bob"));
        Assert.Empty(shares.RecipientsOf("abcdef", "ann"));
        Assert.True(shares.IsShared("ghijkl", "eve"));
    }

    [Fact]
    public void Tags_that_differ_in_capitals_and_blanks_alone_are_one()
    {
        Assert.True(TagName.IsSame(" Nice  Weather", "nice_weather"));
        Assert.False(TagName.IsSame("wind", "winds"));
        Assert.Equal("""{"name":"Nice  Weather","normalizedName":"nice-weather"}""", TagName.Write("Nice  Weather").ToJsonString());
    }
}
