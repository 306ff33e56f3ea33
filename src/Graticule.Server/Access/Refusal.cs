using System.Text.Json.Nodes;

namespace Graticule.Server.Access;

/// <summary>The answer to a request without a working key or token: the same for every dialect that does not tell it itself (RFC 9457, RFC 6750, RFC 9728).</summary>
internal sealed class Refusal(bool takesTokens)
{
    private const string HowToSendKey = "This server wants an API key; send it as 'Authorization: Bearer KEY' or 'Authorization: Token KEY'.";

    private const string HowToSendToken =
        "This server wants an API key or an access token of its provider; send it as 'Authorization: Bearer TOKEN'. The API definition says where to log in.";

    /// <param name="context">The request.</param>
    /// <param name="reason">What is wrong with the key that came; null when none did.</param>
    public Task WriteAsync(HttpContext context, string? reason)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = Challenge(context.Request) + (reason is null ? "" : $", error=\"invalid_token\", error_description=\"{Quotable(reason)}\"");
        response.Headers.CacheControl = "no-store";
        response.Headers.AccessControlAllowOrigin = "*";
        if (context.RefusalTeller() is { } tell)
        {
            return tell(context, reason);
        }

        response.ContentType = "application/problem+json";
        var problem = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = "Unauthorized",
            ["status"] = response.StatusCode,
            ["detail"] = reason ?? (takesTokens ? HowToSendToken : HowToSendKey),
        };
        return response.WriteAsync(problem.ToJsonString(), context.RequestAborted);
    }

    /// <summary>Says of an answer 403 that it is for want of a scope, whoever gives it.</summary>
    public void ExplainForbidden(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            var (refusal, asked) = ((Refusal, HttpContext))state;
            if (asked.Response.StatusCode == StatusCodes.Status403Forbidden)
            {
                asked.Response.Headers.WWWAuthenticate = refusal.Challenge(asked.Request) + ", error=\"insufficient_scope\"";
            }

            return Task.CompletedTask;
        },
        (this, context));

    private string Challenge(HttpRequest request) =>
        takesTokens ? $"Bearer realm=\"graticule\", resource_metadata=\"{ResourceMetadata.Address(request)}\"" : "Bearer realm=\"graticule\"";

    /// <summary>The letters that RFC 6750, section 3, leaves to a description.</summary>
    private static string Quotable(string text) =>
        string.Create(text.Length, text, static (letters, from) =>
        {
            for (var place = 0; place < letters.Length; place++)
            {
                letters[place] = from[place] switch { '"' or '\\' => '\'', >= ' ' and <= '~' => from[place], _ => '?' };
            }
        });
}
