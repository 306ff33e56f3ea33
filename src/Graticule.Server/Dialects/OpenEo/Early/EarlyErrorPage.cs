using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>An error as the answer to a request: 0.0.x has but the status, and says nothing of a body, so a sentence for people is in it.</summary>
internal static class EarlyErrorPage
{
    public static Task SendAsync(HttpContext context, OpenEoError error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var status = EarlyStatuses.Of(error);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        if (context.Request.ContentLength > 1 << 20)
        {
            // What is left of the body is not read, so nothing more can come over this connection.
            response.Headers.Connection = "close";
        }

        response.Headers.ContentDisposition = default;
        response.Headers.CacheControl = "no-store";
        var wantsText = context.Request.Headers.Accept.ToString().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);
        return wantsText
            ? Wire.SendAsync(context, Encoding.UTF8.GetBytes(error.Message), status, "text/plain; charset=utf-8")
            : Wire.SendAsync(context, new JsonObject { ["code"] = error.Code, ["message"] = error.Message }, status);
    }
}
