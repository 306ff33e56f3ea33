using System.Collections.Concurrent;
using System.Net.Sockets;
using Graticule.Raster.Rendering;

namespace Graticule.Cli.Work;

/// <summary>Accepts connections, and gives each a thread of its own: its requests are served one after the other.</summary>
public sealed class RenderHost(MapRenderer renderer, Socket listener) : IDisposable
{
    /// <summary>Connections beyond this are closed at once.</summary>
    public const int MostConnections = 128;

    /// <summary>How often it is looked whether those who wait for an answer are still there.</summary>
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<RenderConversation, bool> _open = [];
    private readonly PeriodicTimer _watch = new(WatchEvery);

    /// <summary>Serves until the listener is closed.</summary>
    public async Task ServeAsync()
    {
        var watching = WatchAsync();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                if (_open.Count >= MostConnections)
                {
                    socket.Dispose();
                    continue;
                }

                var conversation = new RenderConversation(renderer, socket);
                _open[conversation] = true;
                new Thread(() => Converse(conversation)) { IsBackground = true, Name = "render" }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }

        _watch.Dispose();
        await watching;
    }

    public void Dispose() => _watch.Dispose();

    private void Converse(RenderConversation conversation)
    {
        conversation.Run();
        _open.TryRemove(conversation, out _);
        conversation.Dispose();
    }

    private async Task WatchAsync()
    {
        while (await _watch.WaitForNextTickAsync())
        {
            foreach (var conversation in _open.Keys)
            {
                conversation.StopIfUnwanted();
            }
        }
    }
}
