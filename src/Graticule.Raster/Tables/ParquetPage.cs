using Field = Graticule.Raster.Tables.CompactReader.Field;

namespace Graticule.Raster.Tables;

/// <summary>What is before a page.</summary>
internal readonly record struct ParquetPage
{
    internal const int Data = 0;
    internal const int Dictionary = 2;
    internal const int Data2 = 3;

    public ParquetPage()
    {
    }

    /// <summary>0 values, 1 index, 2 dictionary, 3 values of the second version.</summary>
    internal int Kind { get; private init; }

    /// <summary>Bytes of the page when it is unpacked.</summary>
    internal int Unpacked { get; private init; }

    /// <summary>Bytes of the page in the file.</summary>
    internal int Packed { get; private init; }

    /// <summary>How many values, nulls among them.</summary>
    internal int Values { get; private init; }

    /// <summary>Of the values.</summary>
    internal int Encoding { get; private init; }

    /// <summary>Encoding of the definition levels.</summary>
    internal int Levels { get; private init; } = ParquetEncoding.Runs;

    /// <summary>Of the second version: length of the definition levels.</summary>
    internal int DefinitionBytes { get; private init; }

    /// <summary>Of the second version: length of the repetition levels.</summary>
    internal int RepetitionBytes { get; private init; }

    /// <summary>Of the second version: whether the values are.</summary>
    internal bool IsCompressed { get; private init; } = true;

    /// <summary>Length of the header itself.</summary>
    internal int HeaderBytes { get; private init; }

    internal static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        CompactReader reader = new(bytes);
        ParquetPage page = new();
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            page = field.Id switch
            {
                1 => page with { Kind = reader.Int32(field) },
                2 => page with { Unpacked = reader.Int32(field) },
                3 => page with { Packed = reader.Int32(field) },
                5 or 7 => ReadFirst(ref reader, page),
                8 => ReadSecond(ref reader, page),
                _ => Passed(ref reader, field, page),
            };
        }

        return page with { HeaderBytes = reader.Position };
    }

    /// <summary>Pages of the first version and dictionaries begin alike.</summary>
    private static ParquetPage ReadFirst(ref CompactReader reader, ParquetPage page)
    {
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            page = field.Id switch
            {
                1 => page with { Values = reader.Int32(field) },
                2 => page with { Encoding = reader.Int32(field) },
                3 when field.Type > 2 => page with { Levels = reader.Int32(field) },
                _ => Passed(ref reader, field, page),
            };
        }

        return page;
    }

    private static ParquetPage ReadSecond(ref CompactReader reader, ParquetPage page)
    {
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            page = field.Id switch
            {
                1 => page with { Values = reader.Int32(field) },
                4 => page with { Encoding = reader.Int32(field) },
                5 => page with { DefinitionBytes = reader.Int32(field) },
                6 => page with { RepetitionBytes = reader.Int32(field) },
                7 => page with { IsCompressed = CompactReader.Truth(field) },
                _ => Passed(ref reader, field, page),
            };
        }

        return page;
    }

    private static ParquetPage Passed(ref CompactReader reader, Field field, ParquetPage page)
    {
        reader.Skip(field);
        return page;
    }
}
