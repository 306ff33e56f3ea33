using System.Diagnostics.Metrics;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Storage;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>What the operator sees of a server: its metrics and its readiness.</summary>
internal sealed class OperatorParts : IDisposable
{
    private readonly Meter _meter;

    public OperatorParts(ServerOptions options, IJobQueue queue, WorkerPool pool, IEnumerable<HealthCheck> checks, TimeProvider clock, ILoggerFactory logs)
    {
        _meter = new(new MeterOptions("Graticule.Server") { Scope = this });
        Recorder = new(scope: this);
        Requests = new(_meter, logs.CreateLogger<RequestMetrics>(), options.LogRequests);
        Queue = new(queue, clock);
        Queue.AddTo(_meter);
        WorkerMetrics.Add(_meter, pool);
        ProcessMetrics.Add(_meter);
        Readiness = new([Checks.Store(queue), Checks.Disk(options.Data, options.MinFreeBytes), Checks.Workers(pool), .. checks], clock);
    }

    public RequestMetrics Requests { get; }

    public MetricRecorder Recorder { get; }

    public QueueMetrics Queue { get; }

    public Readiness Readiness { get; }

    public void Dispose()
    {
        Readiness.Dispose();
        Recorder.Dispose();
        _meter.Dispose();
    }
}
