using System.Globalization;
using System.Text;
using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;

namespace Graticule.Raster.CubeFormats;

/// <summary>A table: one line for each place along all dimensions but that of the bands, which become columns (RFC 4180).</summary>
internal static class CsvFormat
{
    private const double ShareOfReading = 0.7;

    /// <summary>Rows that a thread puts into words at once.</summary>
    private const int RowsAtOnce = 2048;

    /// <summary>One thread makes the rows and writes the text: more than these would wait for it.</summary>
    private const int MostThreads = 16;

    private const string LineEnd = "\r\n";

    internal static CubeFormat Format { get; } = new("CSV", "Comma-separated values", ".csv", "text/csv", (shape, _) => CellAxes.NeedFew(shape, "CSV"), Write)
    {
        Description = "A table with one line for each geometry or pixel and each date. Its columns are the labels of the dimensions, the properties of the geometries, "
            + "and one column for each band. Nodata is empty.",
        GisDataTypes = ["vector", "table", "raster"],
        Parameters =
        [
            new("separator", "string", "What stands between columns.") { Default = ",", Values = [",", ";", "|", "\t"] },
            CommonParameters.Prefix,
        ],
    };

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var cube = CellAxes.Load(work, ShareOfReading);
        var target = Path.Combine(work.Folder, TimeSlices.Safe(CommonParameters.NameOf(work, options)) + Format.Extension);
        using var part = new PartialFile(target);
        using (var writer = new StreamWriter(part.Path) { NewLine = LineEnd })
        {
            WriteTable(writer, cube, options.Text("separator")![0], work);
        }

        part.Commit();
        work.Progress?.Report(1);
        return [CubeFacts.Describe(new(Path.GetFileName(target), Format.MediaType) { Title = "Table" }, cube.Shape)];
    }

    private static void WriteTable(StreamWriter writer, MemoryCube cube, char separator, CubeWork work)
    {
        var rows = new CellRows(cube);
        writer.WriteLine(string.Join(separator, rows.Headings.Select(heading => Quoted(heading, separator))));
        var threads = Math.Min(work.Threads, MostThreads);
        foreach (var lines in rows.Chunk(RowsAtOnce).AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithCancellation(work.CancellationToken)
            .Select(some => Lines(some, separator)))
        {
            writer.Write(lines);
        }
    }

    private static StringBuilder Lines(CellRow[] rows, char separator)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = LineEnd };
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Labels.Count; i++)
            {
                Separate(writer, i, separator);
                WriteValue(writer, row.Labels[i], separator);
            }

            for (var i = 0; i < row.Cells.Count; i++)
            {
                Separate(writer, row.Labels.Count + i, separator);
                WriteNumber(writer, row.Cells[i]);
            }

            writer.WriteLine();
        }

        return writer.GetStringBuilder();
    }

    private static void Separate(TextWriter writer, int column, char separator)
    {
        if (column > 0)
        {
            writer.Write(separator);
        }
    }

    private static void WriteValue(TextWriter writer, object? value, char separator)
    {
        if (value is double number)
        {
            WriteNumber(writer, number);
            return;
        }

        writer.Write(Text(value, separator));
    }

    private static void WriteNumber(TextWriter writer, double number)
    {
        Span<char> digits = stackalloc char[32];
        if (!Missing.Is(number) && number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture))
        {
            writer.Write(digits[..length]);
        }
    }

    private static string Text(object? value, char separator) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!, separator),
    };

    private static string Quoted(string text, char separator) =>
        text.Contains(separator, StringComparison.Ordinal) || text.AsSpan().ContainsAny("\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
