using Graticule.Raster.Ard;

namespace Graticule.Server.Hosting;

/// <summary>Keeps the index of analysis ready data up to date while the server runs.</summary>
/// <param name="folders">Where files are.</param>
/// <param name="scan">Scans them.</param>
/// <param name="lookEvery">Least time between two looks.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of what scans find, once.</param>
internal sealed class ArdLoop(IReadOnlyList<string> folders, ArdScanProcess scan, TimeSpan lookEvery, TimeProvider clock, ILogger<ArdLoop> log)
{
    /// <summary>Between two looks is so many times what one takes: large trees are looked at less often.</summary>
    private const int RestsOfLook = 20;

    private const int MostTold = 100;

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
            return ArdFiles.StampOf(folders, cancellationToken);
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
            log.LogError("Analysis ready data could not be scanned; what is known is served on. {Reason}", exception.Message);
            return false;
        }
    }

    private void Tell(ArdScanReport report)
    {
        List<string> troubles =
        [
            .. report.Missing.Select(folder => $"'{folder}' cannot be looked into"),
            .. report.Unreadable.Take(MostTold).Select(file => $"{file.Path} is left out: {file.Reason}"),
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
                "Analysis ready data is scanned: {Files} files in {Tiles} tiles, {Read} read now, {Removed} removed, {Unreadable} unreadable",
                report.Files, report.Tiles.Count, report.FilesRead, report.FilesRemoved, report.Unreadable.Count);
        }
    }
}
