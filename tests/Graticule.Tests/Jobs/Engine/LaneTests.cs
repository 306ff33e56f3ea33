using Graticule.Jobs;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Tests.Jobs.Execution.Slurm;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>An executor that fails or hangs holds up nobody else's jobs.</summary>
public sealed class LaneTests
{
    [Fact]
    public async Task An_executor_without_its_commands_leaves_its_jobs_waiting_and_the_others_at_work()
    {
        await using var server = TestServer.Open(slurm: new() { Program = "graticule", Commands = "/nowhere" });
        var running = await AddAsync(server, JobState.Running);
        var waiting = await AddAsync(server, JobState.Queued);
        server.Start();

        Assert.Equal(JobState.Succeeded, (await server.RunAsync("answer", 1)).State);
        await Wait.UntilAsync(async () => (await FindAsync(server, running)).Message?.Contains("'scontrol' of Slurm cannot be started", StringComparison.Ordinal) == true);

        Assert.Equal(JobState.Queued, (await FindAsync(server, waiting)).State);
        Assert.Equal(JobState.Running, (await FindAsync(server, running)).State);
        Assert.Equal(JobState.Succeeded, (await server.RunAsync("answer", 1)).State);
    }

    [Fact]
    public async Task Commands_that_never_end_are_killed_and_the_others_are_at_work()
    {
        using var commands = new TemporaryFolder();
        var command = Path.Combine(commands.Path, "scontrol");
        await File.WriteAllTextAsync(command, "#!/bin/sh\nexec sleep 600\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        SlurmOptions options = new() { Program = "graticule", Commands = commands.Path, Patience = TimeSpan.FromSeconds(1) };
        await using var server = TestServer.Open(slurm: options);
        var running = await AddAsync(server, JobState.Running);
        server.Start();

        Assert.Equal(JobState.Succeeded, (await server.RunAsync("answer", 1)).State);
        await Wait.UntilAsync(async () => (await FindAsync(server, running)).Message == "'scontrol' did not end within 1 s.");

        await server.Engine.CancelAsync("ann", running.Id, CancellationToken.None);
        Assert.Equal(JobState.Succeeded, (await server.RunAsync("answer", 1)).State);
    }

    /// <summary>A job on the cluster that nobody can reach; a running one has a handle there.</summary>
    private static async Task<Job> AddAsync(TestServer server, JobState state)
    {
        var job = SampleJobs.Queued("answer", "slurm");
        await server.Store.AddAsync(job, CancellationToken.None);
        if (state != JobState.Running)
        {
            return job;
        }

        var lease = new Graticule.Jobs.Storage.Lease("the dead run", server.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var claimed = (await server.Queue.ClaimAsync("slurm", 10, lease, CancellationToken.None)).Single(found => found.Id == job.Id);
        Assert.True(await server.Store.TryUpdateAsync(claimed with { ExecutorHandle = "12_3" }, [], CancellationToken.None));
        var workspace = server.Workspaces.Create(job.Id, 1);
        await workspace.WriteOrderAsync(new(job.Id, 1, job.Spec), CancellationToken.None);
        return job;
    }

    private static Task<Job> FindAsync(TestServer server, Job job) => server.Engine.GetAsync("ann", job.Id, CancellationToken.None);
}
