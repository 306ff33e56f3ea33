using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Graticule.EndToEnd.Faults;

/// <summary>200 jobs, while workers and the whole server are killed at random moments.</summary>
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261121;
    private const int Jobs = 200;
    private const int MostServerKills = 12;

    /// <summary>What is done to the jobs here; a job that fails for another reason has found a fault of ours.</summary>
    private static readonly string[] Reasons = ["was killed by signal 9", "The server stopped while"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-faults-").FullName;
    private readonly Random _random = new(Seed);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_job_ends_once_whatever_is_killed()
    {
        var data = new DataFolder(Path.Combine(_folder, "data"));
        var effects = Directory.CreateDirectory(Path.Combine(_folder, "effects")).FullName;
        await using var database = SqlDatabase.Open(data, Durability.Process);
        var store = new SqlJobStore(database);
        var deliveries = new SqlDeliveryStore(database);
        var engine = new JobEngine(
            store, new(FaultProcesses.All), new JobSignal(), new JobWaiters(), new AttemptStops(), FaultServer.Options, TimeProvider.System);
        var killer = new Killer(data.Root, _random);
        await using (killer)
        {
            killer.StartServer();
            var submitted = SubmitAsync(engine, effects);
            await KillAsync(killer, new SqlJobQueue(database, TimeProvider.System), submitted);
            await submitted;
        }

        var jobs = await AllAsync(engine);
        var counts = Directory.GetFiles(effects).CountBy(mark => int.Parse(Path.GetFileName(mark).Split('-')[0], CultureInfo.InvariantCulture)).ToDictionary();
        output.WriteLine($"{killer.ServersKilled} servers and {killer.WorkersKilled} workers killed");
        output.WriteLine(string.Join('\n', jobs.CountBy(job => $"{job.Spec.ProcessId} {job.State} {job.Attempt} {job.Problem?.Message}").Select(group => $"{group.Value} x {group.Key}")));
        Assert.Equal(Jobs, jobs.Count);
        Assert.Equal("", killer.Errors);
        foreach (var job in jobs)
        {
            await CheckAsync(job, counts.GetValueOrDefault(Number(job)), data, deliveries);
        }

        Assert.InRange(jobs.Count(job => job.State == JobState.Succeeded), Jobs / 2, Jobs);
        Assert.InRange(killer.ServersKilled, 5, int.MaxValue);
        Assert.InRange(killer.WorkersKilled, 10, int.MaxValue);
        await NoWorkerIsLeftAsync(killer);
        await SweepAsync(engine, store, database, data);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Work));
    }

    /// <summary>The job has ended, once, and what it left is whole.</summary>
    private static async Task CheckAsync(Job job, int effects, DataFolder data, SqlDeliveryStore deliveries)
    {
        var name = $"job {Number(job)} ({job.Spec.ProcessId}, {job.State}, attempt {job.Attempt}): {job.Problem?.Message}";
        var isRepeatable = job.Spec.ProcessId.EndsWith("-again", StringComparison.Ordinal);
        var results = Directory.Exists(Path.Combine(data.Files, "jobs", job.Id.ToString()))
            ? Directory.GetFiles(Path.Combine(data.Files, "jobs", job.Id.ToString())).Where(file => !file.EndsWith("log.jsonl", StringComparison.Ordinal)).ToList()
            : [];
        Assert.True(job.State is JobState.Succeeded or JobState.Failed, name);
        Assert.True(effects <= (isRepeatable ? FaultServer.Options.MaxAttempts : 1), $"{name}: {effects} effects");
        Assert.Single(await deliveries.ListAsync(job.Id, CancellationToken.None));
        if (job.State == JobState.Failed)
        {
            Assert.True(Reasons.Any(reason => job.Problem!.Message.Contains(reason, StringComparison.Ordinal)), name);
            Assert.True(!isRepeatable || job.Attempt == FaultServer.Options.MaxAttempts, name);
            Assert.True(results.Count == 0, $"{name}: {string.Join(' ', results)}");
            return;
        }

        Assert.True(effects >= 1, name);
        var result = job.Outputs.Single();
        if (result.FileKey is null)
        {
            Assert.Equal(Number(job), result.Value!.GetValue<int>());
        }
        else
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(data.Files, result.FileKey));
            Assert.True(content.Length == FaultProcesses.FileLength && Array.TrueForAll(content, part => part == (byte)Number(job)), name);
            Assert.Equal(result.Length, content.Length);
        }
    }

    /// <summary>Spreads the jobs over the time in which things are killed.</summary>
    private static async Task SubmitAsync(JobEngine engine, string effects)
    {
        var random = new Random(Seed + 1);
        string[] processes = ["inline-again", "inline-once", "worker-again", "worker-once", "worker-again"];
        for (var number = 0; number < Jobs; number++)
        {
            var spec = new JobSpec
            {
                ProcessId = processes[number % processes.Length],
                Inputs = new JsonObject { ["effects"] = effects, ["number"] = number, ["time"] = random.Next(10, 300) },
                Callbacks = new(new("http://127.0.0.1:9/done"), null, new("http://127.0.0.1:9/failed")),
            };
            await engine.SubmitAsync("ann", "test", spec, CancellationToken.None);
            await Task.Delay(random.Next(0, 140));
        }
    }

    private async Task KillAsync(Killer killer, SqlJobQueue queue, Task submitted)
    {
        var began = Stopwatch.GetTimestamp();
        var nextServer = TimeSpan.FromSeconds(1.5);
        while (!submitted.IsCompleted || await OpenAsync(queue) > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"{await OpenAsync(queue)} jobs are still open.\n{killer.Errors}");
            await Task.Delay(_random.Next(50, 500));
            if (killer.ServersKilled < MostServerKills)
            {
                killer.KillAWorker();
            }

            if (Stopwatch.GetElapsedTime(began) > nextServer && killer.ServersKilled < MostServerKills)
            {
                await killer.KillServerAsync();
                killer.StartServer();
                nextServer = Stopwatch.GetElapsedTime(began) + TimeSpan.FromMilliseconds(_random.Next(500, 2500));
            }
        }
    }

    private static async Task<long> OpenAsync(SqlJobQueue queue) =>
        (await queue.MeasureAsync(CancellationToken.None)).ByState.Where(state => !state.Key.IsFinal()).Sum(state => state.Value);

    private static async Task<IReadOnlyList<Job>> AllAsync(JobEngine engine) =>
        (await engine.ListAsync(new() { Owner = "ann", Limit = 1000 }, CancellationToken.None)).Jobs;

    /// <summary>A server killed between a job's end and the removal of its folder leaves that folder to the sweep.</summary>
    private static Task SweepAsync(JobEngine engine, SqlJobStore store, SqlDatabase database, DataFolder data) =>
        new Retention(
            engine, store, new SqlRetentionStore(database), new FolderFileStore(data.Files), new(data.Work), new() { LeftoverAge = TimeSpan.Zero },
            TimeProvider.System, NullLogger.Instance).SweepAsync(CancellationToken.None);

    private static async Task NoWorkerIsLeftAsync(Killer killer)
    {
        for (var tries = 0; tries < 100 && killer.Workers().Count > 0; tries++)
        {
            await Task.Delay(20);
        }

        Assert.Empty(killer.Workers());
    }

    private static int Number(Job job) => job.Spec.Inputs["number"]!.GetValue<int>();
}
