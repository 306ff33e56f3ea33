using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Benchmarks;

/// <summary>
/// Jobs through the engine and a Slurm cluster of this machine, from the first submission to the last recorded end: as arrays, and with an
/// sbatch for each. Floor: one <c>sbatch --array</c> of as many tasks, until squeue knows no task that has not ended. The program of a
/// job writes a report and nothing else, so that what is measured is the way there and back.
/// </summary>
internal static class SlurmBench
{
    private const int Count = 200;

    private const string Worker = """echo '{"outputs":[]}' > "$2/report.part" && mv "$2/report.part" "$2/report.json" """;

    public static async Task RunAsync(Report report)
    {
        if (!Command.Exists("/usr/sbin/slurmctld") || !Command.Exists("/usr/sbin/slurmd"))
        {
            report.Say("left out: Slurm is not installed (packages slurmctld, slurmd, slurm-client, munge)");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("graticule-bench").FullName;
        var cluster = Path.Combine(folder, "slurm");
        await Command.MeasureAsync("eng/slurm-single-node.sh", ["up", cluster]);
        try
        {
            var configuration = Path.Combine(cluster, "slurm.conf");
            List<double> arrays = [], singles = [], floors = [];
            for (var round = 0; round < 3; round++)
            {
                floors.Add(await FloorAsync(configuration));
                arrays.Add(await EngineAsync(Path.Combine(folder, $"arrays{round}"), configuration, maxArray: 500));
                singles.Add(await EngineAsync(Path.Combine(folder, $"singles{round}"), configuration, maxArray: 1));
            }

            var (array, single, floor) = (Count / Report.Median(arrays), Count / Report.Median(singles), Count / Report.Median(floors));
            report.Say(string.Create(CultureInfo.InvariantCulture, $"jobs/s, {Count} jobs: {array:0.0} as arrays, {single:0.0} with an sbatch each, {floor:0.0} bare sbatch --array"));
            report.Ratio("bare sbatch --array / as arrays, jobs per second", floor / array, atMost: 1.5);
            report.Ratio("an sbatch each / as arrays, jobs per second", single / array, atMost: 1.1);
        }
        finally
        {
            await Command.MeasureAsync("eng/slurm-single-node.sh", ["down", cluster]);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Seconds.</summary>
    private static async Task<double> FloorAsync(string configuration)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["SLURM_CONF"] = configuration };
        var started = Stopwatch.GetTimestamp();
        string[] arguments = ["--parsable", $"--array=0-{Count - 1}", "--mem=2048M", "--time=60", "--output=/dev/null", "--wrap=true"];
        var job = (await Command.MeasureAsync("sbatch", arguments, environment)).Output.Trim();
        while ((await Command.MeasureAsync("squeue", ["--noheader", $"--jobs={job}"], environment)).Output.Trim().Length > 0)
        {
            await Task.Delay(100);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Seconds.</summary>
    private static async Task<double> EngineAsync(string folder, string configuration, int maxArray)
    {
        var (data, clock, log) = (new DataFolder(folder), TimeProvider.System, NullLogger.Instance);
        Directory.CreateDirectory(folder);
        await using var database = SqlDatabase.Open(data);
        var files = new FolderFileStore(data.Files);
        var catalog = new ProcessCatalog([new NothingProcess()], [], store: null);
        var (signal, stops) = (new JobSignal(), new AttemptStops());
        var options = new EngineOptions { Executor = "slurm", Executors = ["slurm"] };
        var engine = new JobEngine(new SqlJobStore(database), catalog, signal, new JobWaiters(), stops, options, clock);
        var slurm = new SlurmOptions { Program = "/bin/bash", Arguments = ["-c", Worker], MaxJobs = Count, MaxArray = maxArray, Configuration = configuration };
        await using var executor = new SlurmExecutor(slurm, new(slurm, clock), signal.Set, clock, log);
        using var fetcher = new InputFetcher(new(), data.Cache, clock);
        var scheduler = new JobScheduler(
            engine, new SqlJobQueue(database, clock), catalog, [executor], new(data.Work), files, new InputStaging(files, fetcher), signal, stops, options, clock, log);
        using var stop = new CancellationTokenSource();
        var running = scheduler.RunAsync(stop.Token);

        var started = Stopwatch.GetTimestamp();
        var jobs = await Task.WhenAll(Enumerable.Range(0, Count).Select(number =>
            engine.SubmitAsync("bench", "bench", new() { ProcessId = "nothing", Inputs = new() { ["number"] = JsonValue.Create(number) } }, CancellationToken.None)));
        var ended = await Task.WhenAll(jobs.Select(job => engine.WaitAsync("bench", job.Id, TimeSpan.FromMinutes(5), CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        await running;
        return ended.All(job => job.State == JobState.Succeeded) ? seconds : throw new InvalidOperationException($"Failed: {ended.First(job => job.State != JobState.Succeeded)}");
    }
}
