using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Graticule.Server.Sending;

/// <summary>Lets the answers of a plain HTTP listener send files by the kernel.</summary>
internal static class FileSending
{
    /// <summary>For every endpoint that the server listens on.</summary>
    public static void Use(KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => RunAsync(connection, next)));

    private static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is not { Socket: { } socket })
        {
            await next(connection);
            return;
        }

        using var output = new SocketOutput(connection.Transport.Output, socket);
        connection.Features.Set<IFileSending>(output);
        connection.Transport = new Transport(connection.Transport.Input, output);
        await next(connection);
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
