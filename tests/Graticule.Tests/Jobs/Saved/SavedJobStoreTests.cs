using Graticule.Jobs;
using Graticule.Jobs.Saved;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Saved;

public sealed class SavedJobStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly SqlDatabase _database;
    private readonly SqlSavedJobStore _store;

    public SavedJobStoreTests()
    {
        _database = SqlDatabase.Open(new(_folder.Path), Durability.Process);
        _store = new(_database);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_saved_is_found_as_it_was()
    {
        var job = Job("abcdef", 0) with { Work = JobId.New(TimeProvider.System), Phase = SavedJobPhase.Submitted, IsPublic = true, Record = new() { ["a"] = 1 } };

        Assert.True(await _store.AddAsync(job, default));

        var found = _store.Find("abcdef")!;
        Assert.Equal((job.Owner, job.CreatedAt, job.UpdatedAt, job.Phase, job.Work, true, 0L), (found.Owner, found.CreatedAt, found.UpdatedAt, found.Phase, found.Work, found.IsPublic, found.Revision));
        Assert.Equal(("""{"name":"abcdef"}""", """{"a":1}"""), (found.Content.ToJsonString(), found.Record.ToJsonString()));
        Assert.Null(_store.Find("ABCDEF"));
        Assert.False(await _store.AddAsync(Job("abcdef", 1) with { UpdatedAt = Start }, default));
    }

    [Fact]
    public async Task A_change_of_what_is_no_longer_stored_is_refused()
    {
        await _store.AddAsync(Job("abcdef", 0), default);
        var known = _store.Find("abcdef")!;

        Assert.True(await _store.TryReplaceAsync(known with { Content = new() { ["name"] = "new" } }, default));
        Assert.False(await _store.TryReplaceAsync(known with { Content = new() { ["name"] = "newer" } }, default));

        Assert.Equal("""{"name":"new"}""", _store.Find("abcdef")!.Content.ToJsonString());
    }

    [Fact]
    public async Task Lists_have_what_is_ones_own_and_what_is_shared_and_nothing_that_was_removed()
    {
        await _store.AddAsync(Job("first", 0), default);
        await _store.AddAsync(Job("second", 1) with { Phase = SavedJobPhase.Submitted }, default);
        await _store.AddAsync(Job("third", 2) with { Phase = SavedJobPhase.Completed }, default);
        await _store.AddAsync(Job("gone", 3) with { RemovedAt = Start }, default);
        await _store.AddAsync(Job("others", 4, "bob"), default);

        Assert.Equal(["third", "second", "first"], Ids(new("ann")));
        Assert.Equal(["first", "second", "third"], Ids(new("ann") { IsAscending = true }));
        Assert.Equal(["others", "third", "second", "first"], Ids(new("ann") { Shared = ["others", "gone", "none"] }));
        Assert.Equal(["second", "first"], Ids(new("ann") { Phases = [SavedJobPhase.Draft, SavedJobPhase.Submitted] }));
        Assert.Empty(Ids(new("ann") { Phases = [] }));
        var page = _store.List(new("ann") { Offset = 1, Limit = 1 });
        Assert.Equal((3L, "second"), (page.Count, page.Jobs.Single().Id));
        Assert.Equal(["second"], _store.ListOpen().Select(job => job.Id));
        Assert.Null(_store.Find("gone"));
    }

    private static SavedJob Job(string id, int minutes, string owner = "ann") =>
        new(id, owner, Start.AddMinutes(minutes)) { UpdatedAt = Start.AddMinutes(minutes), Content = new() { ["name"] = id } };

    private string[] Ids(SavedJobFilter filter) => [.. _store.List(filter).Jobs.Select(job => job.Id)];
}
