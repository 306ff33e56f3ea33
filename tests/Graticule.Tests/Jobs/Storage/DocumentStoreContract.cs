using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every store of users' documents promises.</summary>
public abstract class DocumentStoreContract(IJobDatabase database) : IAsyncLifetime
{
    private IDocumentStore Store => database.Documents;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    [Fact]
    public async Task A_document_is_found_as_it_was_written_by_its_owner_alone()
    {
        var document = Make("ann", "b") with { UpdatedAt = SampleJobs.Start.AddTicks(7) };

        Assert.True(await Store.AddAsync(document, default));

        var found = Store.Find("ann", "note", "b")!;
        Assert.Equal(document with { Content = found.Content }, found);
        Assert.Equal(document.Content.ToJsonString(), found.Content.ToJsonString());
        Assert.Null(Store.Find("bob", "note", "b"));
        Assert.Null(Store.Find("ann", "letter", "b"));
        Assert.Null(Store.Find("ann", "note", "B"));
    }

    [Fact]
    public async Task A_second_document_of_the_same_name_is_refused_and_the_first_stays()
    {
        await Store.AddAsync(Make("ann", "a", text: "first"), default);

        Assert.False(await Store.AddAsync(Make("ann", "a", text: "second"), default));

        Assert.Equal("first", (string?)Store.Find("ann", "note", "a")!.Content["text"]);
    }

    [Fact]
    public async Task Of_two_changes_to_the_same_revision_one_is_saved()
    {
        await Store.AddAsync(Make("ann", "a", text: "old"), default);
        var known = Store.Find("ann", "note", "a")!;

        Assert.True(await Store.TryReplaceAsync(known with { Content = new() { ["text"] = "new" }, UpdatedAt = known.UpdatedAt.AddDays(1) }, default));
        Assert.False(await Store.TryReplaceAsync(known with { Content = new() { ["text"] = "late" } }, default));

        var found = Store.Find("ann", "note", "a")!;
        Assert.Equal(("new", 1L), ((string?)found.Content["text"], found.Revision));
        Assert.Equal((known.CreatedAt, known.UpdatedAt.AddDays(1)), (found.CreatedAt, found.UpdatedAt));
        Assert.False(await Store.TryReplaceAsync(Make("bob", "a"), default));
    }

    [Fact]
    public async Task A_list_is_ordered_by_id_and_goes_on_behind_any_of_them()
    {
        foreach (var id in (string[])["c", "a", "d", "b"])
        {
            await Store.AddAsync(Make("ann", id), default);
        }

        await Store.AddAsync(Make("bob", "bb"), default);
        await Store.AddAsync(Make("ann", "aa") with { Kind = "letter" }, default);

        Assert.Equal("abcd", Ids(new("ann", "note")));
        Assert.Equal("ab", Ids(new("ann", "note") { Limit = 2 }));
        Assert.Equal("cd", Ids(new("ann", "note") { After = "b" }));
        Assert.Equal("dc", Ids(new("ann", "note") { IsDescending = true, Limit = 2 }));
        Assert.Equal("ba", Ids(new("ann", "note") { IsDescending = true, After = "c" }));
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_name_free()
    {
        await Store.AddAsync(Make("ann", "a"), default);

        Assert.False(await Store.DeleteAsync("bob", "note", "a", default));
        Assert.True(await Store.DeleteAsync("ann", "note", "a", default));
        Assert.False(await Store.DeleteAsync("ann", "note", "a", default));

        Assert.Null(Store.Find("ann", "note", "a"));
        Assert.True(await Store.AddAsync(Make("ann", "a"), default));
    }

    [Fact]
    public async Task A_document_that_was_changed_meanwhile_is_not_deleted()
    {
        await Store.AddAsync(Make("ann", "a"), default);
        var known = Store.Find("ann", "note", "a")!;
        await Store.TryReplaceAsync(known, default);

        Assert.False(await Store.TryDeleteAsync(known, default));
        Assert.True(await Store.TryDeleteAsync(Store.Find("ann", "note", "a")!, default));
        Assert.Null(Store.Find("ann", "note", "a"));
    }

    private string Ids(DocumentFilter filter) => string.Concat(Store.List(filter).Select(document => document.Id));

    private static Document Make(string owner, string id, string text = "ä") =>
        new(owner, "note", id, new JsonObject { ["text"] = text }, SampleJobs.Start, SampleJobs.Start);
}
