using System.Text.RegularExpressions;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Expressions in a text (CWL v1.2, 3.3 and 3.4). Brackets are counted as cwltool counts them: quotes shield what is in them, comments and
/// template literals do not.
/// </summary>
internal static partial class CwlExpression
{
    /// <summary>Each expression with its dollar sign and brackets; the last one is null when its end is missing.</summary>
    public static IEnumerable<string?> Find(string text)
    {
        var at = 0;
        while (at < text.Length - 1)
        {
            if (text[at] == '\\')
            {
                at += 2;
            }
            else if (text[at] == '$' && text[at + 1] is '(' or '{')
            {
                var end = End(text, at + 1);
                yield return end < 0 ? null : text[at..end];
                at = end < 0 ? text.Length : end;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>The name that a plain reference begins with and the member of it that follows; false where JavaScript is needed.</summary>
    public static bool IsReference(string expression, out string root, out string member)
    {
        var match = Reference().Match(expression);
        root = match.Groups["root"].Value;
        member = match.Groups["first"].Value;
        return match.Success;
    }

    private static int End(string text, int start)
    {
        var (open, close) = text[start] == '(' ? ('(', ')') : ('{', '}');
        var depth = 0;
        var at = start;
        while (at < text.Length)
        {
            var sign = text[at];
            if (sign == open)
            {
                depth++;
            }
            else if (sign == close && --depth == 0)
            {
                return at + 1;
            }
            else if (sign is '\'' or '"')
            {
                at = Quoted(text, at);
            }

            at++;
        }

        return -1;
    }

    /// <summary>Place of the quote that ends a quoted text; the end of all text where there is none.</summary>
    private static int Quoted(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] != text[start])
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at, text.Length);
    }

    [GeneratedRegex(
        @"^\$\((?<root>\w+)((\.(?<first>\w+)|\['(?<first>[^'\\]+)'\]|\[""(?<first>[^""\\]+)""\]|\[[0-9]+\])(\.\w+|\['([^']|\\')+'\]|\[""([^""]|\\"")+""\]|\[[0-9]+\])*)?\)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
