using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>A text of any length as a JSON list of its lines, in constant memory whatever the length of a line.</summary>
internal static class LineWriter
{
    private const int BlockBytes = 64 << 10;

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">Text in UTF-8; what is none becomes U+FFFD.</param>
    /// <param name="output">Written and flushed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(string path, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        await using var json = new Utf8JsonWriter(output, Options);
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[BlockBytes];
        var letters = new char[Encoding.UTF8.GetMaxCharCount(BlockBytes)];
        var isOpen = false;
        json.WriteStartObject();
        json.WriteStartArray("lines");
        int read;
        do
        {
            read = await file.ReadAsync(bytes, cancellationToken);
            var count = decoder.GetChars(bytes, 0, read, letters, 0, flush: read == 0);
            isOpen = Write(json, letters.AsSpan(0, count), isOpen);
            await json.FlushAsync(cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        while (read > 0);

        if (isOpen)
        {
            json.WriteStringValueSegment(ReadOnlySpan<char>.Empty, isFinalSegment: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>Whether a line is open behind it.</summary>
    private static bool Write(Utf8JsonWriter json, ReadOnlySpan<char> text, bool isOpen)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOf('\n');
            var piece = end < 0 ? text : text[..(end + 1)];
            json.WriteStringValueSegment(piece, isFinalSegment: end >= 0);
            isOpen = end < 0;
            text = text[piece.Length..];
        }

        return isOpen;
    }
}
