using System.Diagnostics;

namespace Graticule.EndToEnd.Cdms;

/// <summary>A server that can be killed and started again on the same data folder.</summary>
internal sealed class RestartedServer(string data, string sets) : IAsyncDisposable
{
    private const string Announcement = "Graticule serves ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>Without a slash at the end; another one after each start.</summary>
    public string Address { get; private set; } = "";

    public async Task StartAsync()
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", data, "--datasets", sets, "--workers", "1"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Listen(line.Data);
        _process.ErrorDataReceived += (_, line) => Listen(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = await started.Task.WaitAsync(Patience);

        void Listen(string? line)
        {
            if (line?.StartsWith(Announcement, StringComparison.Ordinal) == true)
            {
                started.TrySetResult(line[Announcement.Length..].Split(',')[0].TrimEnd('/'));
            }
        }
    }

    /// <summary>Without a word to it, and its workers with it.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
