using System.Runtime.ExceptionServices;

namespace Graticule.Raster.Windows;

/// <summary>Treats windows one after the other on a thread of its own, with files and buffers of its own.</summary>
internal interface IWindowWorker : IDisposable
{
    void Treat(int index, Window window);
}

/// <summary>Treats all windows of a grid with several threads. As many windows are in memory as there are threads.</summary>
internal static class ParallelWindows
{
    /// <summary>Treats each window once and returns when all threads have ended.</summary>
    /// <param name="grid">The windows.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="open">Makes the worker of a thread; called on that thread.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1, never less than before, by one thread at a time.</param>
    /// <param name="ct">Ends the work after the windows that are being treated.</param>
    /// <remarks>The first failure ends the other threads and is the one that is thrown.</remarks>
    internal static Task RunAsync(
        WindowGrid grid, int threads, Func<IWindowWorker> open, IProgress<double>? progress, CancellationToken ct) =>
        Task.Factory.StartNew(() => Run(grid, threads, open, progress, ct), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>As <see cref="RunAsync"/>; the calling thread is one of the threads.</summary>
    internal static void Run(WindowGrid grid, int threads, Func<IWindowWorker> open, IProgress<double>? progress, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var next = -1;
        var done = 0;
        Exception? failure = null;
        var gate = new Lock();

        var others = Enumerable.Range(1, Math.Max(0, Math.Min(threads, grid.Count) - 1)).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        Work();
        others.ForEach(thread => thread.Join());
        ct.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Work()
        {
            try
            {
                using var worker = open();
                while (!stop.IsCancellationRequested)
                {
                    var index = Interlocked.Increment(ref next);
                    if (index >= grid.Count)
                    {
                        return;
                    }

                    worker.Treat(index, grid[index]);
                    lock (gate)
                    {
                        progress?.Report((double)++done / grid.Count);
                    }
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
                stop.Cancel();
            }
        }
    }
}
