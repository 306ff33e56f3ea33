using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>
/// Bytes of columns, one after the other. Each column is its number of items and the number of those stored (two 32-bit integers), then the
/// stored items, padded to eight bytes; where all items are the same, one is stored.
/// </summary>
internal sealed class BlockWriter
{
    private readonly Column<byte> _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.Items;

    public void Clear() => _bytes.Clear();

    public void Write<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        var raw = MemoryMarshal.AsBytes(items);
        var size = items.Length == 0 ? 0 : raw.Length / items.Length;
        var isConstant = items.Length > 1 && raw[size..].SequenceEqual(raw[..^size]);
        var stored = isConstant ? raw[..size] : raw;
        var head = _bytes.Extend(8);
        BinaryPrimitives.WriteInt32LittleEndian(head, items.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], isConstant ? 1 : items.Length);
        var room = _bytes.Extend(Padded(stored.Length));
        stored.CopyTo(room);
        room[stored.Length..].Clear();
    }

    internal static int Padded(int length) => (length + 7) & ~7;
}

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
internal ref struct BlockReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    /// <exception cref="InvalidDataException">The bytes are no such column.</exception>
    public ColumnView<T> Read<T>()
        where T : unmanaged
    {
        var size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        if (bytes.Length - _at < 8)
        {
            throw new InvalidDataException("a column is missing");
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[_at..]);
        var stored = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(_at + 4)..]);
        var length = (long)stored * size;
        if (count < 0 || (stored != count && (stored != 1 || count < 1)) || length > bytes.Length - _at - 8)
        {
            throw new InvalidDataException("a column has an impossible length");
        }

        ColumnView<T> column = new(bytes.Slice(_at + 8, (int)length), count, stored);
        _at = Math.Min(bytes.Length, _at + 8 + BlockWriter.Padded((int)length));
        return column;
    }
}

/// <summary>A column in a block.</summary>
internal readonly struct ColumnView<T>(ReadOnlyMemory<byte> bytes, int count, int stored)
    where T : unmanaged
{
    public int Count => count;

    public T this[int index] => (uint)index >= (uint)count
        ? throw new InvalidDataException("a column is too short")
        : MemoryMarshal.Cast<byte, T>(bytes.Span)[stored == 1 ? 0 : index];

    /// <summary>Items of a column that is stored as it is.</summary>
    public ReadOnlySpan<T> Slice(int first, int length)
    {
        if (first < 0 || length < 0 || first > count - length)
        {
            throw new InvalidDataException("a column is too short");
        }

        if (stored == count)
        {
            return MemoryMarshal.Cast<byte, T>(bytes.Span).Slice(first, length);
        }

        var same = new T[length];
        Array.Fill(same, this[0]);
        return same;
    }
}

/// <summary>CRC-32C (Castagnoli), by which a block that changed is known.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
