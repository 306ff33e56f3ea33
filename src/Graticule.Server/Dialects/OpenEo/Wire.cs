using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>JSON on the way out.</summary>
internal static class Wire
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task SendAsync(HttpContext context, JsonNode? content, int status = StatusCodes.Status200OK, string mediaType = Words.Json) =>
        SendAsync(context, Bytes(content), status, mediaType);

    public static Task SendAsync(HttpContext context, byte[] body, int status, string mediaType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>An answer without a body.</summary>
    public static Task SendAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static byte[] Bytes(JsonNode? content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            if (content is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                content.WriteTo(writer);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A moment in UTC to the second, as RFC 3339 has it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Link(string href, string relation, string? mediaType = Words.Json, string? title = null)
    {
        var link = new JsonObject { ["href"] = href, ["rel"] = relation };
        if (mediaType is not null)
        {
            link["type"] = mediaType;
        }

        if (title is not null)
        {
            link["title"] = title;
        }

        return link;
    }

    public static JsonArray Texts(params IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
