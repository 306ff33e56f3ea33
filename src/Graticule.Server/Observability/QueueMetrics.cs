using System.Diagnostics.Metrics;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Observability;

/// <summary>Figures of the queue, read from the store at a scrape, at most every other second.</summary>
internal sealed class QueueMetrics(IJobQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);

    private QueueFigures _figures = new(new Dictionary<JobState, long>(), null);
    private long? _readAt;

    public void AddTo(Meter meter)
    {
        meter.CreateObservableGauge("graticule.jobs", CountByState, description: "Jobs by state, removed ones left out.");
        meter.CreateObservableGauge("graticule.queue.age", QueueAge, "s", "How long the job at the head of the queue has waited; 0 when none waits.");
    }

    /// <summary>To be called before the gauges are read.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_readAt is not { } then || clock.GetElapsedTime(then) >= ReadEvery)
        {
            _figures = await queue.MeasureAsync(cancellationToken);
            _readAt = clock.GetTimestamp();
        }
    }

    private IEnumerable<Measurement<long>> CountByState() => Enum.GetValues<JobState>().Select(state =>
        new Measurement<long>(_figures.ByState.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())));

    private double QueueAge() => _figures.OldestQueuedAt is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;
}
