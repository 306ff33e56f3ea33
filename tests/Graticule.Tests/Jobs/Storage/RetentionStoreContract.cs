using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every retention store promises.</summary>
public abstract class RetentionStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = SampleJobs.Start;

    private readonly IJobDatabase _database;

    protected RetentionStoreContract(IJobDatabase database) => _database = database;

    [Fact]
    public async Task Ended_jobs_are_counted_with_the_bytes_of_their_files()
    {
        Assert.Equal(new EndedFigures(0, 0), await _database.Retention.MeasureEndedAsync(default));
        await AddAsync(Ended(Now, 5_000_000_000), Ended(Now, 7), Ended(Now, 9) with { RemovedAt = Now }, SampleJobs.Queued());

        Assert.Equal(new EndedFigures(2, 5_000_000_007), await _database.Retention.MeasureEndedAsync(default));
    }

    [Fact]
    public async Task The_bytes_of_a_job_that_ends_later_are_counted_too()
    {
        var job = SampleJobs.Queued();
        await AddAsync(job);
        await _database.Jobs.TryUpdateAsync(Ended(Now, 11) with { Id = job.Id }, [], default);

        Assert.Equal(new EndedFigures(1, 11), await _database.Retention.MeasureEndedAsync(default));
    }

    [Fact]
    public async Task Jobs_that_ended_before_a_moment_come_the_first_to_end_first()
    {
        var jobs = Enumerable.Range(0, 5).Select(index => Ended(Now.AddTicks(-index), index)).ToArray();
        await AddAsync(jobs);
        await AddAsync(Ended(Now.AddDays(-1), 1) with { RemovedAt = Now }, SampleJobs.Queued(created: Now.AddDays(-2)));

        var found = await _database.Retention.ListEndedAsync(Now, 3, default);

        Assert.Equal([.. new[] { jobs[4], jobs[3], jobs[2] }.Select((job, index) => new EndedJob(job.Id, job.FinishedAt!.Value, 4 - index))], found);
    }

    [Fact]
    public async Task A_removed_job_is_named_until_its_files_are_deleted()
    {
        var removed = Ended(Now, 1) with { RemovedAt = Now };
        await AddAsync(removed, Ended(Now, 1));
        Assert.Equal([removed.Id], await _database.Retention.ListRemovedAsync(10, default));

        Assert.Equal(0, await _database.Retention.SettleAsync([removed.Id], Now, default));

        Assert.Empty(await _database.Retention.ListRemovedAsync(10, default));
        Assert.NotNull(await _database.Jobs.FindAsync(removed.Id, default));
    }

    [Fact]
    public async Task A_removed_job_is_forgotten_when_its_files_are_deleted_and_its_time_is_over()
    {
        var emptied = Ended(Now, 1) with { RemovedAt = Now };
        var full = Ended(Now, 1) with { RemovedAt = Now };
        var kept = Ended(Now, 1);
        await AddAsync(emptied, full, kept);

        Assert.Equal(1, await _database.Retention.SettleAsync([emptied.Id, kept.Id], Now.AddTicks(1), default));

        Assert.Null(await _database.Jobs.FindAsync(emptied.Id, default));
        Assert.NotNull(await _database.Jobs.FindAsync(full.Id, default));
        Assert.NotNull(await _database.Jobs.FindAsync(kept.Id, default));
    }

    [Fact]
    public async Task A_package_is_forgotten_when_no_process_and_no_job_has_named_it_for_a_time()
    {
        var (run, queued, gone, nested) = (Deployed("run"), Deployed("queued"), Deployed("gone"), Deployed("nested"));
        foreach (var process in new[] { run, queued, gone, nested })
        {
            await _database.Processes.AddAsync(process, default);
        }

        var job = SampleJobs.Queued();
        await AddAsync(
            job with { Spec = job.Spec with { Package = queued.Package.Digest } },
            SampleJobs.Queued() with { Spec = job.Spec with { Inputs = new() { ["a"] = new System.Text.Json.Nodes.JsonObject { ["$package"] = nested.Package.Digest } } } },
            Ended(Now, 1) with { RemovedAt = Now, Spec = job.Spec with { Package = gone.Package.Digest } });
        foreach (var process in new[] { queued, gone, nested })
        {
            await _database.Processes.DeleteAsync(process.Owner, process.Id, default);
        }

        Assert.Equal(0, await _database.Retention.ForgetPackagesAsync(Now, Now.AddHours(-1), default));
        Assert.Equal(0, await _database.Retention.ForgetPackagesAsync(Now.AddMinutes(59), Now.AddMinutes(-1), default));
        Assert.Equal(1, await _database.Retention.ForgetPackagesAsync(Now.AddHours(1), Now, default));

        Assert.Equal([true, true, false, true], new[] { run, queued, gone, nested }.Select(process => _database.Processes.FindPackage(process.Package.Digest) is not null));
    }

    [Fact]
    public async Task A_package_that_is_deployed_again_is_kept()
    {
        var process = Deployed("again");
        await _database.Processes.AddAsync(process, default);
        await _database.Processes.DeleteAsync(process.Owner, process.Id, default);
        await _database.Retention.ForgetPackagesAsync(Now, Now.AddHours(-1), default);
        await _database.Processes.AddAsync(process, default);

        Assert.Equal(0, await _database.Retention.ForgetPackagesAsync(Now.AddHours(2), Now.AddHours(1), default));

        await _database.Processes.DeleteAsync(process.Owner, process.Id, default);
        Assert.Equal(0, await _database.Retention.ForgetPackagesAsync(Now.AddHours(3), Now.AddHours(2), default));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private static DeployedProcess Deployed(string id) => new("ann", id, new("command", "text/plain", id, new() { ["id"] = id }), Now);

    private static Job Ended(DateTimeOffset at, long bytes) => SampleJobs.Queued() with
    {
        State = JobState.Succeeded,
        FinishedAt = at,
        Outputs = [new("out", "image/tiff", FileKey: "jobs/1/out.tif", Length: bytes), new("note", "text/plain", Value: "x")],
    };

    private Task AddAsync(params Job[] jobs) => Task.WhenAll(jobs.Select(job => _database.Jobs.AddAsync(job, default)));
}
