namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>JSON or HTML: by <c>f</c>, else by <c>Accept</c>; JSON among equals.</summary>
internal static class Negotiation
{
    /// <exception cref="OgcException">Not acceptable, or an unknown <c>f</c>.</exception>
    public static bool WantsHtml(HttpRequest request) => Format(request) switch
    {
        "html" => true,
        "json" => false,
        null => Accept(request).Best(Words.Json, Words.Problem, Words.Html) switch
        {
            null => throw Errors.NotAcceptable($"This resource is there as {Words.Json} and as {Words.Html}."),
            var best => best == Words.Html,
        },
        _ => throw Errors.InvalidQuery("f", "must be 'json' or 'html'."),
    };

    public static AcceptHeader Accept(HttpRequest request) => new(request.Headers.Accept);

    /// <summary>The value of <c>f</c>; null when there is none, or an empty one.</summary>
    public static string? Format(HttpRequest request) =>
        request.QueryString.HasValue && request.Query.TryGetValue("f", out var values) && values is [{ Length: > 0 } format, ..] ? format : null;

    /// <summary>
    /// The media type of an error: problem+json, but plain JSON for a client that asks for that and not for problem documents,
    /// as older clients and the standard's executable test suite do.
    /// </summary>
    public static string ErrorType(HttpRequest request)
    {
        var accept = Accept(request);
        if (accept.IsAnything)
        {
            return Words.Problem;
        }

        return accept.Weigh(Words.Json) > accept.Weigh(Words.Problem) ? Words.Json : Words.Problem;
    }
}
