using System.Text;

namespace Graticule.Analysis.Change.Results;

/// <summary>Reads what <see cref="StripBuffer"/> wrote; never beyond the end, and takes no more memory than the bytes account for.</summary>
internal ref struct StripReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    internal readonly int Left => _bytes.Length - _position;

    internal byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw Damaged();

    /// <exception cref="InvalidDataException">It is larger than <paramref name="most"/>, or cut off.</exception>
    internal int Whole(int most) => Groups() is var number && number <= (ulong)most ? (int)number : throw Damaged();

    internal long Folded()
    {
        var number = Groups();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    internal string Text() => Encoding.UTF8.GetString(Sized());

    internal ReadOnlySpan<byte> Sized() => Bytes(Whole(Left));

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Left)
        {
            throw Damaged();
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    internal static InvalidDataException Damaged() => new("The results of the chip are damaged.");

    private ulong Groups()
    {
        var (number, shift) = (0UL, 0);
        while (true)
        {
            var group = Byte();
            if (shift > 63)
            {
                throw Damaged();
            }

            number |= (ulong)(group & 0x7F) << shift;
            if (group < 0x80)
            {
                return number;
            }

            shift += 7;
        }
    }
}
