using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Access;

public sealed class OwnerKeyTests : IAsyncLifetime
{
    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();

    private ApiKeys Keys => new(_sqlite.Keys, TimeProvider.System);

    [Fact]
    public async Task The_first_start_makes_a_key_with_every_scope_and_leaves_it_for_its_owner_alone()
    {
        var secret = await EnsureAsync();

        Assert.Equal(new Caller(OwnerKey.Subject, Scopes.All), (await Keys.AuthenticateAsync(secret!, default)).Caller);
        Assert.Equal(secret + "\n", await File.ReadAllTextAsync(_sqlite.Folder.AdminKey));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, TemporaryFolder.ModeOf(_sqlite.Folder.AdminKey));
    }

    [Fact]
    public async Task The_second_start_makes_none()
    {
        await EnsureAsync();

        Assert.Null(await EnsureAsync());
        Assert.Single(await Keys.ListAsync(default));
    }

    [Fact]
    public async Task A_start_that_died_between_file_and_store_is_made_good_by_the_next()
    {
        await File.WriteAllTextAsync(_sqlite.Folder.AdminKey, "grt_lost\n");
        await File.WriteAllTextAsync(_sqlite.Folder.AdminKey + ".part", "half");

        var secret = await EnsureAsync();

        Assert.Equal(secret + "\n", await File.ReadAllTextAsync(_sqlite.Folder.AdminKey));
        Assert.NotNull((await Keys.AuthenticateAsync(secret!, default)).Caller);
        Assert.False(File.Exists(_sqlite.Folder.AdminKey + ".part"));
    }

    [Fact]
    public async Task Where_the_file_cannot_be_written_no_key_is_made()
    {
        Directory.CreateDirectory(Path.Combine(_sqlite.Folder.AdminKey, "in the way"));

        Assert.Equal(ProblemKind.Unavailable, (await Assert.ThrowsAsync<ProblemException>(EnsureAsync)).Problem.Kind);

        Assert.Empty(await Keys.ListAsync(default));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    private Task<string?> EnsureAsync() => OwnerKey.EnsureAsync(_sqlite.Keys, _sqlite.Folder, TimeProvider.System, default);
}
