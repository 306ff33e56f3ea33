using System.Buffers;
using System.Buffers.Binary;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>Reads requests of one connection.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="limits">How long they may be, and how long one may take.</param>
internal sealed class FrameReader(Stream source, CqlLimits limits) : IDisposable
{
    private const string Supported = "supported versions are (3/v3, 4/v4)";

    private readonly byte[] _header = new byte[BodyWriter.HeaderLength];

    private CancellationTokenSource _time = new();

    /// <summary>The next request; null when the client has gone between two.</summary>
    /// <param name="patience">How long nothing may come.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedFrameException">A frame of another version, too long, or compressed.</exception>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<Frame?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (await ReadAsync(_header.AsMemory(0, 1), patience, cancellationToken) == 0)
        {
            return null;
        }

        var version = _header[0];
        if (version is 1 or 2)
        {
            // Theirs is shorter by a byte, and so must be the answer.
            await ReadWholeAsync(_header.AsMemory(1, 7), cancellationToken);
            throw new RefusedFrameException(version, (sbyte)_header[2], WrongVersion(version));
        }

        await ReadWholeAsync(_header.AsMemory(1, 8), cancellationToken);
        var stream = BinaryPrimitives.ReadInt16BigEndian(_header.AsSpan(2));
        var length = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(5));
        Check(version, stream, length);

        var body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await ReadWholeAsync(body.AsMemory(0, length), cancellationToken);
            return new(version, stream, (Opcode)_header[4], _header[1], body, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(body);
            throw;
        }
    }

    public void Dispose() => _time.Dispose();

    private void Check(byte version, short stream, int length)
    {
        var refusal = version switch
        {
            not (3 or 4) => WrongVersion(version),
            _ when length < 0 || length > limits.MaxFrame => $"A frame of {(uint)length} bytes is too long; requests have {limits.MaxFrame} at most.",
            _ when (_header[1] & FrameFlags.Compression) != 0 => "A frame is compressed, and no compression was agreed upon.",
            _ => null,
        };
        if (refusal is not null)
        {
            throw new RefusedFrameException((byte)(version is 3 ? 3 : 4), stream, refusal);
        }
    }

    // Drivers look for the first words to try a lower version.
    private static string WrongVersion(byte version) => (version & 0x80) != 0
        ? "This is no request: its first byte says that it is an answer."
        : $"Invalid or unsupported protocol version ({version}); {Supported}";

    private async Task ReadWholeAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (await ReadAsync(target, limits.FrameTime, cancellationToken) < target.Length)
        {
            throw new EndOfStreamException("The client went away in the middle of a frame.");
        }
    }

    private async Task<int> ReadAsync(Memory<byte> target, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!_time.TryReset())
        {
            _time.Dispose();
            _time = new();
        }

        _time.CancelAfter(patience);
        using var registration = cancellationToken.UnsafeRegister(static time => ((CancellationTokenSource)time!).Cancel(), _time);
        return await source.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, _time.Token);
    }
}
