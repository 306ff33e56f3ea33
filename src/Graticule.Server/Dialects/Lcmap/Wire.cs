using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Small answers on the way out, as JSON or, to who asks for that, as a page.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static Task SendAsync(HttpContext context, JsonNode? content, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.Vary = "Accept";
        return WantsHtml(context.Request)
            ? SendAsync(context, Encoding.UTF8.GetBytes(Page(content)), status, Words.Html + "; charset=utf-8")
            : SendAsync(context, Encoding.UTF8.GetBytes(content?.ToJsonString(Compact) ?? "null"), status, Words.Json);
    }

    public static Task SendAsync(HttpContext context, LcmapException error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        response.Headers.ContentDisposition = default;
        return SendAsync(context, error.Body, error.Status);
    }

    /// <summary>Whether <c>text/html</c> comes before <c>application/json</c> among what the caller accepts; whatever else it asks for gets JSON.</summary>
    public static bool WantsHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).Select(type => type.MediaType.Value);
        return string.Equals(accepted.FirstOrDefault(type => type is Words.Html or Words.Json), Words.Html, StringComparison.Ordinal);
    }

    private static Task SendAsync(HttpContext context, byte[] body, int status, string mediaType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static string Page(JsonNode? content) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>LCMAP</title></head><body><pre>{WebUtility.HtmlEncode(content?.ToJsonString(Readable) ?? "")}</pre></body></html>";
}
