namespace Graticule.Server.Hosting;

/// <summary>Work that goes on beside the requests until it is stopped.</summary>
internal sealed class BackgroundLoop(string name, Func<CancellationToken, Task> run, ILogger<BackgroundLoop> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    public string Name => name;

    /// <summary>What is wrong: it should run and does not.</summary>
    public string? Fault => _running is { IsCompleted: false } ? null : $"The {name} does not run.";

    public void Start() => _running = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Stops it and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await run(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception exception)
        {
            if (log.IsEnabled(LogLevel.Critical))
            {
                log.LogCritical(exception, "The {Name} ended by a fault, and the server is not ready any more", name);
            }
        }
    }
}
