using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Inputs;

/// <summary>What one URL answered, as the cache's index keeps it.</summary>
/// <param name="Url">The address that the content came from in the end, after redirects.</param>
/// <param name="Sha256">Hash of the content, in lower-case hexadecimal; names the file.</param>
/// <param name="Length">In bytes.</param>
/// <param name="ModifiedAt">When the cached file was written; another time means that somebody touched it.</param>
/// <param name="MediaType">As the host said, without parameters; null if it did not say.</param>
/// <param name="ETag">To ask whether the content is still the same.</param>
/// <param name="LastModified">The same, in the host's own words.</param>
internal sealed record CachedContent(
    Uri Url, string Sha256, long Length, DateTimeOffset ModifiedAt, string? MediaType, string? ETag, string? LastModified)
{
    public string Write() => new JsonObject
    {
        ["url"] = Url.AbsoluteUri,
        ["sha256"] = Sha256,
        ["length"] = Length,
        ["modified"] = ModifiedAt.ToString("O", CultureInfo.InvariantCulture),
        ["mediaType"] = MediaType,
        ["etag"] = ETag,
        ["lastModified"] = LastModified,
    }.ToJsonString();

    /// <summary>Null for text that no cache wrote.</summary>
    public static CachedContent? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject found && (string?)found["sha256"] is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower)
                ? new(
                    new Uri((string)found["url"]!),
                    hash,
                    (long)found["length"]!,
                    DateTimeOffset.Parse((string)found["modified"]!, CultureInfo.InvariantCulture),
                    (string?)found["mediaType"],
                    (string?)found["etag"],
                    (string?)found["lastModified"])
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
