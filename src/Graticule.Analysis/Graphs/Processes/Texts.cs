using System.Globalization;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes of texts. A text that is nodata gives nodata.</summary>
internal static class Texts
{
    internal static IEnumerable<GraphProcess> All =>
    [
        Search("text_begins", (text, pattern, rule) => text.StartsWith(pattern, rule)),
        Search("text_ends", (text, pattern, rule) => text.EndsWith(pattern, rule)),
        Search("text_contains", (text, pattern, rule) => text.Contains(pattern, rule)),
        Search("text_find", (text, pattern, rule) => text.IndexOf(pattern, rule) is var index and >= 0 ? (double)index : null),
        new("text_concat", Concat),
    ];

    private static GraphProcess Search(string id, Func<string, string, StringComparison, object?> search) => new(id, args =>
    {
        var rule = args.Get("case_sensitive", otherwise: true) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return args.Has("data") && args["data"] is null ? null : search(args.Text("data"), args.Text("pattern"), rule);
    });

    private static string Concat(Arguments args) => string.Join(
        args.Has("separator") ? TextOf(args["separator"], "separator", args) : "",
        args.Get<ArrayValue>("data").Items.Select(item => TextOf(item, "data", args)));

    private static string TextOf(object? value, string parameter, Arguments args) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new GraphException("ProcessParameterInvalid", $"'{args.ProcessId}' joins texts, numbers, truths and nodata, not {Nouns.Of(value)}.") { Parameter = parameter },
    };
}
