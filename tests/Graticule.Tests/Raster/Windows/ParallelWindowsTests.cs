using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Windows;

public sealed class ParallelWindowsTests
{
    private static readonly WindowGrid Grid = new(100, 100, 10, 10);

    [Fact]
    public async Task Each_window_is_treated_once_and_progress_ends_at_one()
    {
        var hits = new int[Grid.Count];
        var shares = new List<double>();

        await ParallelWindows.RunAsync(Grid, 4, () => new Worker(i => Interlocked.Increment(ref hits[i])), new Listener(shares.Add), default);

        Assert.All(hits, hit => Assert.Equal(1, hit));
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
        Assert.Equal(Grid.Count, shares.Count);
    }

    [Fact]
    public async Task The_first_failure_ends_the_work_and_is_thrown()
    {
        var treated = 0;

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ParallelWindows.RunAsync(
            Grid,
            1,
            () => new Worker(i => _ = Interlocked.Increment(ref treated) == 5 ? throw new InvalidDataException("five") : 0),
            null,
            default));

        Assert.Equal("five", error.Message);
        Assert.Equal(5, treated);
    }

    [Fact]
    public async Task Cancelling_ends_the_work_between_windows_and_closes_every_worker()
    {
        using var cancel = new CancellationTokenSource();
        var treated = 0;
        var open = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ParallelWindows.RunAsync(
            Grid,
            1,
            () =>
            {
                Interlocked.Increment(ref open);
                return new Worker(
                    _ =>
                    {
                        if (Interlocked.Increment(ref treated) == 10)
                        {
                            cancel.Cancel();
                        }
                    },
                    () => Interlocked.Decrement(ref open));
            },
            null,
            cancel.Token));

        Assert.Equal(10, treated);
        Assert.Equal(0, open);
    }

    private sealed class Worker(Action<int> treat, Action? close = null) : IWindowWorker
    {
        public void Treat(int index, Window window) => treat(index);

        public void Dispose() => close?.Invoke();
    }

    private sealed class Listener(Action<double> listen) : IProgress<double>
    {
        public void Report(double value) => listen(value);
    }
}
