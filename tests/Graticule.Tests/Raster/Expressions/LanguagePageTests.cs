using System.Runtime.CompilerServices;
using Graticule.Raster.Expressions;

namespace Graticule.Tests.Raster.Expressions;

/// <summary>The page on the language says what the engine knows, and no more.</summary>
public sealed class LanguagePageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../docs/band-math.md")));

    [Fact]
    public void Every_function_stands_there_with_its_meaning() => Assert.Equal(
        Vocabulary.Functions.Select(word => $"| `{word.Name}` | {(word.Least == word.Most ? $"{word.Least}" : $"{word.Least} to {word.Most}")} | {word.Meaning} |").Order(StringComparer.Ordinal),
        Rows("## Functions").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_constant_stands_there_with_its_meaning() => Assert.Equal(
        Vocabulary.Constants.Select(word => $"| `{word.Name}` | {word.Meaning} |").Order(StringComparer.Ordinal),
        Rows("## Constants").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operator_stands_there() => Assert.Equal(
        Vocabulary.Operators.Select(words => string.Join(' ', words.Symbols.Select(symbol => $"`{symbol}`"))),
        Rows("## Operators, from the loosest to the tightest").Select(row => row.Replace("\\|", "¦", StringComparison.Ordinal).Split('|')[1].Trim().Replace('¦', '|')));

    private static IEnumerable<string> Rows(string heading) =>
        Page.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
