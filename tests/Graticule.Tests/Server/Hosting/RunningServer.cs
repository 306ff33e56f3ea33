using System.Net.Http.Headers;
using Graticule.Jobs;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Hosting;

/// <summary>The whole server on a free loopback port, with a data folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private RunningServer(TemporaryFolder? folder, ServerOptions options, TaskCompletionSource<IReadOnlyList<string>> started)
    {
        _folder = folder;
        Data = options.Data;
        _running = Task.Run(() => ServerHost.RunAsync(options, started.SetResult, _stop.Token), CancellationToken.None);
        Http = new();
    }

    public DataFolder Data { get; }

    public HttpClient Http { get; }

    public Uri Url => Http.BaseAddress!;

    /// <param name="change">Options that differ from those for tests.</param>
    /// <param name="data">A data folder that outlives this server; null: one of its own.</param>
    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null, DataFolder? data = null)
    {
        var folder = data is null ? new TemporaryFolder() : null;
        var options = new ServerOptions
        {
            Urls = "http://127.0.0.1:0",
            Data = data ?? new(Path.Combine(folder!.Path, "data")),
            Workers = 1,
            WorkerProgram = Path.Combine(AppContext.BaseDirectory, "graticule"),
            LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,

            // How full this machine's disk is, is no business of tests.
            MinFreeBytes = 0,
        };
        var started = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new RunningServer(folder, change?.Invoke(options) ?? options, started);
        if (await Task.WhenAny(started.Task, server._running) == server._running)
        {
            folder?.Dispose();
            await server._running;
        }

        server.Http.BaseAddress = new((await started.Task)[0]);
        return server;
    }

    public void SendKey(string key, string scheme = "Bearer") => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, key);

    /// <summary>Asks the server to end, and waits for that.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        _stop.Dispose();
        _folder?.Dispose();
    }
}
