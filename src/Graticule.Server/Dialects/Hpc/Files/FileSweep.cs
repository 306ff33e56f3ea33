using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>Deletes what uploads and kills have left behind: at the start, and every hour.</summary>
internal sealed class FileSweep(FileLibrary library, ResumableUploads uploads, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Longer than any step between the bytes of a file and its row.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await library.SweepAsync(clock.GetUtcNow() - Grace, cancellationToken);
                await uploads.SweepAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ProblemException)
            {
                log.Log(LogLevel.Warning, exception, "What uploads have left behind could not be deleted");
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }
}
