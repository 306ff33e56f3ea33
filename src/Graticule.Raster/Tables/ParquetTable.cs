using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Tables;

/// <summary>
/// Reads tables in Apache Parquet: columns of numbers, texts, moments and bytes, those of nested structures under names with points, and maps of
/// texts. Columns are read only where they are asked for, one group of rows at a time. Checked and strict: whatever a file claims, no more memory is
/// taken than its own bytes account for, within a fixed factor.
/// </summary>
internal sealed class ParquetTable : IDisposable
{
    private const int TailBytes = 8;
    private const int MostFooter = 256 << 20;

    private readonly SafeFileHandle _file;
    private readonly ParquetMetadata _metadata;

    private ParquetTable(SafeFileHandle file, ParquetMetadata metadata) => (_file, _metadata) = (file, metadata);

    /// <summary>The stored columns.</summary>
    internal IReadOnlyList<ParquetLeaf> Leaves => _metadata.Leaves;

    /// <summary>What the file says of itself, by name.</summary>
    internal IReadOnlyDictionary<string, string> Facts => _metadata.Facts;

    internal int Groups => _metadata.Groups.Count;

    /// <exception cref="ParquetException">It is no Parquet, is cut off, encrypted or damaged.</exception>
    internal static ParquetTable Open(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            return new(file, ParquetMetadata.Read(ReadFooter(file)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The column of that name, in letters of any case; null: there is none.</summary>
    internal ParquetLeaf? Find(string name) =>
        Leaves.FirstOrDefault(leaf => leaf.Name == name) ?? Leaves.FirstOrDefault(leaf => string.Equals(leaf.Name, name, StringComparison.OrdinalIgnoreCase));

    internal int RowsOf(int group) => _metadata.Groups[group].Rows;

    /// <summary>A number for each row, NaN for null; of a column whose <see cref="ParquetLeaf.IsNumber"/> is set, or of truths (0 and 1).</summary>
    internal double[] ReadNumbers(int group, ParquetLeaf leaf)
    {
        var (values, isPresent) = ReadFlat(group, leaf);
        var numbers = new double[RowsOf(group)];
        var isUnsigned = leaf is { Meaning: ParquetMeaning.UnsignedNumber, Type: ParquetType.Int64 };
        for (var (row, next) = (0, 0); row < numbers.Length; row++)
        {
            numbers[row] = !isPresent(row) ? double.NaN
                : leaf.Type is ParquetType.Float or ParquetType.Double ? values.Numbers[next++]
                : isUnsigned ? (ulong)values.Wholes[next++] : values.Wholes[next++];
        }

        return numbers;
    }

    /// <summary>Seconds since 1970 for each row, rounded down; of a column whose <see cref="ParquetLeaf.IsInstant"/> is set.</summary>
    internal long?[] ReadInstants(int group, ParquetLeaf leaf)
    {
        var (values, isPresent) = ReadFlat(group, leaf);
        var instants = new long?[RowsOf(group)];
        for (var (row, next) = (0, 0); row < instants.Length; row++)
        {
            instants[row] = isPresent(row) ? Seconds(leaf, values.Wholes[next++]) : null;
        }

        return instants;
    }

    /// <summary>A text for each row; of a column whose <see cref="ParquetLeaf.IsBytes"/> is set. Texts that come again and again are one object.</summary>
    internal string?[] ReadTexts(int group, ParquetLeaf leaf)
    {
        var (values, isPresent) = ReadFlat(group, leaf);
        var texts = new string?[RowsOf(group)];
        TextPool pool = new();
        for (var (row, next) = (0, 0); row < texts.Length; row++)
        {
            texts[row] = isPresent(row) ? pool.Get(values.Bytes[next++].Span) : null;
        }

        return texts;
    }

    /// <summary>Bytes for each row; of a column whose <see cref="ParquetLeaf.IsBytes"/> is set.</summary>
    internal ReadOnlyMemory<byte>?[] ReadBytes(int group, ParquetLeaf leaf)
    {
        var (values, isPresent) = ReadFlat(group, leaf);
        var bytes = new ReadOnlyMemory<byte>?[RowsOf(group)];
        for (var (row, next) = (0, 0); row < bytes.Length; row++)
        {
            bytes[row] = isPresent(row) ? values.Bytes[next++] : null;
        }

        return bytes;
    }

    /// <summary>The key and value leaves of a map of texts; null: the column is none.</summary>
    internal (ParquetLeaf Key, ParquetLeaf Value)? FindMap(string name)
    {
        var parts = Leaves.Where(leaf => leaf.Name.StartsWith(name + ".", StringComparison.Ordinal)).ToList();
        return parts is [{ MostRepetition: 1, IsBytes: true } key, { MostRepetition: 1, IsBytes: true } value] ? (key, value) : null;
    }

    /// <summary>For each row the keys and values of its map; empty where it has none.</summary>
    internal IReadOnlyList<KeyValuePair<string, string?>>[] ReadMap(int group, (ParquetLeaf Key, ParquetLeaf Value) map)
    {
        var keys = ReadLevelled(group, map.Key);
        var values = ReadLevelled(group, map.Value);
        var rows = new IReadOnlyList<KeyValuePair<string, string?>>[RowsOf(group)];
        Array.Fill(rows, []);
        TextPool pool = new();
        var (row, nextKey, nextValue) = (-1, 0, 0);
        for (var i = 0; i < keys.Repetitions.Count; i++)
        {
            row += keys.Repetitions[i] == 0 ? 1 : 0;
            if (row < 0 || row >= rows.Length || i >= values.Definitions.Count)
            {
                throw new ParquetException("is damaged: a map has more entries than rows");
            }

            // A key whose level is lower says that the map is empty, or absent.
            if (keys.Definitions[i] == map.Key.MostDefinition)
            {
                var key = pool.Get(keys.Values.Bytes[nextKey++].Span);
                var value = values.Definitions[i] == map.Value.MostDefinition ? pool.Get(values.Values.Bytes[nextValue++].Span) : null;
                rows[row] = [.. rows[row], new(key, value)];
            }
        }

        return rows;
    }

    public void Dispose() => _file.Dispose();

    private static byte[] ReadFooter(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var tail = new byte[TailBytes];
        if (length < TailBytes + 4 || RandomAccess.Read(file, tail, length - TailBytes) < TailBytes || !tail.AsSpan(4).StartsWith("PAR1"u8))
        {
            throw new ParquetException(tail.AsSpan(4).SequenceEqual("PARE"u8) ? "is encrypted" : "is no Parquet file, or cut off: it does not end as one");
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (size > MostFooter || size > length - TailBytes - 4)
        {
            throw new ParquetException("is damaged: its metadata are longer than it is");
        }

        var footer = new byte[size];
        return RandomAccess.Read(file, footer, length - TailBytes - size) == footer.Length ? footer : throw new ParquetException("is cut off");
    }

    private (ParquetVector Values, Func<int, bool> IsPresent) ReadFlat(int group, ParquetLeaf leaf)
    {
        if (leaf.MostRepetition > 0)
        {
            throw new ParquetException($"has lists in '{leaf.Name}', which are not read");
        }

        var (values, definitions, _) = ReadLevelled(group, leaf);
        var count = leaf.MostDefinition > 0 ? definitions.Count : values.Count;
        return count == RowsOf(group) ? (values, leaf.MostDefinition > 0 ? row => definitions[row] == leaf.MostDefinition : static _ => true)
            : throw new ParquetException($"is damaged: '{leaf.Name}' has another number of values than there are rows");
    }

    private (ParquetVector Values, List<byte> Definitions, List<byte> Repetitions) ReadLevelled(int group, ParquetLeaf leaf)
    {
        var index = 0;
        while (!ReferenceEquals(Leaves[index], leaf))
        {
            index++;
        }

        return new ParquetChunkReader(_file, leaf, _metadata.Groups[group].Places[index]).Read();
    }

    private static long Seconds(ParquetLeaf leaf, long stored)
    {
        var (unit, isDays) = leaf.Type == ParquetType.Int96 ? (1_000_000, false) : leaf.Meaning switch
        {
            ParquetMeaning.Date => (1, true),
            ParquetMeaning.Milliseconds => (1000, false),
            ParquetMeaning.Microseconds => (1_000_000, false),
            _ => (1_000_000_000, false),
        };
        return isDays ? stored * 86400 : (long)Math.Floor((decimal)stored / unit);
    }

    /// <summary>Gives texts that come again and again one object, as far as it remembers.</summary>
    private struct TextPool
    {
        private readonly Dictionary<int, (byte[] Bytes, string Text)> _known = [];

        public TextPool()
        {
        }

        internal readonly string Get(ReadOnlySpan<byte> bytes)
        {
            HashCode hash = default;
            hash.AddBytes(bytes);
            var code = hash.ToHashCode() & 0xFFF;
            if (_known.TryGetValue(code, out var known) && bytes.SequenceEqual(known.Bytes))
            {
                return known.Text;
            }

            var text = Encoding.UTF8.GetString(bytes);
            _known[code] = (bytes.ToArray(), text);
            return text;
        }
    }
}
