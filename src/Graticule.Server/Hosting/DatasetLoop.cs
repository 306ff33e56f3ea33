using Graticule.Raster.Observations.Registration;

namespace Graticule.Server.Hosting;

/// <summary>
/// Keeps the index of the data sets up to date: scans at the start, and whenever files or configuration have changed and have then held
/// still from one look to the next, so that a file that is being copied is not read in halves.
/// </summary>
/// <param name="paths">Configuration files and folders of dropped files.</param>
/// <param name="scan">Scans them.</param>
/// <param name="lookEvery">Least time between two looks.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of what scans find, once.</param>
internal sealed class DatasetLoop(IReadOnlyList<string> paths, ScanProcess scan, TimeSpan lookEvery, TimeProvider clock, ILogger<DatasetLoop> log)
{
    /// <summary>A look may take this share of the time at most; large trees are looked at less often.</summary>
    private const int LookShare = 20;

    /// <summary>Files that never hold still are scanned all the same.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private TimeSpan _retryIn = FirstRetry;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? scanned = null;
        string? before = null;
        long? changed = null;
        long? failed = null;
        while (true)
        {
            var start = clock.GetTimestamp();
            var now = Look(cancellationToken);
            changed = now == scanned ? null : changed ?? start;
            var isDue = changed is { } since && (scanned is null || now == before || clock.GetElapsedTime(since) > LongestWait);
            if (isDue || (failed is { } failure && clock.GetElapsedTime(failure) > _retryIn))
            {
                var isDone = await ScanAsync(cancellationToken);
                _retryIn = isDone ? FirstRetry : TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, failed is null ? FirstRetry.Ticks : 2 * _retryIn.Ticks));
                (scanned, changed, failed) = (now, null, isDone ? null : clock.GetTimestamp());
                start = clock.GetTimestamp();
            }

            before = now;
            var rest = TimeSpan.FromTicks(Math.Max(lookEvery.Ticks, LookShare * clock.GetElapsedTime(start).Ticks));
            await Task.Delay(rest, clock, cancellationToken);
        }
    }

    private string Look(CancellationToken cancellationToken)
    {
        try
        {
            return DatasetTree.StampOf(paths, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private async Task<bool> ScanAsync(CancellationToken cancellationToken)
    {
        try
        {
            Tell(await scan.RunAsync(cancellationToken));
            return true;
        }
        catch (IOException exception)
        {
            log.LogError("Data sets could not be scanned; those that are known are served on. {Reason}", exception.Message);
            return false;
        }
    }

    private void Tell(DatasetScanReport report)
    {
        List<string> troubles =
        [
            .. report.Refused.Select(refused => $"{refused.Name} is not served. {refused.Reason}"),
            .. report.Datasets.SelectMany(dataset => dataset.Unreadable.Select(file => $"{dataset.Id}: {file.Path} is left out. {file.Reason}")),
            .. report.Datasets.SelectMany(dataset => dataset.Faults.Select(fault => $"{dataset.Id}: {fault.Name}: {fault.Reason}")),
            .. report.Notes.Select(note => $"{note.Name}: {note.Reason}"),
        ];
        foreach (var trouble in troubles.Where(_told.Add))
        {
            log.LogWarning("{Trouble}", trouble);
        }

        // What was put right and breaks again is told again.
        _told.IntersectWith(troubles);
        if (log.IsEnabled(LogLevel.Information))
        {
            log.LogInformation(
                "Data sets are scanned: {Datasets} of them with {Files} files, {Read} read now, {Removed} removed",
                report.Datasets.Count, report.Datasets.Sum(dataset => dataset.Files), report.Datasets.Sum(dataset => dataset.FilesRead), report.Datasets.Sum(dataset => dataset.FilesRemoved));
        }
    }
}
