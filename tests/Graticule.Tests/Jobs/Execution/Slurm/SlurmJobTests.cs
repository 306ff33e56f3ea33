using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Tests.Jobs.Engine;

namespace Graticule.Tests.Jobs.Execution.Slurm;

/// <summary>Jobs of a whole server on a real cluster.</summary>
[Collection(SharedCluster.Name)]
public sealed class SlurmJobTests(OwnCluster cluster) : IAsyncLifetime
{
    private static readonly EngineOptions OnSlurm = new() { Executor = "slurm", ProgressEvery = TimeSpan.FromSeconds(0.1) };

    private TestServer _server = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [SkippableFact]
    public async Task A_job_ends_and_leaves_its_result_its_log_and_what_it_used()
    {
        var job = await Start().SubmitAsync("write", "hello");

        var ended = await EndOfAsync(job);

        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempt));
        Assert.Equal("hello", await File.ReadAllTextAsync(_server.Files.FindPath(ended.Outputs.Single().FileKey!)!));
        Assert.Contains("COMPLETED, exit code 0", await _server.SaidAsync(job, "Slurm job"), StringComparison.Ordinal);
        var usage = JsonSerializer.Deserialize<JobUsage>(
            await File.ReadAllTextAsync(_server.Files.FindPath(JobLogs.UsageKeyOf(job.Id))!), JsonSerializerOptions.Web)!;
        Assert.Equal(("slurm", ended.ExecutorHandle, "COMPLETED", 0), (usage.Executor, usage.Id, usage.State, usage.ExitCode));
        Assert.Matches("^n[0-9]+$", usage.Nodes);
        Assert.InRange(usage.CpuSeconds!.Value, 0.01, 60);
        Assert.InRange(usage.PeakMemoryMiB!.Value, 10, 1000);
        Assert.InRange(usage.ElapsedSeconds!.Value, 0.01, 60);
    }

    [SkippableFact]
    public async Task A_program_that_fails_without_a_report_fails_the_job_with_its_exit_code_and_its_last_words()
    {
        var ended = await EndOfAsync(await Start().SubmitAsync("exit", 7));

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("exit code 7 on n", ended.Problem!.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Progress_is_seen_while_the_job_runs()
    {
        var job = await Start().SubmitAsync("sleep", 4000);

        await Wait.UntilAsync(async () => (await FindAsync(job)) is { Progress: > 0 and < 1, Message: var message } && message!.StartsWith("step", StringComparison.Ordinal));

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    [SkippableFact]
    public async Task A_cancelled_job_is_cancelled_in_the_cluster()
    {
        var job = await Start().SubmitAsync("sleep", 60_000);
        await Wait.UntilAsync(async () => await StateAsync(job) == "RUNNING");
        var handle = (await FindAsync(job)).ExecutorHandle!;

        await _server.Engine.CancelAsync("ann", job.Id, CancellationToken.None);

        await Wait.UntilAsync(async () => await StateOfAsync(handle) == "CANCELLED");
        await Wait.UntilAsync(() => Task.FromResult(!Directory.Exists(_server.Workspaces.Of(job.Id, 1).Path)));
        Assert.Equal(JobState.Cancelled, (await FindAsync(job)).State);
    }

    [SkippableFact]
    public async Task What_slurm_will_never_take_fails_at_once_with_slurms_words()
    {
        Start(options => options with { Partition = "nowhere" });

        var ended = await EndOfAsync(await _server.SubmitAsync("write", "hello"));

        Assert.Equal((JobState.Failed, ProblemKind.InvalidInput), (ended.State, ended.Problem!.Kind));
        Assert.Contains("Invalid partition name", ended.Problem.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_hundred_jobs_are_a_few_arrays_and_each_runs_once()
    {
        using var marks = new Storage.TemporaryFolder();

        // A worker as small as one can be: a mark of its own for each run, then the report.
        var script = $$"""
            echo > {{marks.Path}}/$(basename $(dirname "$2"))-$$; echo '{"outputs":[]}' > "$2/report.part"; mv "$2/report.part" "$2/report.json"
            """;
        Start(options => options with { Program = "/bin/bash", Arguments = ["-c", script], Window = TimeSpan.FromMilliseconds(200) });

        var jobs = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => _server.SubmitAsync("answer", number)));
        var ended = await Task.WhenAll(jobs.Select(EndOfAsync));

        Assert.All(ended, job => Assert.Equal((JobState.Succeeded, 1), (job.State, job.Attempt)));
        Assert.InRange(ended.Select(job => job.ExecutorHandle!.Split('_')[0]).Distinct(StringComparer.Ordinal).Count(), 1, 20);
        Assert.Equal(100, Directory.GetFiles(marks.Path).Length);
    }

    [SkippableFact]
    public async Task A_job_over_its_memory_is_ended_and_not_repeated()
    {
        // Native code, as most of what is deployed is; the runtime of .NET ends by itself shortly before.
        Start(options => options with { Program = "/bin/bash", Arguments = ["-c", "head -c 500M /dev/zero | tail -c 400M | wc -c"] });
        Skip.IfNot(cluster.Confines, "this machine has no control groups of version 1 that Slurm may use");

        var ended = await EndOfAsync(await _server.SubmitAsync("sleep", 2000, new() { MemoryMiB = 150 }));

        Assert.Equal((JobState.Failed, 1), (ended.State, ended.Attempt));
        Assert.Equal("The job held more memory than its limit of 150 MiB; Slurm ended it.", ended.Problem!.Message);
    }

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task A_job_over_its_time_is_ended_by_slurm_after_a_whole_minute_and_not_repeated()
    {
        var ended = await EndOfAsync(await Start().SubmitAsync("sleep", 300_000, new() { WallTime = TimeSpan.FromSeconds(10) }));

        Assert.Equal((JobState.Failed, 1), (ended.State, ended.Attempt));
        Assert.Contains("longer than its limit of 1 min", ended.Problem!.Message, StringComparison.Ordinal);
        Assert.InRange(ended.FinishedAt!.Value - ended.StartedAt!.Value, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(150));
    }

    internal static SlurmOptions Options(OwnCluster cluster) => new()
    {
        Program = WorkerProgram.Command.Program,
        Arguments = [WorkerProgram.Command.Arguments[0], "run"],
        Configuration = cluster.Configuration,
        PollEvery = TimeSpan.FromSeconds(0.5),
    };

    private TestServer Start(Func<SlurmOptions, SlurmOptions>? change = null)
    {
        cluster.Need();
        var options = Options(cluster);
        _server = TestServer.Open(options: OnSlurm, slurm: change?.Invoke(options) ?? options);
        return _server.Start();
    }

    private Task<Job> EndOfAsync(Job job) => _server.Engine.WaitAsync("ann", job.Id, TimeSpan.FromMinutes(3), CancellationToken.None);

    private Task<Job> FindAsync(Job job) => _server.Engine.GetAsync("ann", job.Id, CancellationToken.None);

    private async Task<string> StateAsync(Job job) => (await FindAsync(job)).ExecutorHandle is { } handle ? await StateOfAsync(handle) : "";

    private Task<string> StateOfAsync(string handle) => cluster.AskAsync("squeue", "--noheader", "--states=all", "--format=%T", $"--jobs={handle}");
}
