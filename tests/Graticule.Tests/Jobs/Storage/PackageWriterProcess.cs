using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>A process that deploys, replaces and removes, and says what was acknowledged, until it is killed.</summary>
internal static class PackageWriterProcess
{
    public const string Command = "deploy-packages";

    private const int Callers = 8;

    /// <summary>Of version N the text; long enough to fill several pages of the database.</summary>
    public static string Text(string id, int version) => string.Join(' ', Enumerable.Repeat($"{id}:{version}", 2000));

    /// <summary>The child: a line <c>{id} {version}</c> on standard output after each write; version 0 is a removal.</summary>
    public static async Task WriteAsync(string folder)
    {
        await using var database = SqlDatabase.Open(new(folder));
        var store = new SqlProcessStore(database);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var number = 0;
            while (true)
            {
                number++;
                var id = string.Create(CultureInfo.InvariantCulture, $"p{Environment.ProcessId}-{caller}-{number}");
                await store.AddAsync(Deployed(id, 1), default);
                Console.WriteLine($"{id} 1");
                await store.ReplaceAsync(Deployed(id, 2), default);
                Console.WriteLine($"{id} 2");
                if (number % 3 == 0)
                {
                    await store.DeleteAsync("ann", id, default);
                    Console.WriteLine($"{id} 0");
                }
            }
        })));
    }

    /// <summary>The parent: lets the child write for a while, kills it, and returns the last version that it was sure of, by id.</summary>
    public static async Task<Dictionary<string, int>> RunAndKillAsync(string folder, TimeSpan time)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(PackageWriterProcess).Assembly.Location, Command, folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        try
        {
            Dictionary<string, int> acknowledged = new(StringComparer.Ordinal);
            var killed = Task.CompletedTask;
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                if (acknowledged.Count == 0)
                {
                    killed = Task.Delay(time, TimeProvider.System).ContinueWith(_ => child.Kill(), TaskScheduler.Default);
                }

                // The last line may be cut off.
                if (line.Split(' ') is [var id, { Length: 1 } version])
                {
                    acknowledged[id] = version[0] - '0';
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

    private static DeployedProcess Deployed(string id, int version) =>
        new("ann", id, new("command", "text/plain", Text(id, version), new() { ["version"] = version }), SampleJobs.Start);
}
