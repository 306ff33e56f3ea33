using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every store of deployed processes promises.</summary>
public abstract class ProcessStoreContract : IAsyncLifetime
{
    private readonly IJobDatabase _database;

    protected ProcessStoreContract(IJobDatabase database) => _database = database;

    private IProcessStore Store => _database.Processes;

    [Fact]
    public async Task A_process_is_found_as_it_was_written()
    {
        var process = Deployed("ann", "a") with { ReplacedAt = SampleJobs.Start.AddTicks(1) };

        Assert.True(await Store.AddAsync(process, default));

        var found = Store.Find("ann", "a")!;
        Assert.Equal(("ann", "a", process.DeployedAt, process.ReplacedAt), (found.Owner, found.Id, found.DeployedAt, found.ReplacedAt));
        Assert.Equal(process.Package.Digest, found.Package.Digest);
        Assert.Equal(process.Package.Content.ToJsonString(), Store.FindPackage(process.Package.Digest)!.Content.ToJsonString());
        Assert.Equal(process.Package.Original, found.Package.Original);
        Assert.Equal(process.Package.Digest, Store.FindDigest("ann", "a"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Store.AddAsync(Deployed("ann", "a"), default);

        Assert.Null(Store.Find("bob", "a"));
        Assert.Null(Store.Find("ann", "A"));
        Assert.Null(Store.FindDigest("ann", "b"));
        Assert.Null(Store.FindPackage("0"));
        Assert.False(await Store.ReplaceAsync(Deployed("bob", "a"), default));
        Assert.False(await Store.DeleteAsync("bob", "a", default));
    }

    [Fact]
    public async Task An_owner_has_an_id_once_and_others_have_it_too()
    {
        Assert.True(await Store.AddAsync(Deployed("ann", "a", "1"), default));
        Assert.False(await Store.AddAsync(Deployed("ann", "a", "2"), default));
        Assert.True(await Store.AddAsync(Deployed("bob", "a", "2"), default));

        Assert.Equal(("1", "2"), (Store.Find("ann", "a")!.Package.Original, Store.Find("bob", "a")!.Package.Original));
    }

    [Fact]
    public async Task Of_many_who_deploy_an_id_at_once_one_does()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Store.AddAsync(Deployed("ann", "a", $"{number}"), default)));

        Assert.Single(added, done => done);
        Assert.Equal(1, Store.Count("ann"));
    }

    [Fact]
    public async Task Packages_outlive_their_processes()
    {
        var (first, second) = (Deployed("ann", "a", "1"), Deployed("ann", "a", "2"));
        await Store.AddAsync(first, default);
        Assert.True(await Store.ReplaceAsync(second, default));
        Assert.Equal(second.Package.Digest, Store.FindDigest("ann", "a"));
        Assert.True(await Store.DeleteAsync("ann", "a", default));

        Assert.Null(Store.Find("ann", "a"));
        Assert.Equal(("1", "2"), (Store.FindPackage(first.Package.Digest)!.Original, Store.FindPackage(second.Package.Digest)!.Original));
    }

    [Fact]
    public async Task The_first_come_in_the_order_of_their_ids()
    {
        foreach (var id in new[] { "b", "a-1", "B", "a", "a_1", "10", "9" })
        {
            await Store.AddAsync(Deployed("ann", id), default);
        }

        Assert.Equal(["10", "9", "B", "a", "a-1", "a_1", "b"], Store.List("ann", 100).Select(process => process.Id));
        Assert.Equal(["10", "9"], Store.List("ann", 2).Select(process => process.Id));
        Assert.Equal((7, 0), (Store.Count("ann"), Store.Count("bob")));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private static DeployedProcess Deployed(string owner, string id, string text = "téxt \0") =>
        new(owner, id, new("command", "application/cwl", text, new() { ["value"] = 1.50, ["text"] = text }), SampleJobs.Start);
}
