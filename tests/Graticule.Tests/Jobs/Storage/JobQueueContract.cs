using System.Collections.Concurrent;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every job queue promises.</summary>
public abstract class JobQueueContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Until = TimeProvider.System.GetUtcNow().AddMinutes(1);
    private static readonly Lease Mine = new("me", Until);

    private readonly IJobDatabase _database;

    protected JobQueueContract(IJobDatabase database) => _database = database;

    [Fact]
    public async Task A_claim_takes_the_oldest_of_its_executor_and_marks_them_running()
    {
        var jobs = await AddAsync([.. Enumerable.Range(0, 5).Select(index => SampleJobs.Queued(created: SampleJobs.Start.AddTicks(10 - index)))]);
        await AddAsync(SampleJobs.Queued(executor: "inline", created: SampleJobs.Start), SampleJobs.Queued(created: SampleJobs.Start) with { State = JobState.Created });
        var before = TimeProvider.System.GetUtcNow();

        var claimed = await _database.Queue.ClaimAsync("local", 3, Mine, default);

        Assert.Equal([jobs[4].Id, jobs[3].Id, jobs[2].Id], claimed.Select(job => job.Id));
        foreach (var job in claimed)
        {
            Assert.Equal(JobState.Running, job.State);
            Assert.Equal(1, job.Attempt);
            Assert.Equal(1, job.Revision);
            Assert.InRange(job.StartedAt!.Value, before, TimeProvider.System.GetUtcNow());
            Assert.Equal(job.StartedAt, job.UpdatedAt);
            Assert.Equal(SampleJobs.Text(job), SampleJobs.Text((await _database.Jobs.FindAsync(job.Id, default))!));
        }
    }

    [Fact]
    public async Task A_job_that_is_tried_again_starts_without_the_handle_and_progress_of_its_last_attempt()
    {
        var lost = SampleJobs.Queued() with { Attempt = 1, ExecutorHandle = "4711", Progress = 0.5, StartedAt = SampleJobs.Start };
        await AddAsync(lost);

        var job = Assert.Single(await _database.Queue.ClaimAsync("local", 1, Mine, default));

        Assert.Equal(2, job.Attempt);
        Assert.Null(job.ExecutorHandle);
        Assert.Null(job.Progress);
    }

    [Fact]
    public async Task An_empty_queue_gives_nothing() => Assert.Empty(await _database.Queue.ClaimAsync("local", 10, Mine, default));

    [Fact]
    public async Task Many_who_claim_at_once_get_each_job_exactly_once()
    {
        var jobs = await AddAsync([.. Enumerable.Range(0, 300).Select(_ => SampleJobs.Queued())]);
        var claimed = new ConcurrentBag<JobId>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(holder => Task.Run(async () =>
        {
            while (await _database.Queue.ClaimAsync("local", 3, new($"{holder}", Until), default) is { Count: > 0 } found)
            {
                foreach (var job in found)
                {
                    claimed.Add(job.Id);
                }
            }
        })));

        Assert.Equal(jobs.Select(job => job.Id).Order(), claimed.Order());
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_over_once_and_a_renewed_one_is_not()
    {
        await AddAsync(SampleJobs.Queued(created: SampleJobs.Start));
        var lost = Assert.Single(await _database.Queue.ClaimAsync("local", 1, new("lost", Until), default));
        await AddAsync(SampleJobs.Queued(created: SampleJobs.Start));
        Assert.Single(await _database.Queue.ClaimAsync("local", 1, new("alive", Until), default));
        await _database.Queue.RenewAsync(new("alive", Until.AddMinutes(1)), default);
        var later = Until.AddSeconds(1);

        var taken = await _database.Queue.TakeOverAsync(later, new("me", later.AddMinutes(1)), default);

        Assert.Equal(lost.Id, Assert.Single(taken).Id);
        Assert.Empty(await _database.Queue.TakeOverAsync(later, new("you", later.AddMinutes(1)), default));
        Assert.False(await _database.Jobs.TryUpdateAsync(lost with { Progress = 0.5 }, [], default), "a late write of the holder before was taken");
    }

    [Fact]
    public async Task A_lease_that_runs_is_not_taken_over()
    {
        await AddAsync(SampleJobs.Queued());
        await _database.Queue.ClaimAsync("local", 1, Mine, default);

        Assert.Empty(await _database.Queue.TakeOverAsync(Until, new("you", Until.AddMinutes(1)), default));
    }

    [Fact]
    public async Task A_running_job_that_nobody_holds_is_taken_over()
    {
        var orphan = SampleJobs.Queued() with { State = JobState.Running, StartedAt = SampleJobs.Start, Attempt = 1 };
        await AddAsync(orphan);

        Assert.Equal(orphan.Id, Assert.Single(await _database.Queue.TakeOverAsync(SampleJobs.Start, Mine, default)).Id);
    }

    [Fact]
    public async Task The_lease_outlives_progress_and_ends_with_the_run()
    {
        await AddAsync(SampleJobs.Queued());
        var job = Assert.Single(await _database.Queue.ClaimAsync("local", 1, Mine, default));
        Assert.True(await _database.Jobs.TryUpdateAsync(job with { Progress = 0.5 }, [], default));
        Assert.Empty(await _database.Queue.TakeOverAsync(Until, Mine, default));

        var queued = job with { State = JobState.Queued, Revision = 2 };
        Assert.True(await _database.Jobs.TryUpdateAsync(queued, [], default));
        Assert.True(await _database.Jobs.TryUpdateAsync(queued with { State = JobState.Running, Revision = 3 }, [], default));

        Assert.Single(await _database.Queue.TakeOverAsync(Until, Mine, default));
    }

    [Fact]
    public async Task The_figures_count_states_and_name_the_head_of_the_queue()
    {
        Assert.Null((await _database.Queue.MeasureAsync(default)).OldestQueuedAt);
        await AddAsync(
            SampleJobs.Queued(created: SampleJobs.Start.AddHours(1)),
            SampleJobs.Queued(created: SampleJobs.Start),
            SampleJobs.Queued() with { State = JobState.Succeeded },
            SampleJobs.Full());

        var figures = await _database.Queue.MeasureAsync(default);

        Assert.Equal(SampleJobs.Start, figures.OldestQueuedAt);
        Assert.Equal(
            new Dictionary<JobState, long> { [JobState.Queued] = 2, [JobState.Succeeded] = 1 }.OrderBy(count => count.Key),
            figures.ByState.OrderBy(count => count.Key));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private async Task<Job[]> AddAsync(params Job[] jobs)
    {
        await Task.WhenAll(jobs.Select(job => _database.Jobs.AddAsync(job, default)));
        return jobs;
    }
}
