using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>An error as the answer to a request: clients show it only when it is JSON.</summary>
internal static class ErrorPage
{
    public static Task SendAsync(HttpContext context, OpenEoError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var response = context.Response;
        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        if (HttpMethods.IsPut(context.Request.Method) || HttpMethods.IsPost(context.Request.Method))
        {
            // What is left of the body is not read, so nothing more can come over this connection.
            response.Headers.Connection = context.Request.ContentLength > 1 << 20 ? "close" : default;
        }

        response.Headers.ContentDisposition = default;
        return Wire.SendAsync(context, Write(error, context.TraceIdentifier), error.Status);
    }

    private static JsonObject Write(OpenEoError error, string id)
    {
        var body = new JsonObject { ["id"] = id, ["code"] = error.Code, ["message"] = error.Message, ["links"] = new JsonArray() };
        if (error.Faults is { Count: > 0 } faults)
        {
            body["data"] = new JsonArray([.. faults.Select(fault => new JsonObject { ["pointer"] = fault.Pointer, ["message"] = fault.Message })]);
        }

        return body;
    }
}
