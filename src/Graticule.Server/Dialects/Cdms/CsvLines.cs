using System.Buffers;
using System.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Lines of fields as Python's <c>csv.writer</c> lays them out: quotes only where they are needed, lines that end in CR LF.</summary>
/// <param name="output">Gets the bytes.</param>
internal sealed class CsvLines(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    private bool _isOpen;

    /// <summary>Null: an empty one.</summary>
    public void Field(string? text)
    {
        if (_isOpen)
        {
            Put(",");
        }

        _isOpen = true;
        Put(text is not null && text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text ?? "");
    }

    public void Fields(params IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            Field(text);
        }
    }

    public void EndLine()
    {
        Put("\r\n");
        _isOpen = false;
    }

    private void Put(string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
