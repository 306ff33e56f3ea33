using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Graticule.Server.Sending;

/// <summary>
/// The output of a connection. It passes everything to that of the transport, but for answers of files: their heads and bytes go to the socket
/// directly, once the client has everything that went through the transport before.
/// </summary>
internal sealed class SocketOutput(PipeWriter transport, Socket socket) : PipeWriter, IFileSending, IDisposable
{
    private const int Tcp = 6;  // IPPROTO_TCP
    private const int TcpInfo = 11;  // TCP_INFO
    private const int AckedAt = 120;  // tcpi_bytes_acked of struct tcp_info, since Linux 4.1

    /// <summary>What a writer of a file gets to write into; nobody reads it.</summary>
    private static readonly byte[] Scratch = new byte[1 << 20];

    private readonly long? _ackedBefore = Acked(socket);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<SendPacketsElement> _waiting = [];
    private SocketAsyncEventArgs? _send;
    private bool _isDirect;
    private FileStream? _file;
    private long _position;
    private long _passed;

    public override bool CanGetUnflushedBytes => transport.CanGetUnflushedBytes;

    public override long UnflushedBytes => transport.UnflushedBytes;

    public bool TryBegin()
    {
        if (_ackedBefore is not { } before || Acked(socket) - before != _passed)
        {
            return false;
        }

        return _isDirect = true;
    }

    public void BeginFile(FileStream file, long position)
    {
        FlushText();
        (_file, _position) = (file, position);
    }

    public void EndFile() => _file = null;

    public void End()
    {
        _isDirect = false;
        _file = null;
        _waiting.Clear();
        _text.ResetWrittenCount();
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => !_isDirect ? transport.GetMemory(sizeHint)
        : _file is null ? _text.GetMemory(sizeHint)
        : sizeHint <= Scratch.Length ? Scratch : new byte[sizeHint];

    public override Span<byte> GetSpan(int sizeHint = 0) => !_isDirect ? transport.GetSpan(sizeHint) : GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        _passed += bytes;
        if (!_isDirect)
        {
            transport.Advance(bytes);
        }
        else if (_file is null)
        {
            _text.Advance(bytes);
        }
        else if (bytes > 0)
        {
            _waiting.Add(new(_file, _position, bytes));
            _position += bytes;
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _isDirect ? SendAsync() : transport.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => transport.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => transport.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => transport.CompleteAsync(exception);

    public void Dispose() => _send?.Dispose();

    /// <summary>Bytes that the client has confirmed since the connection began; null where the system does not tell.</summary>
    private static long? Acked(Socket socket)
    {
        Span<byte> info = stackalloc byte[AckedAt + sizeof(long)];
        try
        {
            return OperatingSystem.IsLinux() && socket.GetRawSocketOption(Tcp, TcpInfo, info) == info.Length
                ? BinaryPrimitives.ReadInt64LittleEndian(info[AckedAt..])
                : null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private void FlushText()
    {
        if (_text.WrittenCount > 0)
        {
            _waiting.Add(new(_text.WrittenSpan.ToArray()));
            _text.ResetWrittenCount();
        }
    }

    /// <summary>Ends when the kernel has taken everything; a client that is gone is told as an output that nobody reads any more.</summary>
    private ValueTask<FlushResult> SendAsync()
    {
        FlushText();
        if (_waiting.Count == 0)
        {
            return new(default(FlushResult));
        }

        var send = _send ??= MakeSend();
        var done = new TaskCompletionSource<FlushResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        send.UserToken = done;
        send.SendPacketsElements = [.. _waiting];
        _waiting.Clear();
        try
        {
            return socket.SendPacketsAsync(send) ? new(done.Task) : new(ResultOf(send));
        }
        catch (ObjectDisposedException)
        {
            return new(new FlushResult(isCanceled: false, isCompleted: true));
        }
    }

    private static SocketAsyncEventArgs MakeSend()
    {
        var send = new SocketAsyncEventArgs();
        send.Completed += static (_, ended) => ((TaskCompletionSource<FlushResult>)ended.UserToken!).SetResult(ResultOf(ended));
        return send;
    }

    private static FlushResult ResultOf(SocketAsyncEventArgs send) => new(isCanceled: false, isCompleted: send.SocketError != SocketError.Success);
}
