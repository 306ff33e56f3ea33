using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Graticule.Server.Observability;

/// <summary>Figures of this process, under the names that Prometheus's own clients use where there are such.</summary>
internal static class ProcessMetrics
{
    public static void Add(Meter meter)
    {
        using var self = Process.GetCurrentProcess();
        var startedAt = new DateTimeOffset(self.StartTime.ToUniversalTime());
        var started = Stopwatch.GetTimestamp();
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Memory of this process that is in RAM.");
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time used, user and system.");
        meter.CreateObservableGauge("process.start_time", () => startedAt.ToUnixTimeMilliseconds() / 1000.0, "s", "When this process began, in seconds since 1970.");
        meter.CreateObservableGauge("graticule.uptime", () => Stopwatch.GetElapsedTime(started).TotalSeconds, "s", "How long this server has run.");
        meter.CreateObservableGauge("dotnet.gc.heap", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed memory in use.");
        meter.CreateObservableCounter("dotnet.gc.collections", Collections, description: "Garbage collections by generation.");
        meter.CreateObservableGauge("dotnet.threadpool.threads", () => ThreadPool.ThreadCount, description: "Threads of the pool.");
        meter.CreateObservableGauge("dotnet.threadpool.queue", () => ThreadPool.PendingWorkItemCount, description: "Work items that wait for a thread.");
    }

    private static IEnumerable<Measurement<int>> Collections()
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            yield return new(GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation));
        }
    }
}
