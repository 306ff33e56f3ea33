using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>A file as an answer, with ranges and preconditions (RFC 9110 13, 14).</summary>
internal static class Download
{
    /// <param name="context">The request.</param>
    /// <param name="stream">Taken over.</param>
    /// <param name="mediaType">Of the file.</param>
    /// <param name="path">The last part of it is the file's name for whoever saves it.</param>
    /// <param name="tag">Changes with the content.</param>
    /// <param name="modified">When it was written; null: not told.</param>
    public static Task SendAsync(HttpContext context, Stream stream, string mediaType, string path, string tag, DateTimeOffset? modified)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(path[(path.LastIndexOf('/') + 1)..]);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(stream, mediaType, fileDownloadName: null, modified, new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }
}
