using System.Collections.Concurrent;

namespace Graticule.Jobs.Engine;

/// <summary>
/// The stop buttons of the attempts that this server has under way. By job and attempt: a job that is paused and started again has its next
/// attempt waiting while the last one is still being stopped.
/// </summary>
public sealed class AttemptStops
{
    private readonly ConcurrentDictionary<AttemptKey, CancellationTokenSource> _stops = new();

    internal void Add(AttemptKey attempt, CancellationTokenSource stop) => _stops[attempt] = stop;

    internal void Remove(AttemptKey attempt) => _stops.TryRemove(attempt, out _);

    /// <summary>Stops the job's latest attempt, if it is under way here.</summary>
    public void Stop(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        Stop(AttemptKey.Of(job));
    }

    internal void Stop(AttemptKey attempt)
    {
        if (_stops.TryGetValue(attempt, out var stop))
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The attempt ended between the look-up and the push.
            }
        }
    }
}
