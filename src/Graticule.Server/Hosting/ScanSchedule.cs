namespace Graticule.Server.Hosting;

/// <summary>
/// When data sets are scanned: at the first look, and when the files have changed and have then held still from one look to the next. A scan
/// that failed is tried again later and later.
/// </summary>
internal sealed class ScanSchedule
{
    /// <summary>Files that never hold still are scanned all the same.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);

    private string? _scanned;
    private string? _before;
    private TimeSpan? _changed;
    private TimeSpan? _retryAt;
    private TimeSpan _retryAfter = FirstRetry;

    /// <param name="tree">The files as they look now.</param>
    /// <param name="now">Any clock that goes on.</param>
    public bool IsDue(string tree, TimeSpan now)
    {
        _changed = tree == _scanned ? null : _changed ?? now;
        var isStill = tree == _before;
        _before = tree;
        return (_changed is { } since && (_scanned is null || isStill || now - since >= LongestWait)) || now >= _retryAt;
    }

    /// <param name="tree">The files as they looked before the scan: what came in between is a change.</param>
    /// <param name="isDone">Whether it came to its end.</param>
    /// <param name="now">The same clock.</param>
    public void Ended(string tree, bool isDone, TimeSpan now)
    {
        (_scanned, _changed) = (tree, null);
        _retryAt = isDone ? null : now + _retryAfter;
        _retryAfter = isDone ? FirstRetry : TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, 2 * _retryAfter.Ticks));
    }
}
