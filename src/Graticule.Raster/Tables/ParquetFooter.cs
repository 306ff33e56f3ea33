namespace Graticule.Raster.Tables;

/// <summary>The metadata at the end of a Parquet file, and the headers of pages: structures of the format's Thrift definition, by the numbers of their fields.</summary>
internal static class ParquetFooter
{
    private const int Optional = 1;
    private const int Plain = 0;
    private const int RunLength = 3;
    private const int Gzip = 2;

    internal static byte[] PageHeader(int rows, int size, int stored)
    {
        var writer = new CompactWriter();
        return writer.Put(1, 0).Put(2, size).Put(3, stored)
            .Put(5, () => writer.Put(1, rows).Put(2, Plain).Put(3, RunLength).Put(4, RunLength))
            .End().ToArray();
    }

    internal static byte[] Write(
        IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<ParquetChunk>> groups, IReadOnlyDictionary<string, string> facts, bool isCompressed)
    {
        var writer = new CompactWriter();
        writer.Put(1, 2);
        writer.PutList(2, [null, .. columns], (TableColumn? column) => WriteSchema(writer, column, columns.Count));
        writer.Put(3, groups.Sum(group => (long)group[0].Rows));
        writer.PutList(4, groups, group => WriteGroup(writer, group, isCompressed));
        if (facts.Count > 0)
        {
            writer.PutList(5, facts, fact => writer.Put(1, fact.Key).Put(2, fact.Value));
        }

        writer.Put(6, "Graticule");

        // Says that smallest and largest values are those of the types' own order.
        writer.PutList(7, columns, _ => writer.PutEmpty(1));
        return writer.End().ToArray();
    }

    /// <summary>Numbers of the physical type.</summary>
    private static int TypeOf(ColumnType type) => type switch
    {
        ColumnType.Truth => 0,
        ColumnType.WholeNumber or ColumnType.Instant => 2,
        ColumnType.Number => 5,
        _ => 6,
    };

    /// <summary>The table itself comes first, as a group of all columns.</summary>
    private static void WriteSchema(CompactWriter writer, TableColumn? column, int columns)
    {
        if (column is null)
        {
            writer.Put(4, "schema").Put(5, columns);
            return;
        }

        writer.Put(1, TypeOf(column.Type)).Put(3, Optional).Put(4, column.Name);
        if (column.Type == ColumnType.Text)
        {
            writer.Put(6, 0).Put(10, () => writer.PutEmpty(1));
        }
        else if (column.Type == ColumnType.Instant)
        {
            writer.Put(6, 9).Put(10, () => writer.Put(8, () => writer.Put(1, true).Put(2, () => writer.PutEmpty(1))));
        }
    }

    private static void WriteGroup(CompactWriter writer, IReadOnlyList<ParquetChunk> group, bool isCompressed)
    {
        writer.PutList(1, group, chunk => writer.Put(2, chunk.Offset).Put(3, () => WriteChunk(writer, chunk, isCompressed)));
        writer.Put(2, group.Sum(chunk => chunk.Size)).Put(3, (long)group[0].Rows);
        writer.Put(5, group[0].Offset).Put(6, group.Sum(chunk => chunk.Stored));
    }

    private static void WriteChunk(CompactWriter writer, ParquetChunk chunk, bool isCompressed)
    {
        writer.Put(1, TypeOf(chunk.Column.Type)).PutList(2, [Plain, RunLength]).PutList(3, [chunk.Column.Name]).Put(4, isCompressed ? Gzip : 0);
        writer.Put(5, (long)chunk.Rows).Put(6, chunk.Size).Put(7, chunk.Stored).Put(9, chunk.Offset);
        writer.Put(12, () =>
        {
            writer.Put(3, (long)chunk.Nulls);
            if (chunk.Range is var (least, most))
            {
                writer.Put(5, most).Put(6, least);
            }
        });
    }
}
