using System.Buffers.Binary;

namespace Graticule.Raster.Tables;

/// <summary>Unpacks blocks of LZ4: literals, each followed by a copy of what was unpacked before (lz4/lz4, lz4_Block_format.md).</summary>
internal static class Lz4Block
{
    /// <summary>No block unpacks to more times its size: each byte of a length stands for 255.</summary>
    internal const long MostGrowth = 255;

    private const int LeastCopy = 4;

    /// <param name="packed">The block.</param>
    /// <param name="target">As long as what it unpacks to.</param>
    /// <exception cref="ParquetException">The block is damaged.</exception>
    internal static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var (position, written) = (0, 0);
        while (position < packed.Length)
        {
            var token = packed[position++];
            var literals = Length(packed, token >> 4, ref position);
            Require(literals <= packed.Length - position && literals <= target.Length - written);
            packed.Slice(position, (int)literals).CopyTo(target[written..]);
            position += (int)literals;
            written += (int)literals;
            if (position == packed.Length)
            {
                break;
            }

            Require(packed.Length - position >= sizeof(ushort));
            var back = BinaryPrimitives.ReadUInt16LittleEndian(packed[position..]);
            position += sizeof(ushort);
            var count = Length(packed, token & 15, ref position) + LeastCopy;
            Require(back > 0 && back <= written && count <= target.Length - written);
            Snappy.Repeat(target, written, back, (int)count);
            written += (int)count;
        }

        Require(written == target.Length);
    }

    /// <summary>Four bits, and where these are all set further bytes up to one that is not 255.</summary>
    private static long Length(ReadOnlySpan<byte> packed, int start, ref int position)
    {
        long length = start;
        for (var more = start == 15; more;)
        {
            Require(position < packed.Length);
            more = packed[position] == 255;
            length += packed[position++];
        }

        return length;
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new ParquetException("is damaged: a page cannot be unpacked (LZ4)");
        }
    }
}
