using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Graticule.Jobs.Engine;

/// <summary>Parts of this server that wait for the ends of jobs. A hint: what ended at another server is found by looking into the store.</summary>
public sealed class JobWaiters
{
    /// <summary>Ends that nobody has taken yet; later ones push out earlier ones, which are found by looking.</summary>
    private const int MostUntaken = 16_384;

    private readonly ConcurrentDictionary<JobId, List<Wait>> _waits = new();
    private readonly ConcurrentDictionary<string, Channel<Job>> _ends = new(StringComparer.Ordinal);

    /// <summary>
    /// The jobs of a dialect that end from now on, for one reader. What ended while nobody ran, or at another server, is not among them: the
    /// reader keeps a list of its own of what it waits for, and looks at its start and now and then.
    /// </summary>
    public ChannelReader<Job> EndsOf(string dialect) =>
        _ends.GetOrAdd(dialect, _ => Channel.CreateBounded<Job>(new BoundedChannelOptions(MostUntaken) { FullMode = BoundedChannelFullMode.DropOldest })).Reader;

    public Wait Watch(JobId id)
    {
        var wait = new Wait(this, id);
        while (true)
        {
            var waits = _waits.GetOrAdd(id, _ => []);
            lock (waits)
            {
                waits.Add(wait);
            }

            // A list that was taken out between the two steps hears of nothing.
            if (_waits.TryGetValue(id, out var present) && ReferenceEquals(present, waits))
            {
                return wait;
            }
        }
    }

    internal void Tell(Job job)
    {
        if (!job.State.IsFinal())
        {
            return;
        }

        if (_ends.TryGetValue(job.Dialect, out var ends))
        {
            ends.Writer.TryWrite(job);
        }

        if (_waits.TryRemove(job.Id, out var waits))
        {
            lock (waits)
            {
                waits.ForEach(wait => wait.Wake(job));
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
        private readonly TaskCompletionSource<Job> _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The job as it was saved when it ended; null after the limit, when it is time to look into the store.</summary>
        public async Task<Job?> WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
        {
            try
            {
                return await _woken.Task.WaitAsync(limit, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        public void Dispose() => waiters.Leave(id, this);

        internal void Wake(Job ended) => _woken.TrySetResult(ended);
    }
}
