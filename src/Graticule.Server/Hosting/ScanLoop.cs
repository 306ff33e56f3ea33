namespace Graticule.Server.Hosting;

/// <summary>Keeps an index of data up to date while the server runs.</summary>
/// <typeparam name="TReport">What a scan says.</typeparam>
/// <param name="what">What is scanned, in the plural.</param>
/// <param name="stampOf">A look at the files: another text where one of them changed.</param>
/// <param name="scan">Scans them.</param>
/// <param name="tell">What is to be said of a report.</param>
/// <param name="lookEvery">Least time between two looks.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of what scans find, once.</param>
internal sealed class ScanLoop<TReport>(
    string what, Func<CancellationToken, string> stampOf, ScanProcess<TReport> scan, Func<TReport, ScanWords> tell, TimeSpan lookEvery, TimeProvider clock, ILogger log)
    where TReport : class
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
            return stampOf(cancellationToken);
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
            Tell(tell(await scan.RunAsync(cancellationToken)));
            return true;
        }
        catch (IOException exception)
        {
            log.LogError(exception, "The {What} could not be scanned; what is known of them is served on.", what);
            return false;
        }
    }

    private void Tell(ScanWords words)
    {
        foreach (var trouble in words.Troubles.Where(_told.Add))
        {
            log.LogWarning("{Trouble}", trouble);
        }

        // What was put right and breaks again is told again.
        _told.IntersectWith(words.Troubles);
        if (log.IsEnabled(LogLevel.Information))
        {
            log.LogInformation("The {What} are scanned: {Summary}", what, words.Summary);
        }
    }
}

/// <param name="Troubles">What is not served, and why.</param>
/// <param name="Summary">How much there is.</param>
internal sealed record ScanWords(IReadOnlyList<string> Troubles, string Summary);
