namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Names that arguments can have. A list that is null is not known, and then any name is right.</summary>
public sealed record KnownNames
{
    /// <summary>Ids of collections.</summary>
    public IReadOnlyCollection<string>? Collections { get; init; }

    /// <summary>Formats of <c>load_url</c> and <c>load_uploaded_files</c>, in small or capital letters.</summary>
    public IReadOnlyCollection<string>? InputFormats { get; init; }

    /// <summary>Formats of <c>save_result</c>, in small or capital letters.</summary>
    public IReadOnlyCollection<string>? OutputFormats { get; init; }

    /// <summary>Runtimes of <c>run_udf</c>, in small or capital letters.</summary>
    public IReadOnlyCollection<string>? UdfRuntimes { get; init; }

    /// <summary>What is wrong with a text of a subtype; null if nothing is.</summary>
    internal Misfit? Check(string? subtype, string text) => subtype switch
    {
        "collection-id" => Check(Collections, text, StringComparer.Ordinal, "CollectionNotFound", "collection"),
        "input-format" => Check(InputFormats, text, StringComparer.OrdinalIgnoreCase, "FormatUnsuitable", "input format"),
        "output-format" => Check(OutputFormats, text, StringComparer.OrdinalIgnoreCase, "FormatUnsuitable", "output format"),
        "udf-runtime" => Check(UdfRuntimes, text, StringComparer.OrdinalIgnoreCase, "InvalidRuntime", "UDF runtime"),
        _ => null,
    };

    private static Misfit? Check(IReadOnlyCollection<string>? names, string text, StringComparer comparer, string code, string noun) =>
        names is null || names.Contains(text, comparer)
            ? null
            : new($"names the {noun} '{text}', which is not there{NearestName.Hint(text, names)}", code);
}
