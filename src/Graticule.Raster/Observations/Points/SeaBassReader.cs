using System.Text;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Files of NASA's SeaBASS archive (<c>.sb</c>): a header that names fields, units and what stands for missing, and lines of values. Date, time and
/// place are fields, or stand in the header.
/// </summary>
internal sealed class SeaBassReader : IPointReader
{
    private const int LongestLine = 1 << 20;

    public bool Reads(string path) => TextFile.Is(path, ".sb");

    public void Read(PointRows rows)
    {
        using StreamReader text = new(TextFile.Open(rows.Path), Encoding.UTF8);
        StringBuilder buffer = new();
        string? Next() => ReadLine(rows.Path, text, buffer);
        var header = SeaBassHeader.Read(rows.Path, Next);
        foreach (var (name, value) in header.Values)
        {
            rows.Attributes[name] = value;
        }

        var fields = header.Fields;
        TextColumns columns = new(rows, fields) { Defaults = header.Defaults };
        columns.MissingNumbers.AddRange(header.Missing);
        columns.Check();
        var number = (long)header.Lines;
        for (var line = Next(); line is not null; line = Next())
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] is '!' or '#')
            {
                continue;
            }

            var row = Split(line, header.Delimiter);
            if (row.Length == fields.Count)
            {
                columns.Take(number, row);
            }
            else
            {
                rows.Reject(number, FormattableString.Invariant($"it has {row.Length} values, and the header names {fields.Count} fields"));
            }
        }
    }

    private static string[] Split(string line, char? delimiter) => delimiter is { } mark
        ? line.Split(mark, StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string? ReadLine(string path, StreamReader text, StringBuilder line)
    {
        line.Clear();
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            if (next == '\n')
            {
                return line.ToString();
            }

            if (next != '\r')
            {
                line.Append((char)next);
            }

            if (line.Length > LongestLine)
            {
                throw new ObservationFileException(path, "has a line of more than a million letters");
            }
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
