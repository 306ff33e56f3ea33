using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graticule.Raster.Gdal;
using Graticule.Raster.Rendering;

namespace Graticule.Cli.Work;

/// <summary>One connection of a server: a request, its answer, the next request.</summary>
public sealed class RenderConversation(MapRenderer renderer, Socket socket) : IDisposable
{
    private const int SendBuffer = 1 << 20;

    private readonly CancellationTokenSource _unwanted = new();
    private readonly byte[] _header = new byte[RenderFrame.HeaderLength];
    private volatile bool _isBusy;

    /// <summary>Serves requests until the other side closes.</summary>
    public void Run()
    {
        try
        {
            socket.SendBufferSize = SendBuffer;
            while (Receive(_header))
            {
                var (kind, length, _) = RenderFrame.ReadHeader(_header, RenderFrame.MostRequestBytes);
                var payload = new byte[length];
                if (!Receive(payload))
                {
                    return;
                }

                _isBusy = true;
                using var tally = new ReadTally();
                var (answer, bytes) = Answer(kind, payload);
                _isBusy = false;
                var figures = tally.Figures.Count == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(tally.Figures, RenderJson.Default.ReadFigures);
                RenderFrame.WriteHeader(_header, answer, bytes.Length, figures.Length);
                Send(bytes, figures);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side is gone, or speaks another language; there is nobody to tell.
        }
    }

    /// <summary>Ends a drawing that nobody waits for any more. The other side sends nothing while it waits, so what can be read is the end.</summary>
    public void StopIfUnwanted()
    {
        try
        {
            if (_isBusy && socket.Poll(0, SelectMode.SelectRead) && _isBusy)
            {
                _unwanted.Cancel();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _unwanted.Dispose();
    }

    private (RenderFrameKind Kind, byte[] Payload) Answer(RenderFrameKind kind, byte[] payload)
    {
        var json = RenderJson.Default;
        try
        {
            switch (kind)
            {
                case RenderFrameKind.Draw:
                    return (RenderFrameKind.Done, renderer.Draw(Read(payload, json.MapRequest), _unwanted.Token));
                case RenderFrameKind.Describe:
                    return Done(renderer.Describe(Read(payload, json.LayerRequest), _unwanted.Token), json.LayerInfo);
                case RenderFrameKind.Probe:
                    return Done(renderer.Probe(Read(payload, json.PointRequest), _unwanted.Token), json.PointValues);
                case RenderFrameKind.Write:
                    renderer.Write(Read(payload, json.CoverageRequest), _unwanted.Token);
                    return (RenderFrameKind.Done, []);
                default:
                    throw new InvalidDataException($"A frame of kind {kind} is no request.");
            }
        }
        catch (MapRequestException exception)
        {
            return Fault(exception.Part, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return Fault(nameof(MapRequest.Path), exception.Message);
        }

        (RenderFrameKind Kind, byte[] Payload) Fault(string part, string message) =>
            (RenderFrameKind.Fault, JsonSerializer.SerializeToUtf8Bytes(new(part, message), json.RenderFault));
    }

    private static (RenderFrameKind Kind, byte[] Payload) Done<T>(T answer, JsonTypeInfo<T> type) =>
        (RenderFrameKind.Done, JsonSerializer.SerializeToUtf8Bytes(answer, type));

    private static T Read<T>(byte[] payload, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type) ?? throw new InvalidDataException("The request is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The request is no JSON of its kind.", exception);
        }
    }

    /// <summary>Fills a buffer; false when the other side has closed.</summary>
    private bool Receive(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = socket.Receive(buffer);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }

    private void Send(byte[] payload, byte[] figures)
    {
        List<ArraySegment<byte>> parts = [.. ((byte[][])[_header, payload, figures]).Where(part => part.Length > 0).Select(part => new ArraySegment<byte>(part))];
        while (parts.Count > 0)
        {
            var sent = socket.Send(parts);
            while (parts.Count > 0 && sent >= parts[0].Count)
            {
                sent -= parts[0].Count;
                parts.RemoveAt(0);
            }

            // Only a signal cuts a blocking send short.
            if (parts.Count > 0)
            {
                parts[0] = parts[0][sent..];
            }
        }
    }
}
