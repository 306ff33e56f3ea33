using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs;
using Graticule.Tests.Jobs.Engine;

namespace Graticule.Tests.Jobs.Execution;

/// <summary>What workers do to their jobs and the pool to its workers; all with real processes.</summary>
public sealed class WorkerPoolTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open(workers: 2).Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_job_whose_worker_is_killed_fails_with_the_signal_in_its_message()
    {
        var job = await _server.SubmitAsync("sleep-once", 20_000);
        Process.GetProcessById(await ProcessOfAsync(job)).Kill();

        var ended = await _server.EndOfAsync(job);

        Assert.Equal((JobState.Failed, ProblemKind.ProcessFailed), (ended.State, ended.Problem!.Kind));
        Assert.Contains("killed by signal 9 (SIGKILL)", ended.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, ended.Attempt);
    }

    [Fact]
    public async Task A_repeatable_job_whose_worker_dies_is_tried_again()
    {
        var job = await _server.RunAsync("die-at-first", "here");

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempt));
        Assert.Equal("here", job.Outputs.Single().Value!.GetValue<string>());
        var lines = await _server.Logs.ReadAsync(job, 0, CancellationToken.None);
        Assert.Contains(lines, line => line.Level == LogLevel.Warning && line.Message.Contains("tried again", StringComparison.Ordinal));
        Assert.Equal(1, _server.Pool.Measure().Restarts);
    }

    [Fact]
    public async Task A_job_that_kills_every_worker_is_given_up_after_three()
    {
        var job = await _server.RunAsync("die");

        Assert.Equal((JobState.Failed, 3), (job.State, job.Attempt));
    }

    [Fact]
    public async Task A_worker_that_exits_is_a_failure_that_names_the_exit_code()
    {
        var job = await _server.RunAsync("exit", 7);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("exit code 7", job.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_kills_the_worker_and_what_it_started()
    {
        var job = await _server.SubmitAsync("spawn");
        var child = int.Parse((await _server.SaidAsync(job, "child ")).Split(' ')[1], CultureInfo.InvariantCulture);
        var worker = int.Parse((await RecordedAsync(job)).ExecutorHandle!.Split(':')[0], CultureInfo.InvariantCulture);
        Assert.True(IsAlive(child) && IsAlive(worker));

        await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None);

        await EventuallyAsync(() => !IsAlive(child) && !IsAlive(worker));
        Assert.Equal(JobState.Cancelled, (await _server.EndOfAsync(job)).State);
        Assert.Equal(JobState.Succeeded, (await _server.RunAsync("answer", 1)).State);
        await EventuallyAsync(() => _server.Workspaces.ListOf(job.Id).Count == 0);
        Assert.NotEmpty(await _server.Logs.ReadAsync(job, 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_job_cancelled_in_the_table_by_somebody_else_has_its_work_stopped()
    {
        var job = await _server.SubmitAsync("sleep", 20_000);
        var worker = await ProcessOfAsync(job);
        var found = await RecordedAsync(job);
        while (!await _server.Store.TryUpdateAsync(
            found with { State = JobState.Cancelled, FinishedAt = TimeProvider.System.GetUtcNow() }, [], CancellationToken.None))
        {
            found = (await _server.Store.FindAsync(job.Id, CancellationToken.None))!;
        }

        await EventuallyAsync(() => !IsAlive(worker));
    }

    [Fact]
    public async Task A_job_over_its_memory_is_killed_and_told_so_and_not_tried_again()
    {
        var job = await _server.RunAsync("allocate", 2000, new() { MemoryMiB = 300 });

        Assert.Equal((JobState.Failed, 1), (job.State, job.Attempt));
        Assert.Matches("^The job held \\d+ MiB of memory, more than its limit of 300 MiB", job.Problem!.Message);
    }

    [Fact]
    public async Task A_job_over_its_time_is_killed_and_told_so()
    {
        var job = await _server.RunAsync("sleep", 20_000, new() { WallTime = TimeSpan.FromSeconds(0.5) });

        Assert.Equal((JobState.Failed, 1), (job.State, job.Attempt));
        Assert.Contains("longer than its limit of 0.5 s", job.Problem!.Message, StringComparison.Ordinal);
        Assert.InRange((job.FinishedAt - job.StartedAt)!.Value.TotalSeconds, 0.5, 10);
    }

    [Fact]
    public async Task Cores_are_shared_by_the_jobs_that_run()
    {
        var alone = await _server.RunAsync("cores");
        await ProcessOfAsync(await _server.SubmitAsync("sleep", 3000));
        var shared = await _server.RunAsync("cores");
        var wanted = await _server.RunAsync("cores", resources: new() { CoresPerNode = 3 });
        var tooMany = await _server.RunAsync("cores", resources: new() { CoresPerNode = 99 });

        Assert.Equal([4, 2, 3, 4], new[] { alone, shared, wanted, tooMany }.Select(job => job.Outputs.Single().Value!.GetValue<int>()));
    }

    [Fact]
    public async Task What_a_process_prints_is_not_taken_for_the_workers_word()
    {
        var job = await _server.RunAsync("print", "after");

        Assert.Equal("after", job.Outputs.Single().Value!.GetValue<string>());
    }

    [Fact]
    public async Task Progress_and_log_lines_are_seen_while_the_job_runs()
    {
        var job = await _server.SubmitAsync("sleep", 3000);
        await _server.SaidAsync(job, "process ");

        var seen = job;
        for (var tries = 0; tries < 5000 && seen.Progress is null or 0; tries++)
        {
            await Task.Delay(20);
            seen = (await _server.Store.FindAsync(job.Id, CancellationToken.None))!;
        }

        Assert.True(seen is { State: JobState.Running, Progress: > 0 and < 1 });
        Assert.StartsWith("step ", seen.Message!, StringComparison.Ordinal);
        await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None);
    }

    [Fact]
    public async Task Workers_end_when_their_server_lets_go_of_them()
    {
        var job = await _server.SubmitAsync("spawn");
        var child = int.Parse((await _server.SaidAsync(job, "child ")).Split(' ')[1], CultureInfo.InvariantCulture);

        _server = await _server.ReopenAsync();

        await EventuallyAsync(() => !IsAlive(child));
        _server.Start();
        var ended = await _server.EndOfAsync(job);
        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("The server stopped while the job ran", ended.Problem!.Message, StringComparison.Ordinal);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task EventuallyAsync(Func<bool> claim)
    {
        for (var tries = 0; tries < 5000 && !claim(); tries++)
        {
            await Task.Delay(20);
        }

        Assert.True(claim());
    }

    private async Task<int> ProcessOfAsync(Job job) =>
        int.Parse((await _server.SaidAsync(job, "process ")).Split(' ')[1], CultureInfo.InvariantCulture);

    private async Task<Job> RecordedAsync(Job job)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            var found = await _server.Store.FindAsync(job.Id, CancellationToken.None);
            if (found!.ExecutorHandle is not null)
            {
                return found;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("No handle was recorded.");
    }
}
