using System.Diagnostics;
using System.Globalization;

namespace Graticule.EndToEnd.Faults;

/// <summary>Keeps one server running in a process of its own, and kills it and its workers.</summary>
internal sealed class Killer(string folder, Random random, string? slurmConfiguration = null) : IAsyncDisposable
{
    private readonly List<string> _errors = [];
    private readonly HashSet<int> _seen = [];
    private Process? _server;

    public int ServersKilled { get; private set; }

    public int WorkersKilled { get; private set; }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join('\n', _errors.Take(50));
            }
        }
    }

    public void StartServer()
    {
        var start = new ProcessStartInfo("dotnet", FaultProgram.Command(slurmConfiguration is null ? ["serve", folder] : ["serve", folder, slurmConfiguration])) { RedirectStandardError = true, UseShellExecute = false };
        _server = Process.Start(start)!;
        _server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                lock (_errors)
                {
                    _errors.Add(line.Data);
                }
            }
        };
        _server.BeginErrorReadLine();
    }

    public async Task KillServerAsync()
    {
        _seen.UnionWith(Children());
        _server!.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        ServersKilled++;
    }

    public void KillAWorker()
    {
        _seen.UnionWith(Children());
        var workers = Workers();
        if (workers.Count > 0)
        {
            try
            {
                using var worker = Process.GetProcessById(workers[random.Next(workers.Count)]);
                worker.Kill();
                WorkersKilled++;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                // It ended by itself just now.
            }
        }
    }

    /// <summary>Workers of the servers so far that are still there.</summary>
    public IReadOnlyList<int> Workers() => [.. _seen.Where(IsWorker)];

    public async ValueTask DisposeAsync() => await KillServerAsync();

    private List<int> Children()
    {
        try
        {
            return Directory.GetDirectories($"/proc/{_server!.Id}/task")
                .SelectMany(thread => File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
                .ToList();
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsWorker(int process)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return command.Contains("work", StringComparer.Ordinal) && command.Any(word => word.EndsWith("Graticule.EndToEnd.dll", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
