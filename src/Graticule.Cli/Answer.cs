using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Cli;

/// <summary>How a command says what it found: text for people, or exactly one JSON document.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document instead of text." };

    public static bool WantsJson(ParseResult parsed) => parsed.GetResult(Json) is not null && parsed.GetValue(Json);

    public static void WriteJson(TextWriter output, JsonNode document) => output.WriteLine(document.ToJsonString(Indented));

    public static void WriteJsonLine(TextWriter output, JsonNode document) => output.WriteLine(Line(document));

    public static string Line(JsonNode document) => document.ToJsonString(OneLine);

    /// <summary>Columns as wide as their widest cell; the last is left as it is.</summary>
    public static void WriteTable(TextWriter output, IReadOnlyList<string[]> rows)
    {
        var widths = rows.Count == 0 ? [] : Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
