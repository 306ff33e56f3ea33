using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Reads JSON5 (spec.json5.org): comments, trailing commas, names without quotes, single quotes, NaN, Infinity, hexadecimal, signs.</summary>
internal sealed class Json5(string text)
{
    private int _at;

    private char Next => _at < text.Length ? text[_at] : '\0';

    /// <exception cref="FormatException">The text is not JSON5.</exception>
    internal static JsonNode? Parse(string text)
    {
        var reader = new Json5(text);
        var value = reader.Value();
        return reader.Next == '\0' ? value : throw reader.Fault("the end");
    }

    private JsonNode? Value()
    {
        SkipBlank();
        JsonNode? value = Next switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' or '\'' => JsonValue.Create(Quoted()),
            _ => Word(Bare()),
        };
        SkipBlank();
        return value;
    }

    private JsonObject Object()
    {
        var members = new JsonObject();
        _at++;
        for (SkipBlank(); Next != '}'; SkipBlank())
        {
            var name = Next is '"' or '\'' ? Quoted() : Bare();
            SkipBlank();
            Take(':');
            members.Add(name, Value());
            TakeSeparator('}');
        }

        _at++;
        return members;
    }

    private JsonArray Array()
    {
        var items = new JsonArray();
        _at++;
        for (SkipBlank(); Next != ']'; SkipBlank())
        {
            items.Add(Value());
            TakeSeparator(']');
        }

        _at++;
        return items;
    }

    private string Quoted()
    {
        var quote = text[_at++];
        var content = new StringBuilder();
        while (Next != quote)
        {
            content.Append(Next switch
            {
                '\\' => Escaped(),
                '\0' => throw Fault("a quote"),
                _ => text[_at++].ToString(),
            });
        }

        _at++;
        return content.ToString();
    }

    private string Escaped()
    {
        var (escape, start) = (text[_at + 1], _at + 2);
        _at = start;
        switch (escape)
        {
            case 'u':
                _at += 4;
                return ((char)int.Parse(text.AsSpan(start, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
            case 'x':
                _at += 2;
                return ((char)int.Parse(text.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
            case '\n':
                return "";
            default:
                return escape switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'b' => "\b", 'f' => "\f", 'v' => "\v", '0' => "\0", _ => escape.ToString() };
        }
    }

    private string Bare()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Next) || Next is '_' or '$' or '.' or '+' or '-')
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Fault("a value");
    }

    private JsonValue? Word(string word) => word switch
    {
        "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => JsonValue.Create(Number(word)),
    };

    private double Number(string word)
    {
        var sign = word[0] == '-' ? -1 : 1;
        var digits = word.TrimStart('+', '-');
        return sign * digits switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            ['0', 'x' or 'X', .. var hexadecimal] => long.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            _ => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Fault($"a value, not '{word}',"),
        };
    }

    private void TakeSeparator(char end)
    {
        if (Next != end)
        {
            Take(',');
        }
    }

    private void Take(char expected) => _at = Next == expected ? _at + 1 : throw Fault($"'{expected}'");

    private void SkipBlank()
    {
        while (true)
        {
            if (char.IsWhiteSpace(Next) || Next == '\uFEFF')
            {
                _at++;
            }
            else if (text.AsSpan(_at).StartsWith("//"))
            {
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                _at = text.IndexOf("*/", _at, StringComparison.Ordinal) + 2;
            }
            else
            {
                return;
            }
        }
    }

    private FormatException Fault(string expected) => new($"Expected {expected} at {_at}: …{text.Substring(_at, Math.Min(20, text.Length - _at))}");
}
