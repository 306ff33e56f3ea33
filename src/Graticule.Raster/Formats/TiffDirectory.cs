using System.Buffers.Binary;
using System.Text;

namespace Graticule.Raster.Formats;

/// <summary>The tags of an image in a TIFF file (little-endian, 32-bit offsets), and what is too long for them.</summary>
internal sealed class TiffDirectory
{
    private const int HeadBytes = 8;
    private const int EntryBytes = 12;

    /// <summary>By rising number, as readers want them.</summary>
    private readonly SortedDictionary<ushort, (ushort Type, int Count, byte[] Value)> _tags = [];

    private enum Kind : ushort
    {
        Text = 2,
        Short = 3,
        Long = 4,
        Real = 12,
    }

    internal void Shorts(ushort tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[sizeof(ushort) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), values[i]);
        }

        _tags[tag] = ((ushort)Kind.Short, values.Length, bytes);
    }

    internal void Longs(ushort tag, params ReadOnlySpan<uint> values)
    {
        var bytes = new byte[sizeof(uint) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), values[i]);
        }

        _tags[tag] = ((ushort)Kind.Long, values.Length, bytes);
    }

    internal void Reals(ushort tag, params ReadOnlySpan<double> values)
    {
        var bytes = new byte[sizeof(double) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        _tags[tag] = ((ushort)Kind.Real, values.Length, bytes);
    }

    internal void Text(ushort tag, string text)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0];
        _tags[tag] = ((ushort)Kind.Text, bytes.Length, bytes);
    }

    /// <summary>Bytes of the head of the file: what follows begins there.</summary>
    internal int Length => HeadBytes + sizeof(ushort) + (EntryBytes * _tags.Count) + sizeof(uint) + _tags.Values.Sum(tag => tag.Value.Length > sizeof(uint) ? Even(tag.Value.Length) : 0);

    /// <summary>The head of the file: mark, tags, and what they point to.</summary>
    internal byte[] ToArray()
    {
        var bytes = new byte[Length];
        "II*\0"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), HeadBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeadBytes), (ushort)_tags.Count);
        var (entry, free) = (HeadBytes + sizeof(ushort), HeadBytes + sizeof(ushort) + (EntryBytes * _tags.Count) + sizeof(uint));
        foreach (var (number, (type, count, value)) in _tags)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(entry), number);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(entry + 2), type);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + 4), count);
            if (value.Length <= sizeof(uint))
            {
                value.CopyTo(bytes, entry + 8);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + 8), free);
                value.CopyTo(bytes, free);
                free += Even(value.Length);
            }

            entry += EntryBytes;
        }

        return bytes;
    }

    private static int Even(int length) => length + (length & 1);
}
