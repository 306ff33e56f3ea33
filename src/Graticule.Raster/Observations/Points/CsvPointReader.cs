using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Tables as text (RFC 4180; comma, semicolon or tab between the columns), their first line the names of the columns, the second perhaps their units.
/// Lines that begin with <c>#</c> are comments.
/// </summary>
internal sealed class CsvPointReader : IPointReader
{
    private const int MostHeaderLines = 1000;
    private const int MostFieldSize = 1 << 16;

    private static readonly string[] Delimiters = [",", ";", "\t"];

    public bool Reads(string path) => TextFile.Is(path, ".csv", ".tsv");

    public void Read(PointRows rows)
    {
        var delimiter = DelimiterOf(rows.Path);
        using StreamReader text = new(TextFile.Open(rows.Path), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        using CsvParser parser = new(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            AllowComments = true,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = MostFieldSize,
            CacheFields = true,
            ProcessFieldBufferSize = 1024,
        });
        try
        {
            ReadRows(rows, parser);
        }
        catch (CsvHelperException fault)
        {
            throw new ObservationFileException(rows.Path, $"is no table of text: line {parser.RawRow} has a field that does not end", fault);
        }
    }

    private static void ReadRows(PointRows rows, CsvParser parser)
    {
        if (!parser.Read())
        {
            throw new ObservationFileException(rows.Path, "is empty");
        }

        var names = parser.Record!.Select(ColumnNames.Split).ToList();
        var hasRow = parser.Read();
        var units = hasRow ? parser.Record! : [];
        TextColumns columns = new(new(rows.Path, rows.Layout), names);
        var hasUnits = hasRow && columns.IsUnits(units);
        if (hasUnits)
        {
            names = [.. names.Select((name, index) => (name.Name, name.Units ?? (index < units.Length && units[index].Length > 0 ? units[index] : null)))];
        }

        columns = new(rows, names);
        columns.Check();
        for (hasRow = hasUnits ? parser.Read() : hasRow; hasRow; hasRow = parser.Read())
        {
            var row = parser.Record!;
            if (row.Length > 1 || row[0].Length > 0)
            {
                columns.Take(parser.RawRow, row);
            }
        }
    }

    /// <summary>The mark that the first line has most of.</summary>
    private static string DelimiterOf(string path)
    {
        using StreamReader text = new(TextFile.Open(path));
        var header = ReadLine(text);
        for (var line = 1; line < MostHeaderLines && header is { } passed && (passed.Length == 0 || passed[0] == '#'); line++)
        {
            header = ReadLine(text);
        }

        return Delimiters.MaxBy(mark => (header ?? "").Count(letter => letter == mark[0]))!;
    }

    /// <summary>A line, or as much of it as a header may have.</summary>
    private static string? ReadLine(StreamReader text)
    {
        StringBuilder line = new();
        var next = text.Read();
        if (next < 0)
        {
            return null;
        }

        for (; next >= 0 && next != '\n' && line.Length < MostFieldSize; next = text.Read())
        {
            line.Append(next == '\r' ? "" : ((char)next).ToString());
        }

        return line.ToString();
    }
}
