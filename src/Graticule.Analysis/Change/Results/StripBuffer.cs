using System.Buffers;
using System.Text;

namespace Graticule.Analysis.Change.Results;

/// <summary>Bytes that grow: whole numbers in groups of seven bits, texts and bytes with their lengths before them.</summary>
internal sealed class StripBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    internal byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    internal void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>A number from 0, the lowest bits first.</summary>
    internal void Whole(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        for (; number >= 0x80; number >>= 7)
        {
            Byte((byte)(number | 0x80));
        }

        Byte((byte)number);
    }

    /// <summary>A number with a sign, which is its lowest bit.</summary>
    internal void Folded(long number)
    {
        var folded = (ulong)((number << 1) ^ (number >> 63));
        for (; folded >= 0x80; folded >>= 7)
        {
            Byte((byte)(folded | 0x80));
        }

        Byte((byte)folded);
    }

    internal void Text(string text) => Sized(Encoding.UTF8.GetBytes(text));

    internal void Sized(ReadOnlySpan<byte> bytes)
    {
        Whole(bytes.Length);
        _bytes.Write(bytes);
    }

    internal void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
