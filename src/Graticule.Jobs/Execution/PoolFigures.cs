namespace Graticule.Jobs.Execution;

/// <summary>What a pool has done since its start, as plain numbers.</summary>
/// <param name="Workers">Workers that are ready or running a job.</param>
/// <param name="Running">Jobs running now.</param>
/// <param name="Starts">Worker processes started.</param>
/// <param name="Restarts">Worker processes started in place of one that died or was killed; replacing an old worker in good health is not counted.</param>
/// <param name="Ended">Orders that came to an end, lost ones included.</param>
/// <param name="Lost">Orders whose worker died or was killed.</param>
/// <param name="RunTime">Sum of the run times of ended orders.</param>
public sealed record PoolFigures(int Workers, int Running, long Starts, long Restarts, long Ended, long Lost, TimeSpan RunTime);
