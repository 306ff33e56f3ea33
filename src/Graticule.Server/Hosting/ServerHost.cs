using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>The life of one server.</summary>
public static class ServerHost
{
    /// <summary>Serves until the token fires.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="started">Told the addresses once requests are taken.</param>
    /// <param name="cancellationToken">
    /// Ends the server in three stages: it says that it is not ready and takes no more requests; those under way get
    /// <see cref="ServerOptions.DrainTime"/> to end; then the loops end, workers are killed and the store closes. Work that was running is
    /// left to the next start.
    /// </param>
    /// <exception cref="ProblemException">InvalidInput (an option), Conflict or Unavailable (the data folder, the address).</exception>
    public static async Task RunAsync(ServerOptions options, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        OptionCheck.Check(options);
        Threads.Prepare();
        var builder = WebApplication.CreateEmptyBuilder(new());
        Listener.Configure(builder, options);
        ConsoleLogs.Configure(builder.Logging, options);
        builder.Services.AddRouting();
        LocalNames.Configure(builder.Services, options);
        await using var app = builder.Build();
        using var traces = Traces.Start(options.OtlpEndpoint);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await using var parts = new ServerParts(options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), stopping.Token);
        var ownerKey = await OwnerKey.EnsureAsync(parts.Keys, options.Data, TimeProvider.System, cancellationToken);
        Pipeline.Map(app, parts, options);

        await Listener.StartAsync(app, cancellationToken);
        parts.Start();
        if (ownerKey is not null)
        {
            await Console.Error.WriteLineAsync($"Owner key (shown once, kept in {options.Data.AdminKey}): {ownerKey}");
        }

        started([.. app.Urls, .. parts.OtherAddresses]);
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
    }
}
