using System.Diagnostics;

namespace Graticule.EndToEnd;

/// <summary>A server of the built program that can be killed and started again on the same data folder.</summary>
/// <param name="data">The folder.</param>
internal class RestartedServer(string data) : IAsyncDisposable
{
    private const string Announcement = "Graticule serves ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private Process? _process;

    public string Data => data;

    /// <summary>Without a slash at the end; another one after each start.</summary>
    public string Address { get; private set; } = "";

    /// <param name="options">Of <c>serve</c>, beside address and data folder.</param>
    public async Task StartAsync(params string[] options)
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", data, .. options])
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

    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        GC.SuppressFinalize(this);
    }
}
