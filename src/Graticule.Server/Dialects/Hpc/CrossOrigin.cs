namespace Graticule.Server.Dialects.Hpc;

/// <summary>CORS (Fetch standard): pages of any origin may use the API with a key of their own; no cookie is ever read.</summary>
internal static class CrossOrigin
{
    /// <summary>Adds the headers, and answers <c>OPTIONS</c>; true when that was all.</summary>
    public static bool Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders =
            "Accept-Ranges, Content-Digest, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Location, Repr-Digest, Retry-After, "
            + "Upload-Offset, WWW-Authenticate, X-RateLimit-Limit, X-RateLimit-Remaining";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders =
            "Authorization, Accept, Content-Type, Content-Digest, Content-Range, If-Match, If-Modified-Since, If-None-Match, If-Range, "
            + "If-Unmodified-Since, Range, Repr-Digest, Want-Content-Digest";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
