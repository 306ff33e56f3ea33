using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Execution;
using Graticule.Tests.Jobs.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>All of a server but its HTTP: real database, real files, real worker processes.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SqlDatabase _database;
    private Task _loop = Task.CompletedTask;

    private TestServer(TemporaryFolder folder, int workers, EngineOptions? options, RetentionOptions? retention, SlurmOptions? slurm)
    {
        _folder = folder;
        options ??= new();
        var data = Data;
        _database = SqlDatabase.Open(data, Durability.Process);
        Store = new SqlJobStore(_database);
        Moody = new(Store);
        Queue = new SqlJobQueue(_database, Clock);
        MoodyQueue = new(Queue);
        Deliveries = new SqlDeliveryStore(_database);
        Retained = new SqlRetentionStore(_database);
        Files = new FolderFileStore(data.Files);
        Workspaces = new(data.Work);
        Logs = new(Workspaces, Files);
        var catalog = new ProcessCatalog(TestProcesses.All);
        var signal = new JobSignal();
        var stops = new AttemptStops();
        Engine = new(Moody, catalog, signal, new JobWaiters(), stops, options, Clock);
        Pool = new(
            new() { Program = WorkerProgram.Command.Program, Arguments = WorkerProgram.Command.Arguments, Workers = workers, Cores = 4 },
            signal.Set, TimeProvider.System, NullLogger.Instance);
        Slurm = slurm is null ? null : new(slurm, new(slurm, TimeProvider.System), signal.Set, TimeProvider.System, NullLogger.Instance);
        IExecutor[] executors = Slurm is null ? [Pool] : [Slurm, Pool];
        Scheduler = new(
            Engine, MoodyQueue, catalog, executors, Workspaces, Files, Staging, signal, stops, options, Clock, NullLogger.Instance);
        Retention = new(Engine, Store, Retained, Files, Workspaces, retention ?? new(), Clock, NullLogger.Instance);
    }

    public DataFolder Data => new(_folder.Path);

    public SqlJobStore Store { get; }

    /// <summary>What the engine sees of the store.</summary>
    public MoodyStore Moody { get; }

    /// <summary>What the scheduler sees of the queue.</summary>
    public MoodyQueue MoodyQueue { get; }

    public LeapClock Clock { get; } = new();

    public Retention Retention { get; }

    public SqlJobQueue Queue { get; }

    public SqlDeliveryStore Deliveries { get; }

    public SqlRetentionStore Retained { get; }

    public FolderFileStore Files { get; }

    public WorkspaceFolder Workspaces { get; }

    public JobLogs Logs { get; }

    public JobEngine Engine { get; }

    public WorkerPool Pool { get; }

    public SlurmExecutor? Slurm { get; }

    public PlainStaging Staging { get; } = new();

    private JobScheduler Scheduler { get; }

    public static TestServer Open(
        int workers = 1, EngineOptions? options = null, RetentionOptions? retention = null, SlurmOptions? slurm = null) =>
        new(new(), workers, options, retention, slurm);

    /// <summary>The next run of a server on the same data; this one is closed.</summary>
    public async Task<TestServer> ReopenAsync(EngineOptions? options = null, SlurmOptions? slurm = null)
    {
        await CloseAsync();
        return new(_folder, workers: 1, options, retention: null, slurm);
    }

    /// <summary>Another server on the same data, as several servers share one database. To be closed before this one.</summary>
    public TestServer OpenBeside(EngineOptions options) => new(_folder, workers: 1, options, retention: null, slurm: null);

    /// <summary>Starts the workers and the loop.</summary>
    public TestServer Start()
    {
        Pool.Start();
        _loop = Task.Run(() => Scheduler.RunAsync(_stopping.Token), CancellationToken.None);
        return this;
    }

    public Task<Job> SubmitAsync(string process, JsonNode? value = null, Resources? resources = null) =>
        Engine.SubmitAsync("ann", "test", new() { ProcessId = process, Inputs = Inputs(value), Resources = resources ?? Resources.Default }, CancellationToken.None);

    /// <summary>The job when it has ended; as it stands after 20 s.</summary>
    public Task<Job> EndOfAsync(Job job) => Engine.WaitAsync("ann", job.Id, TimeSpan.FromMinutes(2), CancellationToken.None);

    public async Task<Job> RunAsync(string process, JsonNode? value = null, Resources? resources = null) =>
        await EndOfAsync(await SubmitAsync(process, value, resources));

    /// <summary>Waits until the job says something that contains these words; the line's message.</summary>
    public async Task<string> SaidAsync(Job job, string words)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            var lines = await Logs.ReadAsync(job, 0, CancellationToken.None);
            if (lines.FirstOrDefault(line => line.Message.Contains(words, StringComparison.Ordinal)) is { } line)
            {
                return line.Message;
            }

            await Task.Delay(20, CancellationToken.None);
        }

        throw new TimeoutException($"The job never said '{words}'.");
    }

    /// <summary>Ends the loop as a server that stops does.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    /// <summary>Ends it and leaves the data.</summary>
    public async Task CloseAsync()
    {
        await StopAsync();
        await Pool.DisposeAsync();
        await (Slurm?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _database.DisposeAsync();
        _stopping.Dispose();
    }

    private static JsonObject Inputs(JsonNode? value) => value is null ? [] : new() { ["value"] = value };
}
