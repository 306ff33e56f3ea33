using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>Tries again what a network or a busy server prevented.</summary>
/// <param name="most">Attempts without any progress, until it is given up.</param>
internal sealed class Attempts(int most)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private int _left = most;

    /// <summary>There was progress: failures are counted anew.</summary>
    public void Reset() => _left = most;

    /// <returns>Whether to try again; waits before, longer each time.</returns>
    public async Task<bool> WaitAsync(Exception fault, CancellationToken cancellationToken)
    {
        if (!IsPassing(fault) || cancellationToken.IsCancellationRequested || --_left <= 0)
        {
            return false;
        }

        await Task.Delay(FirstPause * Math.Pow(2, most - _left - 1), cancellationToken);
        return true;
    }

    private static bool IsPassing(Exception fault) => fault switch
    {
        ProblemException { Problem.Kind: ProblemKind.Unavailable } => true,
        HttpRequestException or HttpIOException or TimeoutException => true,
        IOException { InnerException: System.Net.Sockets.SocketException } => true,
        _ => false,
    };
}
