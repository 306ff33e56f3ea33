using Field = Graticule.Raster.Tables.CompactReader.Field;

namespace Graticule.Raster.Tables;

/// <summary>What is before a page.</summary>
/// <param name="Kind">0 values, 1 index, 2 dictionary, 3 values of the second version.</param>
/// <param name="Unpacked">Bytes of the page when it is unpacked.</param>
/// <param name="Packed">Bytes of the page in the file.</param>
/// <param name="Values">How many, nulls among them.</param>
/// <param name="Nulls">Of the second version: how many of them are null.</param>
/// <param name="Encoding">Of the values.</param>
/// <param name="Levels">Encoding of the definition levels.</param>
/// <param name="DefinitionBytes">Of the second version: length of the definition levels.</param>
/// <param name="RepetitionBytes">Of the second version: length of the repetition levels.</param>
/// <param name="IsCompressed">Of the second version: whether the values are.</param>
/// <param name="HeaderBytes">Of the header itself.</param>
internal readonly record struct ParquetPage(
    int Kind, int Unpacked, int Packed, int Values, int Nulls, int Encoding, int Levels, int DefinitionBytes, int RepetitionBytes, bool IsCompressed, int HeaderBytes)
{
    internal const int Data = 0;
    internal const int Dictionary = 2;
    internal const int Data2 = 3;

    internal static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        CompactReader reader = new(bytes);
        ParquetPage page = new() { Levels = ParquetEncoding.Runs, IsCompressed = true };
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
                2 => page with { Nulls = reader.Int32(field) },
                4 => page with { Encoding = reader.Int32(field) },
                5 => page with { DefinitionBytes = reader.Int32(field) },
                6 => page with { RepetitionBytes = reader.Int32(field) },
                7 => page with { IsCompressed = reader.Truth(field) },
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
