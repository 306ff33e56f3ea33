namespace Graticule.Jobs.Execution;

/// <summary>Looks at the workers ten times a second, and says which ones are over a limit.</summary>
internal sealed class PoolWatch(TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks between two searches for descendants, which cost more than a look.</summary>
    private const int LooksPerSearch = 5;

    private long _looks;

    public async Task RunAsync(Action<PoolWatch> look, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                _looks++;
                look(this);
            }
        }
        catch (OperationCanceledException)
        {
            // The pool closes.
        }
    }

    /// <summary>Why this worker must be killed; null if it need not be.</summary>
    public Loss? Judge(PoolWorker worker, int idleMemoryMiB)
    {
        var searches = _looks % LooksPerSearch == 0;
        if (worker.Current is not { } order)
        {
            if (searches)
            {
                var before = worker.Resident;
                worker.Resident = LinuxProcess.ResidentBytes([worker.Identity.Id]);

                // Twice in a row: the worker has had the time to give back what the last job used.
                return Math.Min(before, worker.Resident) >> 20 > idleMemoryMiB ? WorkerLoss.Replaced : null;
            }

            return null;
        }

        worker.Members = searches ? worker.Identity.WithDescendants() : worker.Members;
        worker.Resident = LinuxProcess.ResidentBytes(worker.Members);
        var ran = clock.GetElapsedTime(order.StartedAt);
        if (worker.Resident >> 20 > order.Limits.MemoryMiB)
        {
            return WorkerLoss.OverMemory(worker.Resident, order.Limits.MemoryMiB);
        }

        return ran > order.Limits.WallTime ? WorkerLoss.OverTime(ran, order.Limits.WallTime) : null;
    }
}
