using System.Globalization;
using Graticule.Jobs.Execution;

namespace Graticule.Cli.Work;

/// <summary>Tells how far a run is: to whoever looks at its output, and in the workspace's <c>progress.json</c> to the server that polls it.</summary>
internal sealed class ProgressNotes(Workspace workspace, LatestProgress progress, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>The file may lie on a file system that many nodes share.</summary>
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(500);

    private ProgressNews? _unwritten;
    private long? _writtenAt;

    /// <summary>Ends when the token fires, with a last line of output.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ShowEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await ShowAsync();
                await WriteAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over; what it said last is still worth a line.
            await ShowAsync();
        }
    }

    private async Task ShowAsync()
    {
        if (progress.Take() is { } news)
        {
            _unwritten = news;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{news.Share,6:P0} {news.Message}").TrimEnd());
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_unwritten is not { } news || (_writtenAt is { } then && clock.GetElapsedTime(then) < WriteEvery))
        {
            return;
        }

        (_unwritten, _writtenAt) = (null, clock.GetTimestamp());
        try
        {
            await workspace.WriteProgressAsync(news, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk; the work itself may still come to its end.
        }
    }
}
