using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>JSON on the way out: written by hand into one buffer, so that every answer has its length and no null member slips in.</summary>
internal static class Wire
{
    /// <summary>For people: indented, and escaped only where JSON needs it; a page escapes for HTML itself.</summary>
    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer, content);
        }

        return buffer.WrittenMemory;
    }

    public static Task SendAsync(HttpContext context, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task SendJsonAsync<T>(HttpContext context, int status, T content, Action<Utf8JsonWriter, T> write) =>
        SendAsync(context, status, Words.Json, Write(content, write));

    public static void WriteText(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter writer, string name, params IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>A moment in UTC, to the millisecond, with its zone.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, Time(known));
        }
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteLink(this Utf8JsonWriter writer, string href, string relation, string? mediaType, string? title = null)
    {
        writer.WriteStartObject();
        writer.WriteString("href", href);
        writer.WriteString("rel", relation);
        writer.WriteText("type", mediaType);
        writer.WriteText("title", title);
        writer.WriteEndObject();
    }

    /// <summary>The resource itself and its HTML page.</summary>
    public static void WriteSelf(this Utf8JsonWriter writer, string href)
    {
        writer.WriteLink(href, "self", Words.Json, "This document");
        writer.WriteLink(href + (href.Contains('?', StringComparison.Ordinal) ? "&f=html" : "?f=html"), "alternate", Words.Html, "This document as HTML");
    }
}
