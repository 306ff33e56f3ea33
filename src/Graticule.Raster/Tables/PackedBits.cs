using System.Buffers.Binary;

namespace Graticule.Raster.Tables;

/// <summary>Numbers of so many bits each, one after the other, the lowest bit first.</summary>
internal static class PackedBits
{
    /// <summary>The number that begins at a bit; <paramref name="width"/> is 0 to 64.</summary>
    internal static ulong At(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        var (first, shift) = ((int)(bit >> 3), (int)(bit & 7));
        if (width + shift <= 64 && first + sizeof(ulong) <= bytes.Length)
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(bytes[first..]) >> shift) & Mask(width);
        }

        var number = 0UL;
        for (var got = 0; got < width;)
        {
            var taken = Math.Min(8 - shift, width - got);
            number |= ((ulong)(bytes[first++] >> shift) & Mask(taken)) << got;
            (got, shift) = (got + taken, 0);
        }

        return number;
    }

    /// <summary>
    /// Numbers in runs (Parquet's RLE): of each run the length, and whether it is one number or several packed ones, in its head.
    /// </summary>
    /// <param name="bytes">From the first head on.</param>
    /// <param name="width">Bits of a number, 0 to 32.</param>
    /// <param name="numbers">All are read.</param>
    /// <exception cref="ParquetException">There are fewer.</exception>
    internal static void ReadRuns(ReadOnlySpan<byte> bytes, int width, Span<int> numbers)
    {
        var (position, read) = (0, 0);
        var valueBytes = (width + 7) / 8;
        while (read < numbers.Length)
        {
            var head = CompactReader.Groups(bytes, ref position);
            if ((head & 1) == 0)
            {
                Require(head >> 1 > 0 && valueBytes <= bytes.Length - position);
                var count = (int)Math.Min(head >> 1, (ulong)(numbers.Length - read));
                numbers.Slice(read, count).Fill((int)At(bytes, position * 8L, width));
                position += valueBytes;
                read += count;
                continue;
            }

            var groups = head >> 1;
            Require(groups > 0 && groups <= int.MaxValue / 8);
            var wanted = (int)Math.Min(groups * 8, (ulong)(numbers.Length - read));
            Require(((wanted * (long)width) + 7) / 8 <= bytes.Length - position);
            for (var i = 0; i < wanted; i++)
            {
                numbers[read + i] = (int)At(bytes, (position * 8L) + ((long)i * width), width);
            }

            read += wanted;
            position = (int)Math.Min(bytes.Length, position + ((long)groups * width));
        }
    }

    /// <summary>Numbers as differences, in blocks (Parquet's DELTA_BINARY_PACKED).</summary>
    /// <param name="bytes">Of the page.</param>
    /// <param name="position">Where they begin; then, where they end.</param>
    /// <param name="most">No more may be claimed.</param>
    internal static long[] ReadDifferences(ReadOnlySpan<byte> bytes, ref int position, int most)
    {
        var blockSize = CompactReader.Groups(bytes, ref position);
        var miniblocks = CompactReader.Groups(bytes, ref position);
        var count = CompactReader.Groups(bytes, ref position);
        var value = CompactReader.Unfolded(CompactReader.Groups(bytes, ref position));
        Require(blockSize is > 0 and <= 1 << 20 && miniblocks > 0 && miniblocks <= blockSize && blockSize % miniblocks == 0 && count <= (ulong)most);
        var values = new long[count];
        var size = (int)(blockSize / miniblocks);
        for (var i = 0; i < values.Length;)
        {
            if (i == 0)
            {
                values[i++] = value;
                continue;
            }

            var least = CompactReader.Unfolded(CompactReader.Groups(bytes, ref position));
            Require((int)miniblocks <= bytes.Length - position);
            var widths = bytes.Slice(position, (int)miniblocks);
            position += (int)miniblocks;
            foreach (var width in widths)
            {
                if (i >= values.Length)
                {
                    break;
                }

                var length = (size * (long)width + 7) / 8;
                Require(width <= 64);
                for (var k = 0; k < size && i < values.Length; k++)
                {
                    Require((((k + 1L) * width) + 7) / 8 <= bytes.Length - position);
                    value = unchecked(value + least + (long)At(bytes, (position * 8L) + ((long)k * width), width));
                    values[i++] = value;
                }

                position = (int)Math.Min(bytes.Length, position + length);
            }
        }

        return values;
    }

    private static ulong Mask(int width) => width >= 64 ? ulong.MaxValue : (1UL << width) - 1;

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new ParquetException("is damaged: packed numbers cannot be read");
        }
    }
}
