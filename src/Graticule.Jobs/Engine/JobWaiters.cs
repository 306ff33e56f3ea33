using System.Collections.Concurrent;

namespace Graticule.Jobs.Engine;

/// <summary>Requests of this server that wait for the end of a job. A hint: whoever wakes reads the store.</summary>
public sealed class JobWaiters
{
    private readonly ConcurrentDictionary<JobId, List<Wait>> _waits = new();

    public Wait Watch(JobId id)
    {
        var wait = new Wait(this, id);
        var waits = _waits.GetOrAdd(id, _ => []);
        lock (waits)
        {
            waits.Add(wait);
        }

        // The list may have been taken out between the two steps; putting it back is harmless.
        _waits.TryAdd(id, waits);
        return wait;
    }

    internal void Tell(Job job)
    {
        if (job.State.IsFinal() && _waits.TryRemove(job.Id, out var waits))
        {
            lock (waits)
            {
                waits.ForEach(wait => wait.Wake());
            }
        }
    }

    private void Leave(JobId id, Wait wait)
    {
        if (_waits.TryGetValue(id, out var waits))
        {
            lock (waits)
            {
                waits.Remove(wait);
                if (waits.Count == 0)
                {
                    _waits.TryRemove(KeyValuePair.Create(id, waits));
                }
            }
        }
    }

    public sealed class Wait(JobWaiters waiters, JobId id) : IDisposable
    {
        private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the job has ended, or after the limit.</summary>
        public async Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
        {
            try
            {
                await _woken.Task.WaitAsync(limit, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Time to look into the store.
            }
        }

        public void Dispose() => waiters.Leave(id, this);

        internal void Wake() => _woken.TrySetResult();
    }
}
