using System.Text.Json.Nodes;

namespace Graticule.Server.Access;

/// <summary>The answer to a request without a working key: the same for every dialect (RFC 9457, RFC 6750).</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, bool hadToken)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = hadToken ? "Bearer realm=\"graticule\", error=\"invalid_token\"" : "Bearer realm=\"graticule\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.AccessControlAllowOrigin = "*";
        response.ContentType = "application/problem+json";
        var problem = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = "Unauthorized",
            ["status"] = response.StatusCode,
            ["detail"] = hadToken
                ? "This key is unknown, expired or revoked; ask the operator for another (graticule key create)."
                : "This server wants a key; send it as 'Authorization: Bearer KEY' or 'Authorization: Token KEY'.",
        };
        return response.WriteAsync(problem.ToJsonString(), context.RequestAborted);
    }
}
