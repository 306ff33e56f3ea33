using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>What every job store promises.</summary>
public abstract class JobStoreContract : IAsyncLifetime
{
    private readonly IJobDatabase _database;

    protected JobStoreContract(IJobDatabase database) => _database = database;

    private IJobStore Store => _database.Jobs;

    [Fact]
    public async Task A_job_is_read_as_it_was_written()
    {
        var job = SampleJobs.Full();
        await Store.AddAsync(job, default);

        Assert.Equal(SampleJobs.Text(job), SampleJobs.Text((await Store.FindAsync(job.Id, default))!));
    }

    [Fact]
    public async Task A_job_that_says_little_is_read_as_it_was_written()
    {
        var job = SampleJobs.Queued() with { Spec = new() { ProcessId = "echo" }, CreatedAt = DateTimeOffset.MinValue, UpdatedAt = DateTimeOffset.MaxValue };
        await Store.AddAsync(job, default);

        Assert.Equal(SampleJobs.Text(job), SampleJobs.Text((await Store.FindAsync(job.Id, default))!));
    }

    [Fact]
    public async Task A_write_is_there_for_every_reader_as_soon_as_it_is_acknowledged()
    {
        const int Callers = 16;
        const int Writes = 50;
        var missed = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (var write = 0; write < Writes; write++)
            {
                var job = SampleJobs.Queued();
                await Store.AddAsync(job, default);
                count += await Store.FindAsync(job.Id, default) is null ? 1 : 0;
            }

            return count;
        })));

        Assert.Equal(0, missed.Sum());
    }

    [Fact]
    public async Task An_unknown_job_is_null() => Assert.Null(await Store.FindAsync(JobId.New(TimeProvider.System), default));

    [Fact]
    public async Task The_same_id_twice_is_a_conflict_and_changes_nothing()
    {
        var job = SampleJobs.Queued();
        await Store.AddAsync(job, default);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => Store.AddAsync(job with { Owner = "bob" }, default));

        Assert.Equal(ProblemKind.Conflict, problem.Problem.Kind);
        Assert.Equal("ann", (await Store.FindAsync(job.Id, default))!.Owner);
    }

    [Fact]
    public async Task A_write_that_fails_does_not_fail_those_beside_it()
    {
        var twice = SampleJobs.Queued();
        await Store.AddAsync(twice, default);
        var jobs = Enumerable.Range(0, 50).Select(_ => SampleJobs.Queued()).ToList();

        var writes = jobs.Select(job => Store.AddAsync(job, default)).ToList();
        writes.Insert(25, Assert.ThrowsAsync<ProblemException>(() => Store.AddAsync(twice, default)));
        await Task.WhenAll(writes);

        foreach (var job in jobs)
        {
            Assert.NotNull(await Store.FindAsync(job.Id, default));
        }
    }

    [Fact]
    public async Task An_update_saves_every_change_and_raises_the_revision()
    {
        var full = SampleJobs.Full();
        var job = SampleJobs.Queued() with { Spec = full.Spec };
        await Store.AddAsync(job, default);
        var next = full with { Id = job.Id, CreatedAt = job.CreatedAt, Executor = "slurm", Revision = 0 };

        Assert.True(await Store.TryUpdateAsync(next, [], default));

        Assert.Equal(SampleJobs.Text(next with { Revision = 1 }), SampleJobs.Text((await Store.FindAsync(job.Id, default))!));
    }

    [Fact]
    public async Task An_update_of_an_old_revision_saves_nothing()
    {
        var job = SampleJobs.Queued();
        await Store.AddAsync(job, default);
        await Store.TryUpdateAsync(job with { Message = "first" }, [], default);

        Assert.False(await Store.TryUpdateAsync(job with { Message = "second" }, [News(job)], default));

        Assert.Equal("first", (await Store.FindAsync(job.Id, default))!.Message);
        Assert.Empty(await _database.Deliveries.ListAsync(job.Id, default));
    }

    [Fact]
    public async Task Of_many_updates_at_once_exactly_one_wins()
    {
        var job = SampleJobs.Queued();
        await Store.AddAsync(job, default);

        var won = await Task.WhenAll(Enumerable.Range(0, 32).Select(index => Task.Run(async () =>
            await Store.TryUpdateAsync(job with { Message = $"{index}" }, [News(job)], default) ? index : -1)));

        var winner = Assert.Single(won, index => index >= 0);
        var stored = (await Store.FindAsync(job.Id, default))!;
        Assert.Equal($"{winner}", stored.Message);
        Assert.Equal(1, stored.Revision);
        Assert.Single(await _database.Deliveries.ListAsync(job.Id, default));
    }

    [Fact]
    public async Task A_deleted_job_is_gone_with_its_deliveries()
    {
        var job = SampleJobs.Queued();
        await Store.AddAsync(job, default);
        await Store.TryUpdateAsync(job, [News(job)], default);

        Assert.True(await Store.DeleteAsync(job.Id, default));
        Assert.False(await Store.DeleteAsync(job.Id, default));

        Assert.Null(await Store.FindAsync(job.Id, default));
        Assert.Empty(await _database.Deliveries.ListAsync(job.Id, default));
    }

    [Fact]
    public async Task A_write_that_was_cancelled_before_it_began_is_not_done()
    {
        var job = SampleJobs.Queued();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AddAsync(job, new(canceled: true)));

        Assert.Null(await Store.FindAsync(job.Id, default));
    }

    [Fact]
    public async Task Inputs_as_deep_as_a_request_may_be_come_back()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        var job = SampleJobs.Queued() with { Spec = new() { ProcessId = "echo", Inputs = new() { ["deep"] = System.Text.Json.Nodes.JsonNode.Parse(deep) } } };
        await Store.AddAsync(job, default);

        Assert.Equal(deep, (await Store.FindAsync(job.Id, default))!.Spec.Inputs["deep"]!.ToJsonString());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private static Delivery News(Job job) =>
        new() { Id = Guid.NewGuid(), Job = job.Id, Event = DeliveryEvent.Progress, Address = new("http://example.org/"), NextAt = SampleJobs.Start };
}
