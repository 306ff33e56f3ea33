using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The table of a sweep: a line of names, then a row for each run.</summary>
internal static class CaseTable
{
    private const int MostRows = 10_000;
    private const int MostColumns = 1000;
    private const long Largest = 32L << 20;

    /// <summary>The file that has the table of a job, and the member that names it; null of a job without one.</summary>
    public static (string Field, string File)? Of(JsonObject content)
    {
        foreach (var field in (string[])["caseFile", "paramFile"])
        {
            if (JobFiles.IdOf(content[field]) is { } id)
            {
                return (field, id);
            }
        }

        return null;
    }

    /// <exception cref="HpcException">400: it is no such table.</exception>
    public static IReadOnlyList<Dictionary<string, string>> Read(string path, string field)
    {
        if (new FileInfo(path).Length > Largest)
        {
            throw HpcErrors.Field(field, "The table is larger than 32 MiB.");
        }

        List<Dictionary<string, string>> rows = [];
        foreach (var row in Rows(path, field))
        {
            if (rows.Count == MostRows)
            {
                throw HpcErrors.Field(field, $"The table has more than {Digits.Of(MostRows)} rows.");
            }

            rows.Add(row);
        }

        return rows.Count > 0 ? rows : throw HpcErrors.Field(field, "The table has no rows.");
    }

    /// <summary>How many runs there will be; null where the file is no table.</summary>
    public static int? Count(string path)
    {
        try
        {
            return new FileInfo(path).Length <= Largest ? Rows(path, "").Count() : null;
        }
        catch (Exception exception) when (exception is HpcException or IOException)
        {
            return null;
        }
    }

    /// <summary>The rows as they are read, with their values in the order of the columns.</summary>
    /// <exception cref="HpcException">400, while they are read: it is no such table.</exception>
    public static IEnumerable<Dictionary<string, string>> Rows(string path, string field)
    {
        using var reader = new StreamReader(path);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true, BadDataFound = null });
        if (!parser.Read() || parser.Record is not { Length: > 0 and <= MostColumns } names || names.Any(string.IsNullOrEmpty)
            || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw HpcErrors.Field(field, "The first line of the table must name its variables, each once, with commas between them.");
        }

        for (var row = 1; parser.Read(); row++)
        {
            var values = parser.Record;
            if (values.Length != names.Length)
            {
                throw HpcErrors.Field(field, $"Row {Digits.Of(row)} of the table has {Digits.Of(values.Length)} values; there are {Digits.Of(names.Length)} variables.");
            }

            yield return names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }
}
