using System.Text.Json.Nodes;
using Graticule.Analysis;
using Graticule.Analysis.Change.Store;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Observations;
using Graticule.Server.Access;
using Graticule.Server.Callbacks;
using Graticule.Server.Dialects;
using Graticule.Server.Dialects.Cdms;
using Graticule.Server.Dialects.Hpc;
using Graticule.Server.Dialects.Lcmap;
using Graticule.Server.Dialects.Lcmap.Cql;
using Graticule.Server.Dialects.OgcProcesses;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Server.Dialects.OpenEo.Early;
using Graticule.Server.Dialects.OpenEo.Early.Rest;
using Graticule.Server.Maps;

namespace Graticule.Server.Hosting;

/// <summary>Everything one server is made of, made in the order of use and closed in the other.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly SqlDatabase _database;
    private readonly InputFetcher _fetcher;
    private readonly PackageParts _packages;
    private readonly WorkerPool _pool;
    private readonly SlurmExecutor? _slurm;
    private readonly HttpClient _callbackHttp;
    private readonly RenderClient _renderer;
    private readonly AccessParts _access;
    private readonly IChipStore _chips;
    private readonly CqlListener? _cql;
    private readonly HpcParts _hpc;

    public ServerParts(ServerOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken stopping)
    {
        // What outlives the server.
        var data = options.Data;
        _lock = DataFolderLock.Take(data);
        _database = SqlDatabase.Open(data);
        _chips = ChipStores.Open(data.Change, options.ChangeStore);
        var (jobs, queue, deliveries) = (new SqlJobStore(_database), new SqlJobQueue(_database, clock), new SqlDeliveryStore(_database));
        Keys = new SqlKeyStore(_database);
        Files = new FolderFileStore(data.Files);
        Datasets = new(data.Observations);
        var workspaces = new WorkspaceFolder(data.Work);

        // The engine, and what runs jobs.
        var processes = new SqlProcessStore(_database);
        var catalog = new ProcessCatalog(BuiltIn.Processes, BuiltIn.Loaders, processes);
        var (signal, stops, waiters) = (new JobSignal(), new AttemptStops(), new JobWaiters());
        var engineOptions = OptionsOfEngine(options);
        var engine = new JobEngine(jobs, catalog, signal, waiters, stops, engineOptions, clock);
        _fetcher = new(options.Fetch, data.Cache, clock);
        _pool = new(new() { Program = options.WorkerProgram, Workers = options.Workers }, signal.Set, clock, logs.CreateLogger<WorkerPool>());
        var cluster = options.Slurm is { } slurm ? new SlurmCluster(slurm, clock) : null;
        _slurm = cluster is null ? null : new(options.Slurm!, cluster, signal.Set, clock, logs.CreateLogger<SlurmExecutor>());
        var scheduler = new JobScheduler(
            engine, queue, catalog, _slurm is null ? [_pool] : [_pool, _slurm], workspaces, Files, new InputStaging(Files, _fetcher), signal, stops,
            engineOptions, clock, logs.CreateLogger<JobScheduler>());
        var retention = new Retention(
            engine, jobs, new SqlRetentionStore(_database), Files, workspaces, options.Retention, clock, logs.CreateLogger<Retention>());

        // What users deploy.
        _packages = new(options, catalog, processes, clock);

        // What draws, in a process of its own.
        _renderer = new(new() { Program = options.WorkerProgram }, clock, logs.CreateLogger<RenderClient>());

        // The public APIs, the maps that they link to, and who may use them.
        _access = new(options, Keys, clock, logs);
        Maps = new(_renderer, Files, MapKey.ReadOrMake(data.MapKey), data.Coverages, new(), clock, new GraphLayers().StateOf);
        var jobLogs = new JobLogs(workspaces, Files);
        Ogc = new(
            engine, catalog, _packages.Deployments, _packages.Reader, Files, jobLogs, deliveries, Maps.Links, _access.SignIn, OptionsOfOgc(options),
            logs.CreateLogger<OgcDialect>());
        var openEo = OpenEoComposition.PartsOf(options, _database, engine, catalog, Files, jobLogs, _access.Keys, Maps.Links, clock);
        (OpenEo, EarlyOpenEo) = (new(openEo, logs.CreateLogger<OpenEoDialect>()), new(openEo, logs.CreateLogger<EarlyDialect>()));
        RestOpenEo = new(openEo, logs.CreateLogger<RestApi>());
        Cdms = CdmsComposition.Make(options, engine, Files, Datasets, clock, logs);
        Lcmap = LcmapComposition.Make(options, engine, waiters, Files, _chips, clock, logs);
        _hpc = HpcComposition.PartsOf(options, _database, engine, waiters, Files, clock);
        Hpc = HpcComposition.Make(_hpc, logs);

        // News for callers' addresses.
        _callbackHttp = GuardedHttp.Open(options.Fetch);
        var news = new JobDeliveries(jobs, deliveries, WriteNewsAsync, new(_callbackHttp, options.Fetch, CallbackKey.ReadOrMake(data.CallbackKey), clock), clock);

        _cql = CqlComposition.Make(options, _chips, _access.Gate, logs);
        Loops =
        [
            .. LoopsOf(scheduler, retention, new(deliveries, news, clock, logs.CreateLogger<CallbackLoop>()), logs), .. OtherLoops(options, clock, logs),
        ];
        var checks = Loops.Select(Checks.Loop).Append(Checks.Stopping(stopping)).Concat(Checks.Cluster(cluster, isNeeded: options.Executor == "slurm"));
        Operator = new(options, queue, _pool, checks, clock, logs);
    }

    public SqlKeyStore Keys { get; }

    /// <summary>The registered data sets of observations.</summary>
    public DatasetCatalog Datasets { get; }

    public FolderFileStore Files { get; }

    public MapServices Maps { get; }

    public OgcDialect Ogc { get; }

    public OpenEoDialect OpenEo { get; }

    public EarlyDialect EarlyOpenEo { get; }

    public RestApi RestOpenEo { get; }

    public CdmsDialect Cdms { get; }

    public LcmapDialect Lcmap { get; }

    public HpcDialect Hpc { get; }

    public AccessGate Gate => _access.Gate;

    /// <summary>In the order in which they start; they stop in the other.</summary>
    public IReadOnlyList<BackgroundLoop> Loops { get; }

    public OperatorParts Operator { get; }

    private static IEnumerable<BackgroundLoop> LoopsOf(JobScheduler scheduler, Retention retention, CallbackLoop callbacks, ILoggerFactory logs) =>
    [
        new("scheduler", scheduler.RunAsync, logs.CreateLogger<BackgroundLoop>()),
        new("retention", retention.RunAsync, logs.CreateLogger<BackgroundLoop>()),
        new("callbacks", callbacks.RunAsync, logs.CreateLogger<BackgroundLoop>()),
    ];

    /// <summary>Those that data and dialects bring.</summary>
    private IEnumerable<BackgroundLoop> OtherLoops(ServerOptions options, TimeProvider clock, ILoggerFactory logs) =>
    [
        .. ObservationParts.LoopsOf(options, clock, logs), .. ArdParts.LoopsOf(options, clock, logs), .. LcmapComposition.LoopsOf(Lcmap, logs),
        .. CqlComposition.LoopsOf(_cql, logs), .. HpcComposition.LoopsOf(_hpc, logs),
    ];

    private async Task<byte[]?> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        ((IDialect[])[Ogc, OpenEo, EarlyOpenEo, Cdms, Lcmap, Hpc]).FirstOrDefault(dialect => dialect.Name == job.Dialect) is { } dialect ? await dialect.WriteNewsAsync(job, news, cancellationToken) : null;

    /// <summary>Where the server listens besides HTTP; known once it has started.</summary>
    public IEnumerable<string> OtherAddresses => _cql?.Addresses ?? [];

    /// <summary>Puts down what must be there before the first request.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => HpcComposition.SeedAsync(_hpc, cancellationToken);

    /// <exception cref="ProblemException">Unavailable when a port is in use.</exception>
    public void Start()
    {
        _cql?.Open();
        _pool.Start();
        foreach (var loop in Loops)
        {
            loop.Start();
        }
    }

    /// <summary>Stops the loops, kills what workers still run (the next start finds those jobs by their leases), and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in Loops.Reverse())
        {
            await loop.DisposeAsync();
        }

        _cql?.Dispose();
        await _renderer.DisposeAsync();
        await _pool.DisposeAsync();
        await (_slurm?.DisposeAsync() ?? ValueTask.CompletedTask);
        Operator.Dispose();
        _callbackHttp.Dispose();
        _access.Dispose();
        _packages.Dispose();
        _fetcher.Dispose();
        await _chips.DisposeAsync();
        await _database.DisposeAsync();
        _lock.Dispose();
    }

    private static EngineOptions OptionsOfEngine(ServerOptions options) => new()
    {
        Executor = options.Executor,
        Executors = options.Slurm is null ? ["local"] : ["local", "slurm"],
        KeepBytes = options.KeepBytes,
        KeepAfter = options.KeepAfter,
        PackageSettings = options.Packages.Write(),
        ProcessSettings = new Dictionary<string, JsonObject>(
            OpenEoComposition.SettingsOf(options).Concat(ObservationParts.SettingsOf(options)).Concat(ChangeParts.SettingsOf(options)).Concat(HpcComposition.SettingsOf(options)),
            StringComparer.Ordinal),
    };

    private static OgcOptions OptionsOfOgc(ServerOptions options) => new()
    {
        NeedsKey = options.Access is AccessMode.Keys or AccessMode.Token || options is { Access: AccessMode.Mixed, Anonymous: AnonymousAccess.None },
        MaxRequestLength = options.MaxRequestBytes,
        MaxUploadLength = options.MaxUploadBytes,
    };
}
