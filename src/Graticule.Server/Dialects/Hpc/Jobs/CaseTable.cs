using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The table of a sweep: a line of names, then a row for each run.</summary>
internal static class CaseTable
{
    private const int MostRows = 10_000;
    private const int MostColumns = 1000;
    private const long Largest = 32L << 20;

    /// <exception cref="HpcException">400: it is no such table.</exception>
    public static IReadOnlyList<Dictionary<string, string>> Read(string path, string field)
    {
        if (new FileInfo(path).Length > Largest)
        {
            throw HpcErrors.Field(field, "The table is larger than 32 MiB.");
        }

        using var reader = new StreamReader(path);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true, BadDataFound = null });
        if (!parser.Read() || parser.Record is not { Length: > 0 and <= MostColumns } names || names.Any(string.IsNullOrEmpty)
            || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw HpcErrors.Field(field, "The first line of the table must name its variables, each once, with commas between them.");
        }

        List<Dictionary<string, string>> rows = [];
        while (parser.Read())
        {
            var values = parser.Record;
            if (values.Length != names.Length)
            {
                throw HpcErrors.Field(field, $"Row {Digits.Of(rows.Count + 1)} of the table has {Digits.Of(values.Length)} values; there are {Digits.Of(names.Length)} variables.");
            }

            if (rows.Count == MostRows)
            {
                throw HpcErrors.Field(field, $"The table has more than {Digits.Of(MostRows)} rows.");
            }

            rows.Add(names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        }

        return rows.Count > 0 ? rows : throw HpcErrors.Field(field, "The table has no rows.");
    }
}
