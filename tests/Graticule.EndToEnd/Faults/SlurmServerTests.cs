using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Execution.Slurm;
using Xunit.Abstractions;

namespace Graticule.EndToEnd.Faults;

/// <summary>
/// The server is killed again and again while it hands jobs to a real Slurm cluster and waits for them. No process here may be repeated,
/// so each job that ran twice, or not at all, shows.
/// </summary>
[Collection(SharedCluster.Name)]
public sealed class SlurmServerTests(OwnCluster cluster, ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261122;
    private const int Jobs = 24;
    private const int MostKills = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-slurm-faults-").FullName;
    private readonly Random _random = new(Seed);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Every_job_succeeds_and_runs_exactly_once_however_often_the_server_is_killed()
    {
        cluster.Need();
        var data = new DataFolder(Path.Combine(_folder, "data"));
        var effects = Directory.CreateDirectory(Path.Combine(_folder, "effects")).FullName;
        await using var database = SqlDatabase.Open(data, Durability.Process);
        var options = FaultServer.Options with { Executor = "slurm", Executors = ["local", "slurm"] };
        var engine = new JobEngine(
            new SqlJobStore(database), new(FaultProcesses.All), new JobSignal(), new JobWaiters(), new AttemptStops(), options, TimeProvider.System);
        await using var killer = new Killer(data.Root, _random, cluster.Configuration);
        killer.StartServer();

        await Task.WhenAll(SubmitAsync(engine, effects), KillAsync(killer));
        var ended = await EndAsync(engine);

        var counts = Directory.GetFiles(effects).CountBy(mark => int.Parse(Path.GetFileName(mark).Split('-')[0], CultureInfo.InvariantCulture)).ToDictionary();
        output.WriteLine(string.Join('\n', ended.CountBy(job => $"{job.State} {job.Attempt} {job.Problem?.Message}").Select(group => $"{group.Value} x {group.Key}")));
        Assert.All(ended, job => Assert.True(job.State == JobState.Succeeded, job.Problem?.Message + killer.Errors));
        Assert.Equal(Jobs, counts.Count);
        Assert.All(counts, count => Assert.Equal(1, count.Value));
        Assert.Equal(MostKills, killer.ServersKilled);
    }

    private static async Task SubmitAsync(JobEngine engine, string effects)
    {
        for (var number = 0; number < Jobs; number++)
        {
            var spec = new JobSpec
            {
                ProcessId = "worker-once",
                Inputs = new JsonObject { ["effects"] = effects, ["number"] = number, ["time"] = 500 },
                Resources = new() { MemoryMiB = 500 },
            };
            await engine.SubmitAsync("ann", "test", spec, CancellationToken.None);
            await Task.Delay(number % 4 == 3 ? 700 : 20);
        }
    }

    /// <summary>At moments that fall before, into and after a submission.</summary>
    private async Task KillAsync(Killer killer)
    {
        for (var kill = 0; kill < MostKills; kill++)
        {
            await Task.Delay(_random.Next(300, 1500));
            await killer.KillServerAsync();
            killer.StartServer();
        }
    }

    private static async Task<IReadOnlyList<Job>> EndAsync(JobEngine engine)
    {
        var jobs = (await engine.ListAsync(new() { Owner = "ann", Limit = Jobs }, CancellationToken.None)).Jobs;
        return await Task.WhenAll(jobs.Select(job => engine.WaitAsync("ann", job.Id, Patience, CancellationToken.None)));
    }
}
