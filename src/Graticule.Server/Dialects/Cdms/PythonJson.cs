using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>
/// JSON as Python's <c>json.dumps(indent=n)</c> lays it out: ASCII only, floats by <see cref="PythonNumbers.Repr"/>. Written forwards into a
/// buffer that its owner empties, so that results of any length can be sent.
/// </summary>
/// <param name="output">Gets the bytes.</param>
/// <param name="indent">Blanks a level.</param>
internal sealed class PythonJson(IBufferWriter<byte> output, int indent = PythonJson.Indent)
{
    /// <summary>Of everything but errors.</summary>
    public const int Indent = 4;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', 0x7f - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    private readonly Stack<bool> _hasMembers = new();
    private bool _isNamed;

    public void BeginObject() => Begin('{');

    public void EndObject() => End('}');

    public void BeginArray() => Begin('[');

    public void EndArray() => End(']');

    public void Name(string name)
    {
        Separate();
        Quote(name);
        Put(": ");
        _isNamed = true;
    }

    public void Text(string? value)
    {
        Separate();
        if (value is null)
        {
            Put("null");
        }
        else
        {
            Quote(value);
        }
    }

    public void Integer(long? value) => Raw(value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    /// <summary>JSON has no word for what is not finite: that is null.</summary>
    public void Float(double? value) => Raw(value is { } number && double.IsFinite(number) ? PythonNumbers.Repr(number) : "null");

    public void Boolean(bool value) => Raw(value ? "true" : "false");

    public void Null() => Raw("null");

    public void Member(string name, string? value)
    {
        Name(name);
        Text(value);
    }

    public void Member(string name, long? value)
    {
        Name(name);
        Integer(value);
    }

    public void Member(string name, double? value)
    {
        Name(name);
        Float(value);
    }

    /// <summary>A value made elsewhere. Numbers that are floats there, or were read with a point or exponent, are floats here.</summary>
    public void Node(JsonNode? node)
    {
        switch (node)
        {
            case null:
                Null();
                break;
            case JsonObject members:
                BeginObject();
                foreach (var (name, value) in members)
                {
                    Name(name);
                    Node(value);
                }

                EndObject();
                break;
            case JsonArray items:
                BeginArray();
                foreach (var item in items)
                {
                    Node(item);
                }

                EndArray();
                break;
            default:
                Scalar(node.AsValue());
                break;
        }
    }

    /// <summary>A small document.</summary>
    public static byte[] Bytes(JsonNode? node, int indent = Indent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new PythonJson(buffer, indent).Node(node);
        return buffer.WrittenSpan.ToArray();
    }

    private void Scalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                Text(value.GetValue<string>());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Boolean(value.GetValueKind() == JsonValueKind.True);
                break;
            case JsonValueKind.Number when value.TryGetValue<double>(out var number) && IsFloat(value):
                Float(number);
                break;
            case JsonValueKind.Number:
                Raw(value.ToJsonString());
                break;
            default:
                Null();
                break;
        }
    }

    private static bool IsFloat(JsonValue value) => value.TryGetValue<JsonElement>(out var element)
        ? element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E')
        : !value.TryGetValue<long>(out _) && !value.TryGetValue<int>(out _);

    private void Raw(string text)
    {
        Separate();
        Put(text);
    }

    private void Begin(char bracket)
    {
        Separate();
        Put(bracket);
        _hasMembers.Push(false);
    }

    private void End(char bracket)
    {
        if (_hasMembers.Pop())
        {
            Break();
        }

        Put(bracket);
    }

    /// <summary>What stands before a name, or before a value that has none.</summary>
    private void Separate()
    {
        if (_isNamed)
        {
            _isNamed = false;
            return;
        }

        if (!_hasMembers.TryPop(out var hasMembers))
        {
            return; // the one value of the document
        }

        if (hasMembers)
        {
            Put(',');
        }

        _hasMembers.Push(true);
        Break();
    }

    private void Break()
    {
        var length = 1 + (indent * _hasMembers.Count);
        var span = output.GetSpan(length)[..length];
        span.Fill((byte)' ');
        span[0] = (byte)'\n';
        output.Advance(length);
    }

    private void Quote(string text)
    {
        Put('"');
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var plain = rest.IndexOfAnyExcept(Plain);
            Put(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
            {
                break;
            }

            Put(Escaped(rest[plain]));
            rest = rest[(plain + 1)..];
        }

        Put('"');
    }

    private static string Escaped(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };

    private void Put(char letter)
    {
        output.GetSpan(1)[0] = (byte)letter;
        output.Advance(1);
    }

    private void Put(ReadOnlySpan<char> ascii)
    {
        var span = output.GetSpan(ascii.Length);
        output.Advance(Encoding.ASCII.GetBytes(ascii, span));
    }
}
