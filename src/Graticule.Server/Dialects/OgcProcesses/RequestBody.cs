using System.Buffers;
using System.Text.Json;
using Graticule.Jobs;
using Microsoft.AspNetCore.Http.Features;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>JSON on the way in: bounded in length and depth, no member twice.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="OgcException">Unsupported media type, or no JSON.</exception>
    /// <exception cref="ProblemException">TooLarge.</exception>
    public static ValueTask<JsonElement> ReadAsync(HttpContext context, long limit)
    {
        RequireJson(context.Request);
        return ReadAsync(context, limit, Parse);
    }

    private static async ValueTask<T> ReadAsync<T>(HttpContext context, long limit, Func<ReadOnlySequence<byte>, T> take)
    {
        Allow(context, limit);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                throw TooLarge(limit);
            }

            if (read.IsCompleted)
            {
                var body = take(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A body of any media type.</summary>
    /// <exception cref="ProblemException">TooLarge.</exception>
    public static ValueTask<byte[]> ReadBytesAsync(HttpContext context, long limit) => ReadAsync(context, limit, static body => body.ToArray());

    /// <summary>Sets how long the body may be, in place of the server's own limit.</summary>
    /// <exception cref="ProblemException">TooLarge, when its length is announced.</exception>
    public static void Allow(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }
    }

    private static ProblemException TooLarge(long limit) =>
        new(ProblemKind.TooLarge, $"The body is larger than {limit} bytes, which is the limit here; upload large inputs as files and refer to them by 'href'.");

    private static void RequireJson(HttpRequest request)
    {
        var type = AcceptHeader.Essence(request.ContentType);
        if (!type.IsEmpty && !type.Equals(Words.Json, StringComparison.OrdinalIgnoreCase) && !type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.UnsupportedMediaType($"The body is '{type}'; it must be {Words.Json}.");
        }
    }

    private static JsonElement Parse(ReadOnlySequence<byte> body)
    {
        if (body.IsEmpty)
        {
            throw Errors.InvalidBody("The body is empty; it must be a JSON object such as {\"inputs\": {}}.");
        }

        try
        {
            return body.IsSingleSegment ? Parse(body.FirstSpan) : Parse(body.ToArray());
        }
        catch (JsonException exception)
        {
            throw Errors.InvalidBody($"The body is no JSON that this server takes (depth at most {MaxDepth}, no member twice): {exception.Message}");
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = body.StartsWith(mark) ? body[mark.Length..] : body;
        UniqueMembers.Require(text, MaxDepth);
        return JsonElement.Parse(text, Options);
    }
}
