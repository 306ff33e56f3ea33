using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Engine;

/// <summary>Repeats one turn until it is stopped. A turn that fails is made again after a pause, which grows while turns go on failing.</summary>
internal sealed class TurnLoop(string name, Func<CancellationToken, Task> turn, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Ends when the token fires; throws nothing.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await turn(stopping);
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                pause = pause * 2 < LongestPause ? (pause * 2) + FirstPause : LongestPause;
                log.LogError(exception, "The {Name} could not do its turn; the next one is in {Pause}.", name, pause);
                await PauseAsync(pause, stopping);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }
}
