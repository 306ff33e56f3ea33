using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Sending;

/// <summary>
/// Answers GET and HEAD with a file, whole or in parts (RFC 9110, 14). Its bytes are never encoded, so that parts fit together; a range that
/// ends behind the file ends with it; of an empty file any range is the empty whole.
/// </summary>
internal static class FileAnswer
{
    /// <summary>Longer parts are not read a second time for a digest.</summary>
    private const long LongestHashed = 64 << 20;

    /// <param name="context">The request.</param>
    /// <param name="file">What to send.</param>
    /// <param name="front">Sends the body in place of this server; null: there is nobody.</param>
    public static async Task SendAsync(HttpContext context, FileContent file, FrontServer? front = null)
    {
        Describe(context.Response, file);
        if (Conditions.Check(context.Request, file) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead && front?.TryHandOver(context, file) == true)
        {
            return;
        }

        var ranges = isHead || !Conditions.AllowsPart(context.Request, file) ? null : ByteRange.Read(context.Request.Headers.Range.ToString() is { Length: > 0 } header ? header : null, file.Length);
        switch (ranges)
        {
            case null:
                context.Response.Headers["Content-Digest"] = file.Digest;
                context.Response.ContentLength = file.Length;
                await SendAsync(context, file, isHead || file.Length == 0 ? [] : [new([], new(0, file.Length - 1))], []);
                break;
            case []:
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                context.Response.Headers.ContentRange = $"bytes */{file.Length}";
                break;
            case [var range]:
                context.Response.StatusCode = StatusCodes.Status206PartialContent;
                context.Response.Headers.ContentRange = $"{range}/{file.Length}";
                context.Response.ContentLength = range.Length;
                await TellDigestAsync(context, file, range);
                await SendAsync(context, file, [new([], range)], []);
                break;
            default:
                var parts = new MultipartRanges(file, ranges);
                context.Response.StatusCode = StatusCodes.Status206PartialContent;
                context.Response.ContentType = parts.MediaType;
                context.Response.ContentLength = parts.Length;
                await SendAsync(context, file, parts.Parts, parts.Tail);
                break;
        }
    }

    private static void Describe(HttpResponse response, FileContent file)
    {
        var headers = response.Headers;
        headers.AcceptRanges = "bytes";
        headers.ETag = file.ETag;
        headers.LastModified = HeaderUtilities.FormatDate(file.LastModified);
        headers.CacheControl = "private, no-transform";
        headers.XContentTypeOptions = "nosniff";
        headers["Repr-Digest"] = file.Digest;
        response.ContentType = file.MediaType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
    }

    /// <summary>For who wants a digest of a part itself (<c>Want-Content-Digest</c>, RFC 9530).</summary>
    private static async Task TellDigestAsync(HttpContext context, FileContent file, ByteRange range)
    {
        if (context.Request.Headers["Want-Content-Digest"].ToString().Contains("sha-512", StringComparison.OrdinalIgnoreCase) && range.Length <= LongestHashed)
        {
            context.Response.Headers["Content-Digest"] = $"sha-512=:{Convert.ToBase64String(await PartDigest.OfAsync(file.Path, range, context.RequestAborted))}:";
        }
    }

    private static async Task SendAsync(HttpContext context, FileContent file, IReadOnlyList<FilePart> parts, byte[] tail)
    {
        if (parts.Count > 0)
        {
            await FileBody.SendAsync(context, file.Path, parts, tail);
        }
    }
}
