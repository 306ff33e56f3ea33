using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Engine;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly RetentionOptions Options = new()
    {
        MaxAge = TimeSpan.FromDays(10),
        MaxBytes = 25,
        TombstoneAge = TimeSpan.FromDays(2),
        LeftoverAge = TimeSpan.FromHours(1),
    };

    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open(retention: Options).Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task An_old_job_goes_with_its_files_then_its_tombstone_goes()
    {
        var job = await _server.RunAsync("write", "hello");
        var open = await _server.Engine.CreateAsync("ann", "test", new() { ProcessId = "write" }, CancellationToken.None);

        _server.Clock.Ahead = TimeSpan.FromDays(9);
        await SweepAsync();
        Assert.NotNull(_server.Files.FindPath(job.Outputs.Single().FileKey!));

        _server.Clock.Ahead = TimeSpan.FromDays(11);
        await SweepAsync();
        Assert.NotNull((await FindAsync(job.Id))!.RemovedAt);
        Assert.False(Directory.Exists(Path.Combine(_server.Data.Root, "files", "jobs", job.Id.ToString())) && FilesOf(job).Length > 0);

        _server.Clock.Ahead = TimeSpan.FromDays(14);
        await SweepAsync();
        Assert.Null(await FindAsync(job.Id));
        Assert.NotNull(await FindAsync(open.Id));
    }

    [Fact]
    public async Task Results_over_the_space_for_them_go_oldest_first()
    {
        var jobs = new List<Job>();
        for (var number = 0; number < 4; number++)
        {
            jobs.Add(await _server.RunAsync("write", "ten bytes!"));
        }

        await SweepAsync();

        var kept = new List<bool>();
        foreach (var job in jobs)
        {
            kept.Add((await FindAsync(job.Id))!.RemovedAt is null);
        }

        Assert.Equal([false, false, true, true], kept);
        Assert.Equal([0, 0, 2, 2], jobs.Select(job => FilesOf(job).Length));
    }

    [Fact]
    public async Task A_job_that_its_owner_removed_leaves_no_file()
    {
        var job = await _server.RunAsync("write", "hello");
        await _server.Engine.RemoveAsync("ann", job.Id, CancellationToken.None);

        await SweepAsync();

        Assert.Empty(FilesOf(job));
    }

    [Fact]
    public async Task A_sweep_that_was_broken_off_after_the_files_is_finished_by_the_next()
    {
        var job = await _server.RunAsync("write", "hello");
        await _server.Engine.RemoveAsync("ann", job.Id, CancellationToken.None);
        Directory.Delete(Path.Combine(_server.Data.Root, "files", "jobs", job.Id.ToString()), recursive: true);
        Assert.Equal([job.Id], await _server.Retained.ListRemovedAsync(10, CancellationToken.None));

        await SweepAsync();

        Assert.Empty(await _server.Retained.ListRemovedAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Workspaces_of_failed_and_unknown_jobs_go_after_a_while()
    {
        var failed = await _server.RunAsync("name", "missing.txt");
        var unknown = JobId.New(TimeProvider.System);
        _server.Workspaces.Create(unknown, 1);
        await SweepAsync();
        Assert.Equal((1, 1), (_server.Workspaces.ListOf(failed.Id).Count, _server.Workspaces.ListOf(unknown).Count));

        _server.Clock.Ahead = TimeSpan.FromHours(2);
        await SweepAsync();

        Assert.Equal((0, 0), (_server.Workspaces.ListOf(failed.Id).Count, _server.Workspaces.ListOf(unknown).Count));
        Assert.NotEmpty(await _server.Logs.ReadAsync(failed, 0, CancellationToken.None));
    }

    [Fact]
    public async Task An_earlier_attempt_of_a_running_job_keeps_only_its_log()
    {
        var job = await _server.SubmitAsync("sleep", 20_000);
        await _server.SaidAsync(job, "process ");
        var running = (await FindAsync(job.Id))!;
        await _server.Store.TryUpdateAsync(running with { Attempt = 2 }, [], CancellationToken.None);

        await SweepAsync();

        Assert.Equal("log.jsonl", Path.GetFileName(Directory.GetFileSystemEntries(_server.Workspaces.Of(job.Id, 1).Path).Single()));
    }

    [Fact]
    public async Task A_decoded_input_stays_as_long_as_an_open_job_needs_it()
    {
        foreach (var key in new[] { "inline/needed", "inline/forgotten" })
        {
            await _server.Files.SaveAsync(key, new MemoryStream([1]), CancellationToken.None);
        }

        var reference = new InputReference(null, "inline/needed", null).Write();
        var spec = new JobSpec { ProcessId = "write", Inputs = new() { ["value"] = reference } };
        await _server.Engine.CreateAsync("ann", "test", spec, CancellationToken.None);
        await SweepAsync();
        Assert.NotNull(_server.Files.FindPath("inline/forgotten"));

        _server.Clock.Ahead = TimeSpan.FromHours(2);
        await SweepAsync();

        Assert.Null(_server.Files.FindPath("inline/forgotten"));
        Assert.NotNull(_server.Files.FindPath("inline/needed"));
    }

    private string[] FilesOf(Job job) => Directory.Exists(Path.Combine(_server.Data.Root, "files", "jobs", job.Id.ToString()))
        ? Directory.GetFiles(Path.Combine(_server.Data.Root, "files", "jobs", job.Id.ToString()))
        : [];

    private Task SweepAsync() => _server.Retention.SweepAsync(CancellationToken.None);

    private Task<Job?> FindAsync(JobId id) => _server.Store.FindAsync(id, CancellationToken.None);
}
