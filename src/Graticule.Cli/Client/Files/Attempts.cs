using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>Tries again what a network or a busy server prevented.</summary>
/// <param name="most">Attempts without any progress, until it is given up.</param>
internal sealed class Attempts(int most)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private int _failed;

    /// <summary>There was progress: failures are counted anew.</summary>
    public void Reset() => _failed = 0;

    /// <summary>Whether to try again after this.</summary>
    public bool Allow(Exception fault) => _failed < most - 1 && IsPassing(fault);

    /// <summary>Counts a failure and waits, longer each time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(FirstPause * Math.Pow(2, _failed++), cancellationToken);

    private static bool IsPassing(Exception fault) => fault switch
    {
        // That of an upload: what the server has is asked anew.
        ProblemException { Problem.Kind: ProblemKind.Unavailable or ProblemKind.Conflict } => true,
        HttpRequestException or HttpIOException or TimeoutException => true,
        IOException { InnerException: System.Net.Sockets.SocketException } => true,
        _ => false,
    };
}
