using System.Diagnostics;
using System.Net.Sockets;
using Graticule.Analysis.GraphJobs;
using Graticule.Raster.Rendering;

namespace Graticule.Cli.Work;

/// <summary>
/// <c>graticule render --socket PATH</c>: draws for its server until the server is gone. GDAL runs here, so that a crash in it costs
/// one process that the server starts again.
/// </summary>
public static class RenderCommand
{
    /// <summary>Printed once connections are accepted.</summary>
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string socketPath)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen(RenderHost.MostConnections);
        new Thread(() => EndWithServer(socketPath)) { IsBackground = true, Name = "server" }.Start();
        using var renderer = MapRenderer.OfProcess(new GraphLayers());
        using var host = new RenderHost(renderer, listener);
        await Console.Out.WriteLineAsync(Ready);
        await host.ServeAsync();
        return 0;
    }

    /// <summary>
    /// The end of standard input means that the server is gone, however it ended. The process is killed rather than left: other threads
    /// may be in native code, which must not see its library unloaded.
    /// </summary>
    private static void EndWithServer(string socketPath)
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is said on this pipe.
        }

        File.Delete(socketPath);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
