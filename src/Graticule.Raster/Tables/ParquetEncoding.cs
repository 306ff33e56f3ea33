using System.Buffers.Binary;

namespace Graticule.Raster.Tables;

/// <summary>Reads the values of a page, by the format's numbers of encodings.</summary>
internal static class ParquetEncoding
{
    internal const int Plain = 0;
    internal const int PlainDictionary = 2;
    internal const int Runs = 3;
    internal const int Differences = 5;
    internal const int LengthDifferences = 6;
    internal const int ByteDifferences = 7;
    internal const int RunsOfDictionary = 8;
    internal const int SplitStreams = 9;

    /// <param name="encoding">Number of the encoding.</param>
    /// <param name="leaf">Whose values they are.</param>
    /// <param name="page">The values as they are stored.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="dictionary">Of the leaf in this group of rows, if there is one.</param>
    /// <param name="target">Takes them.</param>
    /// <exception cref="ParquetException">The page is damaged, or its encoding is not read.</exception>
    internal static void Read(int encoding, ParquetLeaf leaf, ReadOnlyMemory<byte> page, int count, ParquetVector? dictionary, ParquetVector target)
    {
        if (count == 0)
        {
            return;
        }

        switch (encoding)
        {
            case Plain:
                ReadPlain(leaf, page, count, target);
                break;
            case PlainDictionary or RunsOfDictionary when dictionary is not null && page.Length > 0:
                var indexes = new int[count];
                Require(page.Span[0] <= 32);
                PackedBits.ReadRuns(page.Span[1..], page.Span[0], indexes);
                foreach (var index in indexes)
                {
                    target.AddFrom(dictionary, index);
                }

                break;
            case Runs when leaf.Type == ParquetType.Boolean:
                ReadTruths(page.Span, count, target);
                break;
            case Differences when leaf.Type is ParquetType.Int32 or ParquetType.Int64:
                var position = 0;
                ReadDifferences(leaf, page.Span, ref position, count, target);
                break;
            case LengthDifferences when leaf.Type == ParquetType.ByteArray:
                ReadLengthDifferences(page, 0, count, target);
                break;
            case ByteDifferences when target.Width == 0 || leaf.Type == ParquetType.FixedLengthByteArray:
                ReadByteDifferences(page, count, target);
                break;
            case SplitStreams when target.Width > 0:
                ReadSplitStreams(page.Span, count, target);
                break;
            default:
                throw new ParquetException(FormattableString.Invariant($"has values of '{leaf.Name}' in the encoding {encoding}, which is not read for their type"));
        }
    }

    private static void ReadPlain(ParquetLeaf leaf, ReadOnlyMemory<byte> page, int count, ParquetVector target)
    {
        var bytes = page.Span;
        if (leaf.Type == ParquetType.Boolean)
        {
            Require((count + 7L) / 8 <= bytes.Length);
            for (var i = 0; i < count; i++)
            {
                target.AddWhole((bytes[i / 8] >> (i % 8)) & 1);
            }

            return;
        }

        if (leaf.Type == ParquetType.ByteArray)
        {
            for (var (i, position) = (0, 0); i < count; i++)
            {
                Require(bytes.Length - position >= sizeof(int));
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[position..]);
                position += sizeof(int);
                Require(length >= 0 && length <= bytes.Length - position);
                target.AddBytes(page.Slice(position, length));
                position += length;
            }

            return;
        }

        var width = target.Width;
        Require(width > 0 && (long)count * width <= bytes.Length);
        for (var i = 0; i < count; i++)
        {
            target.AddFixed(page.Slice(i * width, width));
        }
    }

    private static void ReadTruths(ReadOnlySpan<byte> page, int count, ParquetVector target)
    {
        Require(page.Length >= sizeof(int));
        var truths = new int[count];
        PackedBits.ReadRuns(page[sizeof(int)..], 1, truths);
        foreach (var truth in truths)
        {
            target.AddWhole(truth);
        }
    }

    private static void ReadDifferences(ParquetLeaf leaf, ReadOnlySpan<byte> page, ref int position, int count, ParquetVector target)
    {
        var values = PackedBits.ReadDifferences(page, ref position, count);
        Require(values.Length == count);
        foreach (var value in values)
        {
            // Differences of 32-bit numbers are reckoned, and overflow, in 32 bits.
            target.AddWhole(leaf.Type == ParquetType.Int64 ? value : leaf.Meaning == ParquetMeaning.UnsignedNumber ? unchecked((uint)value) : unchecked((int)value));
        }
    }

    private static void ReadLengthDifferences(ReadOnlyMemory<byte> page, int position, int count, ParquetVector target)
    {
        var lengths = PackedBits.ReadDifferences(page.Span, ref position, count);
        Require(lengths.Length == count);
        foreach (var length in lengths)
        {
            Require(length >= 0 && length <= page.Length - position);
            target.AddBytes(page.Slice(position, (int)length));
            position += (int)length;
        }
    }

    /// <summary>Each value begins as the one before it does.</summary>
    private static void ReadByteDifferences(ReadOnlyMemory<byte> page, int count, ParquetVector target)
    {
        var position = 0;
        var shared = PackedBits.ReadDifferences(page.Span, ref position, count);
        var lengths = PackedBits.ReadDifferences(page.Span, ref position, count);
        Require(shared.Length == count && lengths.Length == count);
        ReadOnlyMemory<byte> last = default;
        for (var i = 0; i < count; i++)
        {
            Require(shared[i] >= 0 && shared[i] <= last.Length && lengths[i] >= 0 && lengths[i] <= page.Length - position);
            var own = page.Slice(position, (int)lengths[i]);
            position += own.Length;
            last = shared[i] == 0 ? own : (byte[])[.. last.Span[..(int)shared[i]], .. own.Span];
            target.AddBytes(last);
        }
    }

    /// <summary>All first bytes, then all second ones, and so on.</summary>
    private static void ReadSplitStreams(ReadOnlySpan<byte> page, int count, ParquetVector target)
    {
        var width = target.Width;
        Require((long)count * width <= page.Length);
        for (var i = 0; i < count; i++)
        {
            var value = new byte[width];
            for (var k = 0; k < width; k++)
            {
                value[k] = page[(k * count) + i];
            }

            target.AddFixed(value);
        }
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new ParquetException("is damaged: a page is shorter than its values");
        }
    }
}
