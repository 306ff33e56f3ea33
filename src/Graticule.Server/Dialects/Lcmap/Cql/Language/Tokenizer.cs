using System.Text;
using System.Text.RegularExpressions;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Language;

/// <summary>Cuts a statement of CQL 3 into tokens.</summary>
internal sealed partial class Tokenizer
{
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private Tokenizer(string text) => _text = text;

    /// <summary>The tokens and an end.</summary>
    /// <exception cref="CqlException">Syntax.</exception>
    public static IReadOnlyList<Token> Read(string text)
    {
        Tokenizer tokenizer = new(text);
        tokenizer.ReadAll();
        return tokenizer._tokens;
    }

    private void ReadAll()
    {
        while (SkipBlanks())
        {
            ReadOne();
        }

        Add(TokenKind.End, "", _at);
    }

    private void ReadOne()
    {
        var start = _at;
        var first = _text[_at];
        if (first is '\'' or '"')
        {
            var text = Quoted(first);
            Add(first == '"' ? TokenKind.Name : TokenKind.Text, text, start);
        }
        else if (Starts("$$"))
        {
            var end = _text.IndexOf("$$", _at + 2, StringComparison.Ordinal);
            _at = end < 0 ? throw Fault("the text after '$$' has no end") : end + 2;
            Add(TokenKind.Text, _text[(start + 2)..end], start);
        }
        else if (Shape().Match(_text, _at) is { Success: true } shape)
        {
            _at += shape.Length;
            var kind = shape.Groups["uuid"].Success ? TokenKind.Uuid
                : shape.Groups["blob"].Success ? TokenKind.Blob
                : shape.Groups["decimal"].Success ? TokenKind.Decimal
                : shape.Groups["integer"].Success ? TokenKind.Integer
                : shape.Groups["word"].Success ? TokenKind.Word : TokenKind.Symbol;
            Add(kind, kind == TokenKind.Word ? shape.Value.ToLowerInvariant() : shape.Value, start);
        }
        else
        {
            throw Fault($"no viable alternative at character '{first}'");
        }
    }

    /// <summary>A doubled quote within stands for one.</summary>
    private string Quoted(char quote)
    {
        StringBuilder text = new();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != quote)
            {
                text.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == quote)
            {
                text.Append(quote);
                _at++;
            }
            else
            {
                _at++;
                return text.ToString();
            }
        }

        throw Fault($"the text has no closing {quote}");
    }

    /// <summary>Spaces and comments.</summary>
    /// <returns>Whether there is more.</returns>
    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '\n')
            {
                _line++;
                _lineStart = ++_at;
            }
            else if (char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }
            else if (Starts("--") || Starts("//"))
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (Starts("/*"))
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? throw Fault("the comment has no end") : end + 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private bool Starts(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private void Add(TokenKind kind, string text, int start) => _tokens.Add(new(kind, text, _line, Math.Max(0, start - _lineStart)));

    private CqlException Fault(string what) => new(CqlError.Syntax, $"line {_line}:{Math.Max(0, _at - _lineStart)} {what}");

    [GeneratedRegex(
        @"\G(?:(?<uuid>[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|(?<blob>0[xX][0-9a-fA-F]*)|(?<decimal>-?[0-9]+(\.[0-9]*([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))|(?<integer>-?[0-9]+)|(?<word>[A-Za-z][A-Za-z0-9_]*)|<=|>=|!=|[-*(),.;=<>?:\[\]{}+/%])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
