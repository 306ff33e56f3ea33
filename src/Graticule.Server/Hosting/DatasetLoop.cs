using Graticule.Raster.Observations.Registration;

namespace Graticule.Server.Hosting;

/// <summary>Keeps the index of the data sets up to date while the server runs.</summary>
/// <param name="paths">Configuration files and folders of dropped files.</param>
/// <param name="scan">Scans them.</param>
/// <param name="lookEvery">Least time between two looks.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of what scans find, once.</param>
internal sealed class DatasetLoop(IReadOnlyList<string> paths, ScanProcess scan, TimeSpan lookEvery, TimeProvider clock, ILogger<DatasetLoop> log)
{
    /// <summary>Between two looks is so many times what one takes: large trees are looked at less often.</summary>
    private const int RestsOfLook = 20;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        ScanSchedule schedule = new();
        while (!cancellationToken.IsCancellationRequested)
        {
            var before = clock.GetTimestamp();
            var tree = Look(cancellationToken);
            var rest = TimeSpan.FromTicks(Math.Max(lookEvery.Ticks, RestsOfLook * clock.GetElapsedTime(before).Ticks));
            if (schedule.IsDue(tree, clock.GetElapsedTime(start)))
            {
                schedule.Ended(tree, await ScanAsync(cancellationToken), clock.GetElapsedTime(start));
            }

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
            return Failed(exception.Message);
        }
    }

    private bool Failed(string reason)
    {
        log.LogError("Data sets could not be scanned; those that are known are served on. {Reason}", reason);
        return false;
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
