using System.Buffers.Binary;

namespace Graticule.Raster.Tables;

/// <summary>Values of a leaf, nulls left out.</summary>
internal sealed class ParquetVector(ParquetLeaf leaf)
{
    private const long JulianDayOf1970 = 2_440_588;
    private const long MicrosecondsOfDay = 86_400_000_000;

    private long[] _wholes = [];
    private double[] _numbers = [];
    private ReadOnlyMemory<byte>[] _bytes = [];

    internal int Count { get; private set; }

    /// <summary>Of truths (0 or 1), whole numbers, and moments (those of 96 bits in microseconds since 1970).</summary>
    internal ReadOnlySpan<long> Wholes => _wholes.AsSpan(0, Math.Min(Count, _wholes.Length));

    /// <summary>Of floating point numbers.</summary>
    internal ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Math.Min(Count, _numbers.Length));

    /// <summary>Of texts and bytes.</summary>
    internal ReadOnlySpan<ReadOnlyMemory<byte>> Bytes => _bytes.AsSpan(0, Math.Min(Count, _bytes.Length));

    /// <summary>Bytes of a value where all have the same; 0 for bytes with a length of their own.</summary>
    internal int Width => leaf.Type switch
    {
        ParquetType.Int32 or ParquetType.Float => 4,
        ParquetType.Int64 or ParquetType.Double => 8,
        ParquetType.Int96 => 12,
        ParquetType.FixedLengthByteArray => leaf.Length,
        _ => 0,
    };

    internal void AddWhole(long value) => (Room(ref _wholes)[Count], Count) = (value, Count + 1);

    internal void AddBytes(ReadOnlyMemory<byte> value) => (Room(ref _bytes)[Count], Count) = (value, Count + 1);

    /// <summary>Adds a value of fixed width, as it is stored.</summary>
    internal void AddFixed(ReadOnlyMemory<byte> value)
    {
        var bytes = value.Span;
        switch (leaf.Type)
        {
            case ParquetType.Int32:
                var narrow = BinaryPrimitives.ReadInt32LittleEndian(bytes);
                AddWhole(leaf.Meaning == ParquetMeaning.UnsignedNumber ? (uint)narrow : narrow);
                break;
            case ParquetType.Int64:
                AddWhole(BinaryPrimitives.ReadInt64LittleEndian(bytes));
                break;
            case ParquetType.Int96:
                var days = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianDayOf1970;
                AddWhole((days * MicrosecondsOfDay) + (BinaryPrimitives.ReadInt64LittleEndian(bytes) / 1000));
                break;
            case ParquetType.Float:
                AddNumber(BinaryPrimitives.ReadSingleLittleEndian(bytes));
                break;
            case ParquetType.Double:
                AddNumber(BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                break;
            default:
                AddBytes(value);
                break;
        }
    }

    /// <summary>Adds a value of another vector of the same leaf.</summary>
    internal void AddFrom(ParquetVector other, int index)
    {
        if ((uint)index >= (uint)other.Count)
        {
            throw new ParquetException("is damaged: a page names a value that its dictionary has not");
        }

        if (other._bytes.Length > 0)
        {
            AddBytes(other._bytes[index]);
        }
        else if (other._numbers.Length > 0)
        {
            AddNumber(other._numbers[index]);
        }
        else
        {
            AddWhole(other._wholes[index]);
        }
    }

    private void AddNumber(double value) => (Room(ref _numbers)[Count], Count) = (value, Count + 1);

    private T[] Room<T>(ref T[] values)
    {
        if (Count >= values.Length)
        {
            Array.Resize(ref values, Math.Max(1024, values.Length * 2));
        }

        return values;
    }
}
