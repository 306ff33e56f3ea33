namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>CORS (Fetch standard): pages of any origin may use the API, with a key of their own; no cookie is ever read.</summary>
internal static class CrossOrigin
{
    private const string Exposed =
        "Location, Link, Preference-Applied, Content-Disposition, Content-Length, Content-Range, Accept-Ranges, ETag, Allow, Retry-After, WWW-Authenticate";

    /// <summary>Adds the headers, and answers a preflight; true when that was all.</summary>
    public static bool Answer(HttpContext context)
    {
        if (context.Request.Headers.Origin.Count == 0)
        {
            return false;
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, Prefer, Range, If-None-Match, If-Range";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
