using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Engine;

namespace Graticule.Tests.Jobs.Execution.Slurm;

/// <summary>What dies around the jobs of a real cluster: its controller, a node, the server between handing over and writing that down.</summary>
[Collection(SharedCluster.Name)]
public sealed class SlurmFaultTests(OwnCluster cluster) : IAsyncLifetime
{
    private static readonly EngineOptions OnSlurm = new() { Executor = "slurm", ProgressEvery = TimeSpan.FromSeconds(0.1) };

    private TestServer _server = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [SkippableFact]
    public async Task A_controller_that_is_killed_costs_time_and_no_job()
    {
        Open().Start();
        var running = await _server.SubmitAsync("sleep-once", 20_000);
        await Wait.UntilAsync(async () => await FindAsync(running) is { Progress: > 0.3 });

        cluster.KillController();
        var queued = await _server.SubmitAsync("answer", 42);
        await Wait.UntilAsync(async () => (await FindAsync(running)).Message?.Contains("does not answer", StringComparison.Ordinal) == true, seconds: 60);
        Assert.Equal(JobState.Running, (await FindAsync(running)).State);
        Assert.NotEqual(JobState.Failed, (await FindAsync(queued)).State);
        await cluster.RepairAsync();

        Assert.Equal((JobState.Succeeded, 1), Standing(await EndOfAsync(running)));
        Assert.Equal((JobState.Succeeded, 1), Standing(await EndOfAsync(queued)));
    }

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task A_job_whose_node_is_lost_runs_again_on_another_one()
    {
        Open().Start();
        var job = await _server.SubmitAsync("sleep", 15_000);
        await Wait.UntilAsync(async () => await FindAsync(job) is { Progress: > 0 });
        var handle = (await FindAsync(job)).ExecutorHandle!;
        var node = await cluster.AskAsync("squeue", "--noheader", "--format=%N", $"--jobs={handle}");

        cluster.KillNode(node, handle);
        var ended = await EndOfAsync(job);
        await cluster.RepairAsync();

        Assert.Equal((JobState.Succeeded, 2), Standing(ended));
        var lines = (await _server.Logs.ReadAsync(job, 0, CancellationToken.None)).Select(line => line.Message).ToList();
        Assert.Contains(lines, line => line.StartsWith($"The cluster lost the node on {node}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"Slurm job {handle} ended as NODE_FAIL", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_job_whose_handle_was_never_saved_is_found_again_and_runs_once()
    {
        Open();
        var (job, order) = await LeftHandingOverAsync();
        var lost = await _server.Slurm!.SubmitAsync(order, CancellationToken.None);

        var ended = await EndOfAsync(_server.Start(), job);

        Assert.Equal((JobState.Succeeded, 1, lost), (ended.State, ended.Attempt, ended.ExecutorHandle));
    }

    [SkippableFact]
    public async Task A_job_that_never_reached_slurm_is_begun_anew_whatever_its_process_says()
    {
        Open();
        var (job, order) = await LeftHandingOverAsync();
        Ticket.Issue(order.Workspace, "0123456789abcdef", $"graticule-{job.Id}", task: null);

        Assert.Equal((JobState.Succeeded, 2), Standing(await EndOfAsync(_server.Start(), job)));
        Assert.Null(Ticket.Find(order.Workspace));
    }

    [SkippableFact]
    public async Task A_job_that_slurm_has_forgotten_is_not_repeated_without_leave()
    {
        Open();
        var (job, order) = await LeftHandingOverAsync();
        Ticket.Issue(order.Workspace, "0123456789abcdef", $"graticule-{job.Id}", task: null);
        File.Move(Path.Combine(order.Workspace.Path, Ticket.NameOf("0123456789abcdef")), Path.Combine(order.Workspace.Path, Ticket.TakenNameOf("0123456789abcdef")));
        Assert.True(await _server.Store.TryUpdateAsync(job with { ExecutorHandle = "999999" }, [], CancellationToken.None));

        var ended = await EndOfAsync(_server.Start(), job);

        Assert.Equal((JobState.Failed, 1), Standing(ended));
        Assert.Contains("knows the job 999999 no more", ended.Problem!.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_server_that_stops_leaves_its_jobs_in_the_cluster_and_the_next_one_takes_them_up()
    {
        Open().Start();
        var job = await _server.SubmitAsync("sleep-once", 6000);
        await Wait.UntilAsync(async () => await FindAsync(job) is { Progress: > 0 });

        _server = await _server.ReopenAsync(OnSlurm, SlurmJobTests.Options(cluster));

        Assert.Equal((JobState.Succeeded, 1), Standing(await EndOfAsync(_server.Start(), job)));
    }

    private static (JobState State, int Attempt) Standing(Job job) => (job.State, job.Attempt);

    private TestServer Open()
    {
        cluster.Need();
        return _server = TestServer.Open(options: OnSlurm, slurm: SlurmJobTests.Options(cluster));
    }

    /// <summary>A job of a process that may not be repeated, as a run of the server that died while handing it over left it.</summary>
    private async Task<(Job Job, WorkOrder Order)> LeftHandingOverAsync()
    {
        await _server.SubmitAsync("answer", 42);
        var lease = new Lease("the dead run", _server.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var job = (await _server.Queue.ClaimAsync("slurm", 10, lease, CancellationToken.None)).Single();
        var workspace = _server.Workspaces.Create(job.Id, job.Attempt);
        await workspace.WriteOrderAsync(new(job.Id, job.Attempt, job.Spec), CancellationToken.None);
        return (job, new(workspace, job.Spec.Resources) { Job = job.Id });
    }

    private Task<Job> EndOfAsync(Job job) => EndOfAsync(_server, job);

    private static Task<Job> EndOfAsync(TestServer server, Job job) => server.Engine.WaitAsync("ann", job.Id, TimeSpan.FromMinutes(3), CancellationToken.None);

    private Task<Job> FindAsync(Job job) => _server.Engine.GetAsync("ann", job.Id, CancellationToken.None);
}
