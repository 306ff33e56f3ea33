namespace Graticule.Server.Hosting;

/// <summary>The composition of one server: what is made, and what is given to what.</summary>
public static class ServerHost
{
    /// <summary>Serves until the token fires.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="started">Told the addresses once requests are taken.</param>
    /// <param name="cancellationToken">Ends the server: no new work, running work is left to the next start.</param>
    public static async Task RunAsync(ServerOptions options, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        await using var app = builder.Build();
        await app.StartAsync(cancellationToken);
        started([.. app.Urls]);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
