namespace Graticule.Server.Dialects.OpenEo;

/// <summary>CORS on every answer, as the API wants it: pages of any origin, with tokens of their own and no cookies.</summary>
internal static class CrossOrigin
{
    private const string Exposed =
        "Link, Location, OpenEO-Costs, OpenEO-Identifier, Content-Range, Accept-Ranges, Content-Disposition, Content-Length, Content-Type, ETag, Retry-After, WWW-Authenticate";

    /// <summary>Adds the headers, and answers <c>OPTIONS</c>; true when that was all.</summary>
    public static bool Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = "OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, Range, If-None-Match, If-Range";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
