using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>A process that writes jobs and says which writes were acknowledged, until it is killed.</summary>
internal static class JobWriterProcess
{
    public const string Command = "write-jobs";

    private const int Callers = 8;

    /// <summary>The child: a line <c>{id} {revision}</c> on standard output after each write.</summary>
    public static async Task WriteAsync(string folder)
    {
        await using var database = SqlDatabase.Open(new(folder));
        var store = new SqlJobStore(database);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var job = SampleJobs.Queued();
                await store.AddAsync(job, default);
                Console.WriteLine($"{job.Id} 0");
                if (await store.TryUpdateAsync(job with { State = JobState.Running, StartedAt = SampleJobs.Start }, [], default))
                {
                    Console.WriteLine($"{job.Id} 1");
                }
            }
        })));
    }

    /// <summary>The parent: lets the child write for a while, kills it, and returns the last revision that it was sure of, by job.</summary>
    public static async Task<Dictionary<JobId, long>> RunAndKillAsync(string folder, TimeSpan time)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(JobWriterProcess).Assembly.Location, Command, folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        try
        {
            var acknowledged = new Dictionary<JobId, long>();
            var killed = Task.CompletedTask;
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                if (acknowledged.Count == 0)
                {
                    killed = KillAsync(child, time);
                }

                // The last line may be cut off.
                if (line.Split(' ') is [{ Length: 32 } text, { Length: 1 } revision] && JobId.TryParse(text, out var id))
                {
                    acknowledged[id] = revision[0] - '0';
                }
            }

            await killed;
            return acknowledged;
        }
        finally
        {
            child.Kill();
        }
    }

    private static async Task KillAsync(Process child, TimeSpan time)
    {
        await Task.Delay(time, TimeProvider.System);
        child.Kill();
    }
}
