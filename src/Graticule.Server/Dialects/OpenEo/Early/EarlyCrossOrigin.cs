namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>
/// CORS as it was wanted before 1.0: the origin is told back, and credentials are allowed. As this server sets no cookies, that allows a page
/// nothing but what a token that it has itself allows.
/// </summary>
internal static class EarlyCrossOrigin
{
    private const string Exposed =
        "Link, Location, OpenEO-Costs, OpenEO-Identifier, OpenEO-Remarks, Warning, Content-Range, Accept-Ranges, Content-Disposition, Content-Length, Content-Type, ETag, Retry-After, WWW-Authenticate";

    /// <summary>Adds the headers, and answers <c>OPTIONS</c>; true when that was all.</summary>
    public static bool Answer(HttpContext context)
    {
        Add(context);
        var headers = context.Response.Headers;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = "OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, Prefer, Range, If-None-Match, If-Range";
        headers.AccessControlMaxAge = "86400";
        context.Response.ContentType = Words.Json;
        context.Response.StatusCode = StatusCodes.Status200OK;
        return true;
    }

    /// <summary>Adds the headers, in the place of those of an answer that allows all origins.</summary>
    public static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        headers.AccessControlAllowOrigin = default;
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
            headers.AccessControlExposeHeaders = Exposed;
        }
    }
}
