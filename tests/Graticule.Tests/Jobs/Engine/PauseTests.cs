using Graticule.Jobs;
using Graticule.Tests.Jobs.Execution.Slurm;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>Jobs that their owner takes from their workers, and gives back.</summary>
public sealed class PauseTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open(options: new() { MaxAttempts = 2 }).Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_paused_job_leaves_its_worker_and_its_next_attempt_finds_what_was_kept()
    {
        var job = await RunningAsync("keep", 3);

        var paused = await PauseAsync(job);

        Assert.True(paused.IsPaused);
        Assert.Equal((JobState.Created, 1, null, "Paused by its owner."), (paused.State, paused.Attempt, paused.ExecutorHandle, paused.Message));
        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("answer", 1)).State); // the one worker is free
        Assert.True(await FindAsync(job) is { IsPaused: true });
        Assert.Contains(await _server.Logs.ReadAsync(job, 0, CancellationToken.None), line => line.Message == "The job was paused.");
        Assert.Equal(["log.jsonl"], Directory.GetFileSystemEntries(_server.Workspaces.Of(job.Id, 1).Path).Select(Path.GetFileName));

        var queued = await StartAsync(job);
        Assert.Equal((JobState.Queued, false, null), (queued.State, queued.IsPaused, queued.Message));
        var ended = await _server.EndOfAsync(job);

        Assert.Equal((JobState.Succeeded, 2, 3), (ended.State, ended.Attempt, ended.Outputs.Single().Value!.GetValue<int>()));
        await Wait.UntilAsync(() => Task.FromResult(!Directory.Exists(KeptOf(job))));
        Assert.Contains(await _server.Logs.ReadAsync(job, 0, CancellationToken.None), line => line.Message.Contains("after its pause", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_waits_in_the_queue_is_not_claimed_while_it_is_paused()
    {
        var first = await RunningAsync("sleep", 60_000);
        var waiting = await _server.SubmitAsync("answer", 5);

        var paused = await PauseAsync(waiting);
        await _server.Engine.CancelAsync("ann", first.Id, CancellationToken.None);

        Assert.Equal((JobState.Succeeded, 0, true), ((await _server.RunAsync("answer", 1)).State, paused.Attempt, paused.IsPaused));
        Assert.True((await FindAsync(waiting)).IsPaused);
        await StartAsync(waiting);
        Assert.Equal((JobState.Succeeded, 1), Standing(await _server.EndOfAsync(waiting)));
    }

    [Fact]
    public async Task Only_what_waits_or_runs_can_be_paused_and_only_what_is_paused_started_again()
    {
        var job = await RunningAsync("sleep", 60_000);
        await PauseAsync(job);

        await Assert.ThrowsAsync<ProblemException>(() => PauseAsync(job));
        await StartAsync(job);
        await Assert.ThrowsAsync<ProblemException>(() => StartAsync(job));
        await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => PauseAsync(job));
        Assert.Equal(ProblemKind.Conflict, refused.Problem.Kind);
        var ended = await _server.RunAsync("answer", 1);
        await Assert.ThrowsAsync<ProblemException>(() => PauseAsync(ended));
    }

    [Fact]
    public async Task Pauses_do_not_count_as_tries_and_lost_workers_do()
    {
        var job = await RunningAsync("sleep", 60_000);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await PauseAsync(job);
            await StartAsync(job);
            await Wait.UntilAsync(async () => await FindAsync(job) is { State: JobState.Running, ExecutorHandle: not null } found && found.Attempt == attempt + 1);
        }

        await PauseAsync(job);
        await _server.Engine.ReviseAsync("ann", job.Id, spec => spec with { ProcessId = "die" }, CancellationToken.None);
        await StartAsync(job);

        Assert.Equal((JobState.Failed, 6), Standing(await _server.EndOfAsync(job)));
    }

    [Fact]
    public async Task Paused_and_started_at_once_and_again_the_job_runs_once_to_its_end()
    {
        var job = await RunningAsync("keep", 3);
        for (var round = 0; round < 10; round++)
        {
            await PauseAsync(job);
            await StartAsync(job);
        }

        var ended = await _server.EndOfAsync(job);

        Assert.Equal((JobState.Succeeded, 3), (ended.State, ended.Outputs.Single().Value!.GetValue<int>()));
        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("answer", 1)).State);
    }

    [Fact]
    public async Task Of_many_jobs_paused_whenever_each_ends_once_and_whole()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _server.SubmitAsync("write", "hello")));
        foreach (var job in jobs.Concat(jobs))
        {
            try
            {
                await PauseAsync(job);
                await StartAsync(job);
            }
            catch (ProblemException refused) when (refused.Problem.Kind == ProblemKind.Conflict)
            {
                // It had ended.
            }
        }

        foreach (var job in jobs)
        {
            var ended = await _server.EndOfAsync(job);
            Assert.Equal(JobState.Succeeded, ended.State);
            Assert.Equal("hello", await File.ReadAllTextAsync(_server.Files.FindPath(ended.Outputs.Single().FileKey!)!));
        }
    }

    [Fact]
    public async Task A_cancelled_or_removed_paused_job_leaves_nothing_after_the_sweep()
    {
        var job = await RunningAsync("keep", 3);
        await PauseAsync(job);
        await Wait.UntilAsync(async () => (await _server.Logs.ReadAsync(job, 0, CancellationToken.None)).Any(line => line.Message == "The job was paused."));
        Assert.True(Directory.Exists(KeptOf(job)));
        await _server.Retention.SweepAsync(CancellationToken.None);
        Assert.True(Directory.Exists(KeptOf(job)));

        Assert.Equal(JobState.Cancelled, (await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None)).State);
        await _server.Retention.SweepAsync(CancellationToken.None);
        Assert.False(Directory.Exists(KeptOf(job)));

        await _server.Engine.RemoveAsync("ann", job.Id, CancellationToken.None);
        await _server.Retention.SweepAsync(CancellationToken.None);
        Assert.False(Directory.Exists(Path.GetDirectoryName(KeptOf(job))));
    }

    [Fact]
    public async Task What_a_job_kept_that_is_paused_for_longer_than_results_are_kept_goes()
    {
        var job = await RunningAsync("keep", 3);
        await PauseAsync(job);
        _server.Clock.Ahead = TimeSpan.FromDays(31);

        await _server.Retention.SweepAsync(CancellationToken.None);

        Assert.False(Directory.Exists(KeptOf(job)));
        Assert.True((await FindAsync(job)).IsPaused);
    }

    [Fact]
    public async Task A_pause_outlives_the_server()
    {
        var job = await RunningAsync("keep", 3);
        await PauseAsync(job);
        _server = (await _server.ReopenAsync()).Start();

        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("answer", 1)).State);
        Assert.True((await FindAsync(job)) is { IsPaused: true, PausedAttempt: 1, Progress: 0.5 });
        await StartAsync(job);
        var ended = await _server.EndOfAsync(job);
        Assert.Equal((JobState.Succeeded, 3), (ended.State, ended.Outputs.Single().Value!.GetValue<int>()));
    }

    [Fact]
    public async Task A_worker_that_is_killed_leaves_what_it_kept_to_the_next_attempt()
    {
        var ended = await _server.RunAsync("keep-and-die", 4);

        Assert.Equal((JobState.Succeeded, 2, 4), (ended.State, ended.Attempt, ended.Outputs.Single().Value!.GetValue<int>()));
    }

    private async Task<Job> RunningAsync(string process, int value)
    {
        var job = await _server.SubmitAsync(process, value);
        await Wait.UntilAsync(async () => await FindAsync(job) is { State: JobState.Running, Progress: > 0 });
        return job;
    }

    private string KeptOf(Job job) => Path.Combine(Path.GetDirectoryName(_server.Workspaces.Of(job.Id, 1).Path)!, "kept");

    private Task<Job> FindAsync(Job job) => _server.Engine.GetAsync("ann", job.Id, CancellationToken.None);

    private Task<Job> PauseAsync(Job job) => _server.Engine.PauseAsync("ann", job.Id, CancellationToken.None);

    private Task<Job> StartAsync(Job job) => _server.Engine.StartAsync("ann", job.Id, CancellationToken.None);

    private static (JobState State, int Attempt) Standing(Job job) => (job.State, job.Attempt);
}
