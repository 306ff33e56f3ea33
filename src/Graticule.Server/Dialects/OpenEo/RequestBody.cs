using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>JSON on the way in: bounded in length and depth, no member twice.</summary>
internal static class RequestBody
{
    /// <summary>Less than what the database's reader takes, since documents are kept within others.</summary>
    private const int MaxDepth = 56;

    private static readonly object Key = new();

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="OpenEoException">ContentTypeInvalid, ProcessGraphComplexity, or no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(HttpContext context, long limit)
    {
        if (context.Items[Key] is JsonObject replaced)
        {
            return replaced;
        }

        var type = context.Request.ContentType?.Split(';')[0].Trim();
        if (type is { Length: > 0 } && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.New("ContentTypeInvalid", $"The body is '{type}'; it must be {Words.Json}.");
        }

        var body = await ReadBytesAsync(context, limit);
        try
        {
            UniqueMembers.Require(body.Span, MaxDepth);
            return JsonNode.Parse(body.Span, nodeOptions: null, Options) as JsonObject ?? throw Errors.BadRequest("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw Errors.BadRequest($"The body is no JSON that this server takes (depth at most {MaxDepth}, no member twice): {exception.Message}");
        }
    }

    /// <summary>What is read from now on in the place of the body: the same, in the words of another version of the API.</summary>
    public static void Replace(HttpContext context, JsonObject body) => context.Items[Key] = body;

    /// <summary>Sets how long the body may be, in place of the server's own limit; null: the reader sees to that.</summary>
    public static void Allow(HttpContext context, long? limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        Allow(context, limit + 1);
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 1024));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.Length <= limit ? body.GetBuffer().AsMemory(0, (int)body.Length) : throw TooLarge(limit);
    }

    private static OpenEoException TooLarge(long limit) =>
        Errors.New("ProcessGraphComplexity", $"The body is larger than {limit} bytes, which is the limit here; upload large inputs as files and load them.");
}
