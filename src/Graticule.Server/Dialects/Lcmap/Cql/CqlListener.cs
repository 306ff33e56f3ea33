using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Graticule.Jobs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Lcmap.Cql;

/// <summary>Takes connections of clients that speak CQL's binary protocol.</summary>
internal sealed class CqlListener(CqlService service, IEnumerable<IPEndPoint> endpoints) : IDisposable
{
    private readonly TcpListener[] _listeners = [.. endpoints.Select(endpoint => new TcpListener(endpoint))];
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private int _connections;
    private int _handshakes;

    /// <summary>Where it listens, as <c>cql://HOST:PORT</c>; known once it is open.</summary>
    public IEnumerable<string> Addresses => _listeners.Select(listener => $"cql://{listener.LocalEndpoint}");

    /// <exception cref="ProblemException">Unavailable when the port is in use or the address is none of this machine.</exception>
    public void Open()
    {
        foreach (var listener in _listeners)
        {
            try
            {
                if (((IPEndPoint)listener.LocalEndpoint).Address.Equals(IPAddress.IPv6Any))
                {
                    listener.Server.DualMode = true;
                }

                listener.Start(backlog: 128);
            }
            catch (SocketException exception)
            {
                throw new ProblemException(
                    new(ProblemKind.Unavailable, $"The server cannot listen for CQL at {listener.LocalEndpoint}: {exception.Message}. Choose another port with --cql."), exception);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_listeners.Select(listener => AcceptAsync(listener, cancellationToken)));
        }
        finally
        {
            await Task.WhenAll(_running.Keys);
        }
    }

    public void Dispose()
    {
        Array.ForEach(_listeners, listener => listener.Dispose());
        service.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Take(await listener.AcceptSocketAsync(cancellationToken), cancellationToken);
            }
            catch (SocketException exception)
            {
                // One client that went before it was taken, or no file handles left for a while: neither is the end of the others.
                service.Log.Log(LogLevel.Warning, exception, "A connection for CQL could not be taken");
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private void Take(Socket socket, CancellationToken cancellationToken)
    {
        var limits = service.Limits;
        if (Volatile.Read(ref _connections) >= limits.MaxConnections || Volatile.Read(ref _handshakes) >= limits.MaxHandshakes)
        {
            service.Log.Log(LogLevel.Warning, "A connection for CQL was refused: there are {Connections}, of which {Handshakes} have not said who they are", _connections, _handshakes);
            socket.Dispose();
            return;
        }

        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _handshakes);
        var running = Task.Run(() => ServeAsync(socket, cancellationToken), CancellationToken.None);
        _running[running] = true;
        _ = running.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var isReady = false;
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using CqlConnection connection = new(service, stream, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, cancellationToken);
            await connection.RunAsync(() =>
            {
                isReady = true;
                Interlocked.Decrement(ref _handshakes);
            });
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone; nobody is there to be told.
        }
        catch (Exception exception)
        {
            service.Log.Log(LogLevel.Error, exception, "A connection for CQL ended by a fault");
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
            if (!isReady)
            {
                Interlocked.Decrement(ref _handshakes);
            }
        }
    }
}
