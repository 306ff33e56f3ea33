using System.Collections.Concurrent;

namespace Graticule.Jobs.Engine;

/// <summary>The stop buttons of the attempts that this server has under way.</summary>
public sealed class AttemptStops
{
    private readonly ConcurrentDictionary<JobId, CancellationTokenSource> _stops = new();

    public void Add(JobId id, CancellationTokenSource stop) => _stops[id] = stop;

    public void Remove(JobId id) => _stops.TryRemove(id, out _);

    public void Stop(JobId id)
    {
        if (_stops.TryGetValue(id, out var stop))
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
