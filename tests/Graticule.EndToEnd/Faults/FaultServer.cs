using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.EndToEnd.Faults;

/// <summary>Store, scheduler and workers as a server composes them; runs until it is killed.</summary>
internal static class FaultServer
{
    public static readonly EngineOptions Options = new() { LookEvery = TimeSpan.FromMilliseconds(100), ProgressEvery = TimeSpan.FromMilliseconds(50) };

    public static async Task RunAsync(string folder, ProcessCatalog catalog, string? slurmConfiguration)
    {
        var options = Options with { Executor = slurmConfiguration is null ? "local" : "slurm" };
        var data = new DataFolder(folder);
        await using var database = SqlDatabase.Open(data, Durability.Process);
        var files = new FolderFileStore(data.Files);
        var signal = new JobSignal();
        var stops = new AttemptStops();
        var engine = new JobEngine(new SqlJobStore(database), catalog, signal, new JobWaiters(), stops, options, TimeProvider.System);
        var pool = new WorkerPoolOptions { Program = "dotnet", Arguments = FaultProgram.Command("work"), Workers = 3 };
        await using var workers = new WorkerPool(pool, signal.Set, TimeProvider.System, new StandardError());
        workers.Start();
        var slurm = new SlurmOptions
        {
            Program = "dotnet",
            Arguments = FaultProgram.Command("run"),
            Configuration = slurmConfiguration,
            PollEvery = TimeSpan.FromSeconds(0.3),
        };
        await using var cluster = new SlurmExecutor(slurm, new(slurm, TimeProvider.System), signal.Set, TimeProvider.System, new StandardError());
        IExecutor[] executors = slurmConfiguration is null ? [workers] : [workers, cluster];
        var scheduler = new JobScheduler(
            engine, new SqlJobQueue(database, TimeProvider.System), catalog, executors, new(data.Work), files, new NothingToStage(), signal, stops, options,
            TimeProvider.System, new StandardError());
        await scheduler.RunAsync(CancellationToken.None);
    }

    private sealed class NothingToStage : IInputStaging
    {
        public Task<JsonObject> StageAsync(Job job, ProcessDescription process, string folder, CancellationToken cancellationToken) =>
            Task.FromResult(job.Spec.Inputs);
    }

    /// <summary>Errors and warnings, for whoever looks into a failed test.</summary>
    private sealed class StandardError : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel >= Microsoft.Extensions.Logging.LogLevel.Error;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Console.Error.WriteLine($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
