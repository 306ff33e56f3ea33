using System.Globalization;

namespace Graticule.Raster.Expressions;

/// <summary>Cuts the text of an expression into numbers, names and symbols.</summary>
internal static class Tokenizer
{
    private static readonly string[] Symbols =
        ["&&", "||", "<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "<", ">", "?", ":", ",", "(", ")"];

    /// <summary>What people write that this language does not have, and what it has instead.</summary>
    private static readonly (string Text, string Advice)[] Foreign =
    [
        ("**", "a power is written x^y"),
        ("<>", "'not equal' is written !="),
        ("=", "nothing can be assigned; 'equal' is written =="),
        ("!", "'not x' is written x == 0"),
        ("&", "'and' is written &&"),
        ("|", "'or' is written ||"),
        ("%", "a remainder is written x - y * rint(x / y - 0.5)"),
        (";", "expressions are separated by commas"),
        ("\"", "there are no texts, only numbers"),
        ("'", "there are no texts, only numbers"),
        ("[", "only round parentheses group"),
        ("{", "only round parentheses group"),
    ];

    internal static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] <= ' ')
            {
                at++;
                continue;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }

        tokens.Add(new Token(TokenKind.End, "", 0, text.Length + 1));
        return tokens;
    }

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return ReadNumber(text, at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            return new Token(TokenKind.Name, text[at..end], 0, at + 1);
        }

        foreach (var (foreign, advice) in Foreign)
        {
            var isPartOfSymbol = foreign.Length == 1 && Symbols.Any(s => s.Length == 2 && s[0] == first && StartsAt(text, at, s));
            if (!isPartOfSymbol && StartsAt(text, at, foreign))
            {
                throw new ExpressionException(at + 1, $"'{foreign}' is not known here: {advice}.");
            }
        }

        var symbol = Symbols.FirstOrDefault(s => StartsAt(text, at, s));
        return symbol is not null
            ? new Token(TokenKind.Symbol, symbol, 0, at + 1)
            : throw new ExpressionException(at + 1, $"the character '{first}' means nothing here; see the list of operators and functions.");
    }

    private static Token ReadNumber(string text, int at)
    {
        var end = SkipDigits(text, at);
        if (end < text.Length && text[end] == '.')
        {
            end = SkipDigits(text, end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var after = SkipDigits(text, digits);
            end = after > digits ? after : end;
        }

        var written = text[at..end];
        var value = double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new Token(TokenKind.Number, written, value, at + 1)
            : throw new ExpressionException(at + 1, $"the number {written} is too large; numbers reach up to 1.7976931348623157e308.");
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool StartsAt(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;
}
