namespace Graticule.Server.Dialects.Cdms;

/// <summary>CORS (Fetch standard) as the proxies of the original have it: pages of any origin may use the API; no cookie is ever read.</summary>
internal static class CrossOrigin
{
    /// <summary>Adds the headers, and answers <c>OPTIONS</c>; true when that was all.</summary>
    public static bool Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Location, Content-Disposition, Content-Length, Retry-After, WWW-Authenticate";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = "GET, HEAD, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
