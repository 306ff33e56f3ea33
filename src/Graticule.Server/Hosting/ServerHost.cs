using Graticule.Jobs;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>The life of one server.</summary>
public static class ServerHost
{
    /// <summary>Serves until the token fires.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="started">Told the addresses once requests are taken.</param>
    /// <param name="cancellationToken">Ends the server: no new work, running work is left to the next start.</param>
    /// <exception cref="ProblemException">InvalidInput (an option), Conflict or Unavailable (the data folder).</exception>
    public static async Task RunAsync(ServerOptions options, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        OptionCheck.Check(options);
        var builder = WebApplication.CreateEmptyBuilder(new());
        Listener.Configure(builder, options);
        ConsoleLogs.Configure(builder.Logging, options);
        builder.Services.AddRouting();
        await using var app = builder.Build();
        using var traces = Traces.Start(options.OtlpEndpoint);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await using var parts = new ServerParts(options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), stopping.Token);
        Pipeline.Map(app, parts);

        foreach (var loop in parts.Loops)
        {
            loop.Start();
        }

        await app.StartAsync(cancellationToken);
        started([.. app.Urls]);
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // An orderly end: the server says that it is not ready and requests under way get time to end; then the loops end, and last the store closes.
        await app.StopAsync(CancellationToken.None);
        foreach (var loop in parts.Loops.Reverse())
        {
            await loop.DisposeAsync();
        }
    }
}
