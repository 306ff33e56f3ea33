namespace Graticule.Server.Hosting;

/// <summary>The thread pool, fitted to a server whose reads of the database block for a moment each.</summary>
internal static class Threads
{
    private const int PerCore = 4;

    /// <summary>Lets the pool grow at once to a few threads a core, instead of by one or two a second when a burst finds all of them in a read.</summary>
    public static void Prepare()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, PerCore * Environment.ProcessorCount), completions);
    }
}
