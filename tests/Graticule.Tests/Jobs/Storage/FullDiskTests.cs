using Graticule.Jobs;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Files;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>SQLite's own "database or disk is full", brought about by a bound on its pages.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly SqliteJobDatabase _sqlite = SqliteJobDatabase.Create();

    [Fact]
    public async Task Writes_that_find_the_disk_full_fail_with_words_and_later_ones_work_again()
    {
        var small = SampleJobs.Queued();
        await _sqlite.Jobs.AddAsync(small, default);
        await BoundAsync(1);

        var writes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TryAddAsync(Large())));

        Assert.All(writes, problem =>
        {
            Assert.Equal(ProblemKind.Unavailable, problem?.Kind);
            Assert.Contains("full", problem?.Message, StringComparison.Ordinal);
        });
        Assert.NotNull(await _sqlite.Jobs.FindAsync(small.Id, default));
        Assert.True(await _sqlite.Jobs.TryUpdateAsync(small with { Message = "x" }, [], default), "a write that needs no space was refused");

        await BoundAsync(1_000_000);
        Assert.Null(await TryAddAsync(Large()));
    }

    [Fact]
    public async Task Of_writes_in_one_group_those_that_still_fit_are_done()
    {
        await BoundAsync(1);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => TryAddAsync(index % 2 == 0 ? Large() : SampleJobs.Queued())));

        Assert.All(results.Where((_, index) => index % 2 == 0), Assert.NotNull);
        Assert.Contains(results, problem => problem is null);
    }

    [SkippableFact]
    public async Task A_disk_that_is_really_full_loses_nothing_and_is_used_again_when_there_is_space()
    {
        using var folder = new TemporaryFolder();
        using var disk = TinyDisk.TryMount(folder.Path);
        Skip.If(disk is null, "Mounting a small file system is not allowed here.");
        await using var database = SqlDatabase.Open(new(Path.Combine(disk.Path, "data")));
        var store = new SqlJobStore(database);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[300_000]);

        List<Job> done = [];
        Problem? refusal = null;
        while (refusal is null)
        {
            var job = SampleJobs.Queued() with { Message = new string('x', 10_000) };
            refusal = await TryAsync(() => store.AddAsync(job, default));
            done.AddRange(refusal is null ? [job] : []);
        }

        Assert.Equal(ProblemKind.Unavailable, refusal.Kind);
        Assert.Contains("disk", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await TryAsync(() => store.AddAsync(Large(), default)));

        File.Delete(ballast);
        done.Add(Large());
        Assert.Null(await TryAsync(() => store.AddAsync(done[^1], default)));
        foreach (var job in done)
        {
            Assert.NotNull(await store.FindAsync(job.Id, default));
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    /// <summary>SQLite raises a bound that is below the present size to it; some free pages are left inside those in use.</summary>
    private Task<long> BoundAsync(int pages) =>
        _sqlite.Database.WriteAsync(session => session.Prepare($"PRAGMA max_page_count = {pages}").ReadFirst(row => row.GetInt64(0)), default);

    private Task<Problem?> TryAddAsync(Job job) => TryAsync(() => _sqlite.Jobs.AddAsync(job, default));

    private static async Task<Problem?> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (ProblemException exception)
        {
            return exception.Problem;
        }
    }

    private static Job Large() => SampleJobs.Queued() with { Spec = new() { ProcessId = "echo", Inputs = new() { ["text"] = new string('x', 100_000) } } };
}
