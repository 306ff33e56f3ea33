namespace Graticule.Jobs.Execution;

/// <summary>The latest word of a running process, kept until somebody has the time to pass it on. All threads may say and take.</summary>
public sealed class LatestProgress
{
    private ProgressNews? _latest;

    public void Say(double share, string? message) => Volatile.Write(ref _latest, new(Math.Clamp(share, 0, 1), message));

    /// <summary>What was said since the last call; null for nothing.</summary>
    public ProgressNews? Take() => Interlocked.Exchange(ref _latest, null);
}

/// <param name="Share">Share of the work done, 0 to 1.</param>
/// <param name="Message">One sentence, for people.</param>
public sealed record ProgressNews(double Share, string? Message);
