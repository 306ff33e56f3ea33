using System.Diagnostics.Metrics;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;
using Graticule.Server.Callbacks;
using Graticule.Server.Dialects;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>Everything one server is made of, made in the order of use and closed in the other.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly SqlDatabase _database;
    private readonly InputFetcher _fetcher;
    private readonly HttpClient _callbackHttp;
    private readonly Meter _meter;

    public ServerParts(ServerOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken stopping)
    {
        Directory.CreateDirectory(options.Data.Root);
        _database = SqlDatabase.Open(options.Data);
        var jobs = new SqlJobStore(_database);
        var queue = new SqlJobQueue(_database, clock);
        var deliveries = new SqlDeliveryStore(_database);

        Catalog = new([]);
        var signal = new JobSignal();
        var waiters = new JobWaiters();
        var stops = new AttemptStops();
        var engineOptions = new EngineOptions();
        Engine = new(jobs, Catalog, signal, waiters, stops, engineOptions, clock);
        _fetcher = new(options.Fetch, options.Data.Cache, clock);

        Dialects = [];

        _callbackHttp = GuardedHttp.Open(options.Fetch);
        var post = new CallbackPost(_callbackHttp, options.Fetch, CallbackKey.ReadOrMake(options.Data.CallbackKey), clock);
        var news = new JobDeliveries(jobs, deliveries, (job, kind) => Dialects.FirstOrDefault(dialect => dialect.Name == job.Dialect)?.WriteNews(job, kind), post, clock);
        var callbacks = new CallbackLoop(deliveries, news, clock, logs.CreateLogger<CallbackLoop>());
        Loops = [new("callbacks", callbacks.RunAsync, logs.CreateLogger<BackgroundLoop>())];

        Authentication = new(new(new SqlKeyStore(_database), clock), isOpen: options.Access == AccessMode.Open);
        _meter = new(new MeterOptions("Graticule.Server") { Scope = this });
        Recorder = new(scope: this);
        Requests = new(_meter, logs.CreateLogger<RequestMetrics>(), options.LogRequests);
        Queue = new(queue, clock);
        Queue.AddTo(_meter);
        ProcessMetrics.Add(_meter);
        Readiness = new(
            [Checks.Store(queue), Checks.Disk(options.Data, options.MinFreeBytes), .. Loops.Select(Checks.Loop), Checks.Stopping(stopping)], clock);
    }

    public ProcessCatalog Catalog { get; }

    public JobEngine Engine { get; }

    public IReadOnlyList<IDialect> Dialects { get; }

    /// <summary>In the order in which they start; they stop in the other.</summary>
    public IReadOnlyList<BackgroundLoop> Loops { get; }

    public Authentication Authentication { get; }

    public RequestMetrics Requests { get; }

    public MetricRecorder Recorder { get; }

    public QueueMetrics Queue { get; }

    public Readiness Readiness { get; }

    public async ValueTask DisposeAsync()
    {
        Readiness.Dispose();
        Recorder.Dispose();
        _meter.Dispose();
        _callbackHttp.Dispose();
        _fetcher.Dispose();
        await _database.DisposeAsync();
    }
}
