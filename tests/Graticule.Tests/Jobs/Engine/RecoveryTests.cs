using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>What a start makes of jobs that a dead run left running, in each place where it can have died.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_whole_report_is_the_end_of_its_job()
    {
        var (job, workspace) = await LeftRunningAsync("write", "hello");
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "out.txt"), "from before");
        await workspace.WriteReportAsync(new(null, [new("out", "text/plain", FileKey: "out.txt")]), CancellationToken.None);

        var ended = await StartAndEndAsync(job);

        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempt));
        Assert.Equal("from before", await File.ReadAllTextAsync(_server.Files.FindPath(ended.Outputs.Single().FileKey!)!));
    }

    [Fact]
    public async Task A_report_whose_file_was_moved_just_before_the_crash_is_finished()
    {
        var (job, workspace) = await LeftRunningAsync("write", "hello");
        await _server.Files.SaveAsync($"jobs/{job.Id}/out.txt", new MemoryStream([1, 2, 3]), CancellationToken.None);
        await workspace.WriteReportAsync(new(null, [new("out", "text/plain", FileKey: "out.txt")]), CancellationToken.None);

        var ended = await StartAndEndAsync(job);

        Assert.Equal((JobState.Succeeded, 3L), (ended.State, ended.Outputs.Single().Length));
    }

    [Fact]
    public async Task Half_a_report_is_none()
    {
        var (job, workspace) = await LeftRunningAsync("write", "hello", handle: "1:1:1");
        await File.WriteAllTextAsync(workspace.ReportPath + ".part", "{\"outputs\":[");

        Assert.Equal((JobState.Succeeded, 2), Standing(await StartAndEndAsync(job)));
    }

    [Theory]
    [InlineData("write", JobState.Succeeded, 2)]
    [InlineData("answer", JobState.Failed, 1)]
    public async Task A_job_whose_worker_died_with_the_server_is_tried_again_if_its_process_says_so(string process, JobState state, int attempt)
    {
        var (job, _) = await LeftRunningAsync(process, "hello", handle: "999999:1:1");

        var ended = await StartAndEndAsync(job);

        Assert.Equal((state, attempt), Standing(ended));
        Assert.True(state == JobState.Succeeded || ended.Problem!.Message.StartsWith("The server stopped while the job ran", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_was_being_handed_over_may_have_begun_and_is_not_repeated_without_leave()
    {
        var (job, workspace) = await LeftRunningAsync("answer", "hello");
        await workspace.WriteOrderAsync(new(job.Id, 1, job.Spec), CancellationToken.None);

        Assert.Equal((JobState.Failed, 1), Standing(await StartAndEndAsync(job)));
    }

    [Fact]
    public async Task A_job_without_an_order_has_not_begun_and_starts_whatever_its_process_says()
    {
        var (job, _) = await LeftRunningAsync("answer", "hello");

        Assert.Equal((JobState.Succeeded, 2), Standing(await StartAndEndAsync(job)));
    }

    [Theory]
    [InlineData("trivial", JobState.Succeeded)]
    [InlineData("trivial-once", JobState.Failed)]
    public async Task A_job_inside_the_dead_server_is_treated_alike(string process, JobState state)
    {
        var job = await _server.SubmitAsync(process, 1);
        await ClaimAsync(EngineOptions.Inline);

        Assert.Equal(state, (await StartAndEndAsync(job)).State);
    }

    [Fact]
    public async Task A_zombie_worker_is_killed_before_its_job_is_tried_again()
    {
        using var zombie = System.Diagnostics.Process.Start("sleep", "600");
        var startTime = (await File.ReadAllTextAsync($"/proc/{zombie.Id}/stat")).Split(' ')[21];
        var (job, _) = await LeftRunningAsync("write", "hello", handle: $"{zombie.Id}:{startTime}:1");

        var ended = await StartAndEndAsync(job);

        Assert.Equal((JobState.Succeeded, 2), Standing(ended));
        Assert.True(zombie.HasExited);
    }

    [Fact]
    public async Task A_process_that_only_has_the_number_of_an_old_worker_lives_on()
    {
        using var stranger = System.Diagnostics.Process.Start("sleep", "600");
        var (job, _) = await LeftRunningAsync("write", "hello", handle: $"{stranger.Id}:1:1");

        Assert.Equal(JobState.Succeeded, (await StartAndEndAsync(job)).State);
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_job_whose_executor_is_gone_from_the_configuration_fails_and_says_so()
    {
        var job = SampleJobs.Queued("write", "slurm");
        await _server.Store.AddAsync(job, CancellationToken.None);
        await ClaimAsync("slurm");

        var ended = await StartAndEndAsync(job);

        Assert.Contains("no executor 'slurm'", ended.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_other_servers_about_only_leases_that_ran_out_are_taken_over()
    {
        _server = await _server.ReopenAsync(new() { IsAlone = false, LookEvery = TimeSpan.FromMilliseconds(50) });
        var (job, _) = await LeftRunningAsync("write", "hello");
        _server.Start();

        await Task.Delay(500);
        Assert.Equal(JobState.Running, (await _server.Store.FindAsync(job.Id, CancellationToken.None))!.State);

        _server.Clock.Ahead = TimeSpan.FromHours(2);
        Assert.Equal((JobState.Succeeded, 2), Standing(await _server.EndOfAsync(job)));
    }

    [Fact]
    public async Task Cancelled_and_queued_jobs_are_as_they_were()
    {
        var (cancelled, _) = await LeftRunningAsync("write", "hello");
        await _server.Engine.CancelAsync("ann", cancelled.Id, CancellationToken.None);
        var queued = await _server.SubmitAsync("write", "hello");

        Assert.Equal((JobState.Succeeded, 1), Standing(await StartAndEndAsync(queued)));
        Assert.Equal(JobState.Cancelled, (await _server.EndOfAsync(cancelled)).State);
    }

    private static (JobState State, int Attempt) Standing(Job job) => (job.State, job.Attempt);

    /// <summary>A job claimed by a run of the server that is no more, and its workspace.</summary>
    private async Task<(Job Job, Workspace Workspace)> LeftRunningAsync(string process, string value, string? handle = null)
    {
        await _server.SubmitAsync(process, value);
        var job = (await ClaimAsync("local")).Single();
        if (handle is not null)
        {
            Assert.True(await _server.Store.TryUpdateAsync(job with { ExecutorHandle = handle }, [], CancellationToken.None));
        }

        var workspace = _server.Workspaces.Create(job.Id, job.Attempt);
        if (handle is not null)
        {
            await workspace.WriteOrderAsync(new(job.Id, job.Attempt, job.Spec), CancellationToken.None);
        }

        return (job, workspace);
    }

    private Task<IReadOnlyList<Job>> ClaimAsync(string executor) =>
        _server.Queue.ClaimAsync(executor, 10, new Lease("the dead run", _server.Clock.GetUtcNow() + TimeSpan.FromHours(1)), CancellationToken.None);

    private Task<Job> StartAndEndAsync(Job job) => _server.Start().EndOfAsync(job);
}
