using System.Buffers;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>One request. Its body is lent: whoever has dealt with it gives it back.</summary>
internal sealed class Frame(byte version, short stream, Opcode opcode, byte flags, byte[] rented, int length) : IDisposable
{
    private byte[]? _rented = rented;

    /// <summary>Of the protocol: 3 or 4.</summary>
    public byte Version => version;

    /// <summary>Chosen by the client; the answer has the same.</summary>
    public short Stream => stream;

    public Opcode Opcode => opcode;

    public ReadOnlySpan<byte> Body => _rented.AsSpan(0, length);

    /// <summary>Where to read, after what may precede every body.</summary>
    public BodyReader Read()
    {
        BodyReader reader = new(Body);
        if ((flags & FrameFlags.CustomPayload) != 0)
        {
            reader.SkipBytesMap();
        }

        return reader;
    }

    public void Dispose()
    {
        if (_rented is { } buffer)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
