using System.Text.RegularExpressions;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>
/// A pattern of an input or output: words in which <c>name</c> stands for the parameter's name, <c>value</c> and <c>__value__</c> for
/// its value, <c>inputs_NAME_value</c> for the value of an input. <c>-name value</c> becomes <c>-il a.tif</c>; a word stays one word
/// whatever its value holds, so <c>__value__</c>, which asks for quotation marks, is no different.
/// </summary>
internal static partial class Pattern
{
    /// <summary>The words for a parameter with one value.</summary>
    /// <param name="pattern">The pattern; blank: no words.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="inputs">Values of inputs by name; a word that stands for one without a value is left out.</param>
    public static IEnumerable<string> Fill(string pattern, string name, string value, Func<string, string?> inputs)
    {
        foreach (var word in Words(pattern))
        {
            if (Input().Match(word) is not { Success: true } mention)
            {
                yield return Replace(word, name, value);
            }
            else if (inputs(mention.Groups["input"].Value) is { } other)
            {
                yield return other;
            }
        }
    }

    /// <summary>
    /// The words for a parameter with several values: where the word <c>value</c> is repeated, all of them stand there
    /// (<c>-name value value</c>: <c>-il a.tif b.tif</c>); where it is repeated within a word, they are joined by what is between
    /// (<c>-name value,value</c>: <c>-il a.tif,b.tif</c>); else the whole pattern is repeated.
    /// </summary>
    public static IEnumerable<string> FillAll(string pattern, string name, IReadOnlyList<string> values)
    {
        var words = Words(pattern);
        var places = words.Count(word => Value().IsMatch(word));
        if (words.Select(word => Joined().Match(word)).FirstOrDefault(match => match.Success) is { } joined)
        {
            return words.Select(word => word == joined.Value ? string.Join(joined.Groups["between"].Value, values) : Replace(word, name, ""));
        }

        return places > 1 ? Spread(words, name, values) : values.SelectMany(value => words.Select(word => Replace(word, name, value)));
    }

    private static IEnumerable<string> Spread(string[] words, string name, IReadOnlyList<string> values)
    {
        var isDone = false;
        foreach (var word in words)
        {
            if (!Value().IsMatch(word))
            {
                yield return Replace(word, name, "");
            }
            else if (!isDone)
            {
                isDone = true;
                foreach (var value in values)
                {
                    yield return Replace(word, name, value);
                }
            }
        }
    }

    private static string[] Words(string pattern) => pattern.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>In one pass: what is put in is not read again.</summary>
    private static string Replace(string word, string name, string value) =>
        Placeholder().Replace(word, match => match.Groups["value"].Success ? value : name);

    [GeneratedRegex("^inputs_(?<input>.+)_value$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Input();

    [GeneratedRegex("__value__|(?<![A-Za-z0-9])value(?![A-Za-z0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    [GeneratedRegex("^(__value__|value)(?<between>[^A-Za-z0-9]+)(__value__|value)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joined();

    [GeneratedRegex("(?<value>__value__|(?<![A-Za-z0-9])value(?![A-Za-z0-9]))|(?<![A-Za-z0-9])name(?![A-Za-z0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
