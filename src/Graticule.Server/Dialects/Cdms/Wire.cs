using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Small answers on the way out.</summary>
internal static class Wire
{
    /// <summary>Blanks a level in the body of an error.</summary>
    private const int ErrorIndent = 5;

    public static Task SendAsync(HttpContext context, JsonNode? content) =>
        SendAsync(context, PythonJson.Bytes(content), StatusCodes.Status200OK, Words.Json);

    public static Task SendAsync(HttpContext context, byte[] body, int status, string mediaType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task SendAsync(HttpContext context, CdmsException error)
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
        var body = new JsonObject { ["error"] = error.Message, ["code"] = error.Status };
        return SendAsync(context, PythonJson.Bytes(body, ErrorIndent), error.Status, Words.Json);
    }

    public static Task SendTextAsync(HttpContext context, string text, string mediaType = Words.Text) =>
        SendAsync(context, Encoding.UTF8.GetBytes(text), StatusCodes.Status200OK, mediaType);

    /// <summary>To another path of the API, in the form that keeps the caller's scheme and host.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Below the root of the API, with its query.</param>
    public static Task RedirectAsync(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = CdmsPaths.Base(context.Request) + path;
        return Task.CompletedTask;
    }
}
