namespace Graticule.Server.Dialects.Lcmap.Cql;

/// <summary>Sends answers of one connection, each whole before the next; gives up on a client that does not take them.</summary>
internal sealed class FrameSender(Stream target, TimeSpan patience) : IDisposable
{
    private const int Piece = 64 << 10;

    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="OperationCanceledException">The client was too slow, or the connection ends.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            for (var rest = frame; rest.Length > 0;)
            {
                var piece = rest[..Math.Min(Piece, rest.Length)];
                time.CancelAfter(patience);
                await target.WriteAsync(piece, time.Token);
                rest = rest[piece.Length..];
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
