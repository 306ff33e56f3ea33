using Field = Graticule.Raster.Tables.CompactReader.Field;

namespace Graticule.Raster.Tables;

/// <summary>What the end of a Parquet file says of it.</summary>
internal sealed record ParquetMetadata(IReadOnlyList<ParquetLeaf> Leaves, IReadOnlyList<ParquetRows> Groups, IReadOnlyDictionary<string, string> Facts)
{
    private const int MostRows = 100_000_000;

    /// <exception cref="ParquetException">It is damaged.</exception>
    internal static ParquetMetadata Read(ReadOnlySpan<byte> footer)
    {
        CompactReader reader = new(footer);
        List<ParquetLeaf> leaves = [];
        List<ParquetRows> groups = [];
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 2:
                    leaves = ParquetSchema.Read(ref reader, field);
                    break;
                case 4:
                    for (var left = reader.Structs(field); left > 0; left--)
                    {
                        groups.Add(ReadGroup(ref reader, leaves.Count));
                    }

                    break;
                case 5:
                    for (var left = reader.Structs(field); left > 0; left--)
                    {
                        ReadFact(ref reader, facts);
                    }

                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return leaves.Count > 0 ? new(leaves, groups, facts) : throw new ParquetException("is damaged: it has no columns");
    }

    private static ParquetRows ReadGroup(ref CompactReader reader, int leaves)
    {
        List<ParquetPlace> places = [];
        var rows = 0L;
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    for (var left = reader.Structs(field); left > 0; left--)
                    {
                        places.Add(ReadChunk(ref reader));
                    }

                    break;
                case 3:
                    rows = reader.Int(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return places.Count == leaves && rows is >= 0 and <= MostRows ? new((int)rows, places)
            : throw new ParquetException(FormattableString.Invariant($"has a group of {rows} rows and {places.Count} columns; it may have up to {MostRows} and must have {leaves}"));
    }

    private static ParquetPlace ReadChunk(ref CompactReader reader)
    {
        ParquetPlace? place = null;
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1 when reader.Text(field).Length > 0:
                    throw new ParquetException("keeps values in other files, which are not read");
                case 3:
                    place = ReadPlace(ref reader);
                    break;
                case 8 or 9:
                    throw new ParquetException("is encrypted");
                default:
                    if (field.Id != 1)
                    {
                        reader.Skip(field);
                    }

                    break;
            }
        }

        return place ?? throw new ParquetException("is damaged: it does not tell where its columns are");
    }

    private static ParquetPlace ReadPlace(ref CompactReader reader)
    {
        var (codec, values, size, data, dictionary) = (0, 0L, 0L, 0L, 0L);
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 4:
                    codec = reader.Int32(field);
                    break;
                case 5:
                    values = reader.Int(field);
                    break;
                case 7:
                    size = reader.Int(field);
                    break;
                case 9:
                    data = reader.Int(field);
                    break;
                case 11:
                    dictionary = reader.Int(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        // Some writers give an offset of 0 where there is no dictionary.
        return new(codec, values, dictionary > 0 ? Math.Min(dictionary, data) : data, size);
    }

    private static void ReadFact(ref CompactReader reader, Dictionary<string, string> facts)
    {
        var (name, value) = ("", "");
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            (name, value) = field.Id == 1 ? (reader.Text(field), value) : (name, reader.Text(field));
        }

        facts[name] = value;
    }
}
