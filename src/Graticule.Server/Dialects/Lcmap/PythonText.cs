using System.Buffers;
using System.Globalization;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Texts in JSON as Python's <c>json.dump</c> has them: ASCII alone.</summary>
internal static class PythonText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', 0x7F - ' ').Where(letter => letter is not ('"' or '\\')).Select(letter => (byte)letter)]);

    /// <summary>Writes a text in quotes.</summary>
    /// <param name="output">Gets ASCII.</param>
    /// <param name="text">UTF-8.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (text.Length > 0)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            output.Write(plain < 0 ? text : text[..plain]);
            text = plain < 0 ? [] : Escape(output, text[plain..]);
        }

        output.Write("\""u8);
    }

    /// <summary>Writes the first character, and gives what follows it.</summary>
    private static ReadOnlySpan<byte> Escape(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        var letter = text[0] switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            _ => [],
        };
        if (letter.Length > 0)
        {
            output.Write(letter);
            return text[1..];
        }

        _ = Rune.DecodeFromUtf8(text, out var rune, out var length);
        output.Write(Encoding.ASCII.GetBytes(string.Concat(rune.ToString().Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")))));
        return text[length..];
    }
}
