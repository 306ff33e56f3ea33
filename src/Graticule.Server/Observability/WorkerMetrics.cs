using System.Diagnostics.Metrics;
using Graticule.Jobs.Execution;

namespace Graticule.Server.Observability;

/// <summary>Figures of the pool of workers on this machine.</summary>
internal static class WorkerMetrics
{
    public static void Add(Meter meter, WorkerPool pool)
    {
        meter.CreateObservableGauge("graticule.workers", () => pool.Measure().Workers, description: "Workers that are ready or running a job.");
        meter.CreateObservableGauge("graticule.workers.busy", () => pool.Measure().Running, description: "Workers that run a job.");
        meter.CreateObservableCounter("graticule.worker.restarts", () => pool.Measure().Restarts, description: "Workers started in place of one that died or was killed.");
        meter.CreateObservableCounter("graticule.worker.lost_jobs", () => pool.Measure().Lost, description: "Attempts whose worker died or was killed.");
    }
}
