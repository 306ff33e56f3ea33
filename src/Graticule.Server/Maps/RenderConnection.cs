using System.Net.Sockets;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>A connection to a render process; it carries one request at a time.</summary>
internal sealed class RenderConnection : IDisposable
{
    private const int BufferLength = 256 << 10;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveBufferSize = 1 << 20 };
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength);

    /// <exception cref="SocketException">Nobody listens there.</exception>
    internal async Task OpenAsync(string path, CancellationToken cancellationToken) =>
        await _socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);

    /// <summary>Sends a frame and waits for the answer to it.</summary>
    /// <exception cref="IOException">The other side ended.</exception>
    internal async Task<RenderAnswer> AskAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < frame.Length;)
            {
                sent += await _socket.SendAsync(frame[sent..], cancellationToken);
            }

            var had = 0;
            while (had < RenderFrame.HeaderLength)
            {
                had += await ReceiveAsync(_buffer.AsMemory(had), cancellationToken);
            }

            var (kind, body, figures) = RenderFrame.ReadHeader(_buffer, RenderFrame.MostBytes);
            var length = body + figures;
            var payload = GC.AllocateUninitializedArray<byte>(length);
            had -= RenderFrame.HeaderLength;
            _buffer.AsSpan(RenderFrame.HeaderLength, had).CopyTo(payload);
            while (had < length)
            {
                had += await ReceiveAsync(payload.AsMemory(had), cancellationToken);
            }

            return new(kind, payload.AsMemory(0, body), payload.AsMemory(body));
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException or ArgumentException)
        {
            throw new IOException("The render process does not answer as it should.", exception);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await _socket.ReceiveAsync(buffer, cancellationToken);
        return count > 0 ? count : throw new EndOfStreamException("The render process ended.");
    }
}

/// <summary>What a render process answers.</summary>
/// <param name="Kind">Whether it could.</param>
/// <param name="Payload">The answer.</param>
/// <param name="Figures">What was read for it, as JSON; empty where nothing was.</param>
internal readonly record struct RenderAnswer(RenderFrameKind Kind, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Figures);
