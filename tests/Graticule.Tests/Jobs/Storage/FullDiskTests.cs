using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>SQLite's own "database or disk is full", brought about by a bound on its pages.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly SqliteJobDatabase _sqlite = new();

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

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sqlite.DisposeAsync();

    /// <summary>SQLite raises a bound that is below the present size to it; some free pages are left inside those in use.</summary>
    private Task BoundAsync(int pages) =>
        _sqlite.Database.WriteAsync(session => session.Prepare($"PRAGMA max_page_count = {pages}").ReadFirst(row => row.GetInt64(0)), default);

    private async Task<Problem?> TryAddAsync(Job job)
    {
        try
        {
            await _sqlite.Jobs.AddAsync(job, default);
            return null;
        }
        catch (ProblemException exception)
        {
            return exception.Problem;
        }
    }

    private static Job Large() => SampleJobs.Queued() with { Spec = new() { ProcessId = "echo", Inputs = new() { ["text"] = new string('x', 100_000) } } };
}
