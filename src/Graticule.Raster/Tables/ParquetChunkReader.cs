using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Tables;

/// <summary>Reads the values of one leaf in one group of rows, page by page.</summary>
internal sealed class ParquetChunkReader(SafeFileHandle file, ParquetLeaf leaf, ParquetPlace place)
{
    /// <summary>No page may claim more bytes, packed or not.</summary>
    private const int MostPage = 512 << 20;

    private const int MostValues = 100_000_000;
    private const int HeaderGuess = 1 << 12;
    private const int MostHeader = 16 << 20;

    private readonly List<byte> _definitions = [];
    private readonly List<byte> _repetitions = [];
    private readonly ParquetVector _values = new(leaf);
    private ParquetVector? _dictionary;
    private int _read;

    /// <summary>All values: those that are there, and, for leaves that may have none or several in a row, their levels.</summary>
    internal (ParquetVector Values, List<byte> Definitions, List<byte> Repetitions) Read()
    {
        if (place.Values is < 0 or > MostValues)
        {
            throw new ParquetException(FormattableString.Invariant($"claims {place.Values} values of '{leaf.Name}' in one group; at most {MostValues} are read"));
        }

        var (offset, end) = (place.Offset, place.Offset + place.Size);
        if (place.Offset < 4 || place.Size < 0 || end > RandomAccess.GetLength(file))
        {
            throw new ParquetException("is damaged: it says that values lie where the file is not");
        }

        while (_read < place.Values)
        {
            if (offset >= end)
            {
                throw new ParquetException($"is damaged: it has fewer values of '{leaf.Name}' than it says");
            }

            var page = ReadHeader(offset, end);
            offset += page.HeaderBytes;
            if (page.Packed < 0 || page.Unpacked < 0 || page.Unpacked > MostPage || page.Values < 0 || page.Packed > end - offset)
            {
                throw new ParquetException("is damaged: a page is larger than its part of the file, or than any page may be");
            }

            Take(page, ReadBytes(offset, page.Packed));
            offset += page.Packed;
        }

        return (_values, _definitions, _repetitions);
    }

    private void Take(ParquetPage page, byte[] packed)
    {
        switch (page.Kind)
        {
            case ParquetPage.Dictionary when _dictionary is null:
                _dictionary = new(leaf);
                ParquetEncoding.Read(ParquetEncoding.Plain, leaf, ParquetCodec.Unpack(place.Codec, packed, page.Unpacked), page.Values, null, _dictionary);
                break;
            case ParquetPage.Data:
                RequireRoom(page);
                TakeFirst(page, ParquetCodec.Unpack(place.Codec, packed, page.Unpacked));
                break;
            case ParquetPage.Data2:
                RequireRoom(page);
                TakeSecond(page, packed);
                break;
        }
    }

    /// <summary>Levels and values are packed together; each kind of levels has its length before it.</summary>
    private void TakeFirst(ParquetPage page, ReadOnlyMemory<byte> bytes)
    {
        if (page.Levels != ParquetEncoding.Runs && leaf.MostDefinition > 0)
        {
            throw new ParquetException("has levels in an encoding of old (BIT_PACKED), which is not read");
        }

        if (leaf.MostRepetition > 0)
        {
            bytes = TakeLevels(bytes, leaf.MostRepetition, page.Values, _repetitions);
        }

        var present = page.Values;
        if (leaf.MostDefinition > 0)
        {
            bytes = TakeLevels(bytes, leaf.MostDefinition, page.Values, _definitions);
            present = Present(page.Values);
        }

        ParquetEncoding.Read(page.Encoding, leaf, bytes, present, _dictionary, _values);
        _read += page.Values;
    }

    /// <summary>Levels lie before the values, never packed.</summary>
    private void TakeSecond(ParquetPage page, byte[] packed)
    {
        var levels = (long)page.RepetitionBytes + page.DefinitionBytes;
        if (page.RepetitionBytes < 0 || page.DefinitionBytes < 0 || levels > packed.Length || levels > page.Unpacked)
        {
            throw new ParquetException("is damaged: levels are longer than their page");
        }

        if (leaf.MostRepetition > 0)
        {
            AddLevels(packed.AsSpan(0, page.RepetitionBytes), leaf.MostRepetition, page.Values, _repetitions);
        }

        var present = page.Values;
        if (leaf.MostDefinition > 0)
        {
            AddLevels(packed.AsSpan(page.RepetitionBytes, page.DefinitionBytes), leaf.MostDefinition, page.Values, _definitions);
            present = Present(page.Values);
        }

        var values = packed.AsMemory((int)levels);
        if (page.IsCompressed && values.Length > 0)
        {
            values = ParquetCodec.Unpack(place.Codec, values.Span, page.Unpacked - (int)levels);
        }

        ParquetEncoding.Read(page.Encoding, leaf, values, present, _dictionary, _values);
        _read += page.Values;
    }

    private static ReadOnlyMemory<byte> TakeLevels(ReadOnlyMemory<byte> bytes, int most, int count, List<byte> levels)
    {
        var length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (length < 0 || length > bytes.Length - sizeof(int))
        {
            throw new ParquetException("is damaged: levels are longer than their page");
        }

        AddLevels(bytes.Span.Slice(sizeof(int), length), most, count, levels);
        return bytes[(sizeof(int) + length)..];
    }

    private static void AddLevels(ReadOnlySpan<byte> bytes, int most, int count, List<byte> levels)
    {
        var numbers = new int[count];
        PackedBits.ReadRuns(bytes, 32 - BitOperations.LeadingZeroCount((uint)most), numbers);
        foreach (var level in numbers)
        {
            levels.Add(level <= most ? (byte)level : throw new ParquetException("is damaged: a level is higher than its column allows"));
        }
    }

    private int Present(int count)
    {
        var present = 0;
        for (var i = _definitions.Count - count; i < _definitions.Count; i++)
        {
            present += _definitions[i] == leaf.MostDefinition ? 1 : 0;
        }

        return present;
    }

    private void RequireRoom(ParquetPage page)
    {
        if (page.Values > place.Values - _read)
        {
            throw new ParquetException($"is damaged: it has more values of '{leaf.Name}' than it says");
        }
    }

    /// <summary>Headers tell their length only when they are read: more is read where a guess was too short.</summary>
    private ParquetPage ReadHeader(long offset, long end)
    {
        for (var length = (int)Math.Min(HeaderGuess, end - offset); ; length = (int)Math.Min(length * 8L, end - offset))
        {
            var bytes = ReadBytes(offset, length);
            try
            {
                return ParquetPage.Read(bytes);
            }
            catch (ParquetException) when (length < end - offset && length < MostHeader)
            {
                // Cut off by the guess: once more, with a longer one.
            }
        }
    }

    private byte[] ReadBytes(long offset, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            read += more > 0 ? more : throw new ParquetException("is cut off");
        }

        return bytes;
    }
}
