using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Sending;

/// <summary>Conditional requests (RFC 9110, 13.2.2), in the order of precedence.</summary>
internal static class Conditions
{
    /// <summary>The status that a condition ends the request with; null: the request goes on.</summary>
    public static int? Check(HttpRequest request, FileContent file)
    {
        var headers = request.GetTypedHeaders();
        var tag = new EntityTagHeaderValue(file.ETag);
        if (request.Headers.IfMatch.Count > 0)
        {
            if (!headers.IfMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: true)))
            {
                return StatusCodes.Status412PreconditionFailed;
            }
        }
        else if (headers.IfUnmodifiedSince is { } unmodified && file.LastModified > unmodified)
        {
            return StatusCodes.Status412PreconditionFailed;
        }

        if (request.Headers.IfNoneMatch.Count > 0)
        {
            return headers.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
                ? StatusCodes.Status304NotModified
                : null;
        }

        return headers.IfModifiedSince is { } modified && file.LastModified <= modified ? StatusCodes.Status304NotModified : null;
    }

    /// <summary>Whether a part may be sent: who has an earlier version gets the whole of this one.</summary>
    public static bool AllowsPart(HttpRequest request, FileContent file) => request.Headers.IfRange is not [{ } text, ..]
        || (text.StartsWith('"') ? text == file.ETag : HeaderUtilities.TryParseDate(text, out var date) && date == file.LastModified);
}
