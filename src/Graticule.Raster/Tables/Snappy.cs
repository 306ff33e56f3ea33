using System.Buffers.Binary;

namespace Graticule.Raster.Tables;

/// <summary>Unpacks blocks of Snappy: literals, and copies of what was unpacked before (google/snappy, format_description.txt).</summary>
internal static class Snappy
{
    /// <summary>No block unpacks to more times its size: a copy of 64 bytes takes three.</summary>
    internal const long MostGrowth = 22;

    /// <param name="packed">The block.</param>
    /// <param name="target">As long as the block says that it unpacks to.</param>
    /// <exception cref="ParquetException">The block is damaged.</exception>
    internal static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var position = 0;
        if (CompactReader.Groups(packed, ref position) != (ulong)target.Length)
        {
            throw Damaged();
        }

        var written = 0;
        while (position < packed.Length)
        {
            var tag = packed[position++];
            if ((tag & 3) == 0)
            {
                var length = LiteralLength(packed, tag >> 2, ref position);
                if (length > packed.Length - position || length > target.Length - written)
                {
                    throw Damaged();
                }

                packed.Slice(position, (int)length).CopyTo(target[written..]);
                position += (int)length;
                written += (int)length;
                continue;
            }

            var (count, back) = Copy(packed, tag, ref position);
            if (back == 0 || back > (uint)written || count > target.Length - written)
            {
                throw Damaged();
            }

            Repeat(target, written, (int)back, count);
            written += count;
        }

        if (written != target.Length)
        {
            throw Damaged();
        }
    }

    /// <summary>Copies what was written; it may reach into what it writes itself.</summary>
    internal static void Repeat(Span<byte> target, int written, int back, int count)
    {
        var from = written - back;
        if (back >= count)
        {
            target.Slice(from, count).CopyTo(target[written..]);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            target[written + i] = target[from + i];
        }
    }

    private static long LiteralLength(ReadOnlySpan<byte> packed, int code, ref int position)
    {
        if (code < 60)
        {
            return code + 1;
        }

        var bytes = code - 59;
        Require(packed, position, bytes);
        var length = 0L;
        for (var i = 0; i < bytes; i++)
        {
            length |= (long)packed[position++] << (8 * i);
        }

        return length + 1;
    }

    private static (int Count, uint Back) Copy(ReadOnlySpan<byte> packed, byte tag, ref int position)
    {
        switch (tag & 3)
        {
            case 1:
                Require(packed, position, 1);
                return (((tag >> 2) & 7) + 4, (uint)((tag >> 5) << 8) | packed[position++]);
            case 2:
                Require(packed, position, 2);
                position += 2;
                return ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(packed[(position - 2)..]));
            default:
                Require(packed, position, 4);
                position += 4;
                return ((tag >> 2) + 1, BinaryPrimitives.ReadUInt32LittleEndian(packed[(position - 4)..]));
        }
    }

    private static void Require(ReadOnlySpan<byte> packed, int position, int bytes)
    {
        if (bytes > packed.Length - position)
        {
            throw Damaged();
        }
    }

    private static ParquetException Damaged() => new("is damaged: a page cannot be unpacked (Snappy)");
}
