using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>One answer, written into lent memory behind room for its header.</summary>
internal sealed class BodyWriter : IDisposable
{
    public const int HeaderLength = 9;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int _end = HeaderLength;

    /// <summary>Bytes of the body so far.</summary>
    public int Length => _end - HeaderLength;

    /// <summary>The body so far, valid until the next is written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(HeaderLength, Length);

    public void Byte(byte value) => Room(1)[0] = value;

    public void Short(int value) => BinaryPrimitives.WriteUInt16BigEndian(Room(2), checked((ushort)value));

    public void Int(int value) => BinaryPrimitives.WriteInt32BigEndian(Room(4), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64BigEndian(Room(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleBigEndian(Room(8), value);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    public void String(string text)
    {
        Short(Encoding.UTF8.GetByteCount(text));
        Utf8(text);
    }

    public void Utf8(string text) => Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetByteCount(text)));

    public void ShortBytes(ReadOnlySpan<byte> bytes)
    {
        Short(bytes.Length);
        Raw(bytes);
    }

    /// <summary>Leaves room for a number that is known later.</summary>
    /// <returns>Where, for <see cref="SetInt"/>.</returns>
    public int HoldInt()
    {
        var place = _end;
        Int(0);
        return place;
    }

    public void SetInt(int place, int value) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(place), value);

    /// <summary>Writes the length of what was written since <see cref="HoldInt"/>.</summary>
    public void SetLength(int place) => SetInt(place, _end - place - sizeof(int));

    /// <summary>The whole frame, valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Finish(byte version, short stream, Opcode opcode)
    {
        _buffer[0] = (byte)(0x80 | version);
        _buffer[1] = 0;
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(2), stream);
        _buffer[4] = (byte)opcode;
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(5), Length);
        return _buffer.AsMemory(0, _end);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _end < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(2 * _buffer.Length, _end + count)));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _end += count;
        return _buffer.AsSpan(_end - count, count);
    }
}
