using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>The body of a request as an object of JSON, whatever its media type says.</summary>
internal static class BodyReader
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Rules = new() { MaxDepth = Deepest };

    /// <exception cref="HpcException">400: it is no JSON, or no object.</exception>
    public static async Task<InputObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (body.Span.Trim(" \r\n\t"u8).Length == 0)
        {
            return new([], "", []);
        }

        try
        {
            UniqueMembers.Require(body.Span, Deepest);
            return JsonNode.Parse(body.Span, documentOptions: Rules) is JsonObject content
                ? new(content, "", [])
                : throw HpcErrors.Field("", "The body must be an object of JSON, such as {\"name\": \"My job\"}.");
        }
        catch (JsonException exception)
        {
            throw HpcErrors.BadRequest($"JSON parse error - {exception.Message}");
        }
    }
}
