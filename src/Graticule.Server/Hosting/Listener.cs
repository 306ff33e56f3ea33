using Graticule.Jobs;
using Graticule.Server.Sending;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Graticule.Server.Hosting;

/// <summary>The HTTP server itself: where it listens, and what one client may hold on to.</summary>
internal static class Listener
{
    public static void Configure(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            FileSending.Use(kestrel);
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = options.MaxRequestBytes;
            limits.MaxConcurrentConnections = options.MaxConnections;
            limits.MaxRequestHeadersTotalSize = 32 << 10;
            limits.MaxRequestHeaderCount = 100;
            limits.MaxRequestLineSize = 16 << 10;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

            // Slow clients: after the grace time, a body or an answer that moves slower than this is cut off.
            limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
            limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime);
    }

    /// <exception cref="ProblemException">Unavailable when an address is in use or not of this machine.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The server cannot listen: {exception.Message} Choose another with --urls."), exception);
        }
    }
}
