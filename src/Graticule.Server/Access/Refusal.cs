using System.Text.Json.Nodes;

namespace Graticule.Server.Access;

/// <summary>The answer to a request without a working key: the same for every dialect (RFC 9457, RFC 6750).</summary>
internal static class Refusal
{
    /// <param name="context">The request.</param>
    /// <param name="reason">What is wrong with the key that came; null when none did.</param>
    public static Task WriteAsync(HttpContext context, string? reason)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = reason is null ? "Bearer realm=\"graticule\"" : "Bearer realm=\"graticule\", error=\"invalid_token\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.AccessControlAllowOrigin = "*";
        response.ContentType = "application/problem+json";
        var problem = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = "Unauthorized",
            ["status"] = response.StatusCode,
            ["detail"] = reason ?? "This server wants an API key; send it as 'Authorization: Bearer KEY' or 'Authorization: Token KEY'.",
        };
        return response.WriteAsync(problem.ToJsonString(), context.RequestAborted);
    }
}
