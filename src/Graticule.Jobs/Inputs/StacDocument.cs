using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Inputs;

/// <summary>A STAC 1.0 or 1.1 document, or a GeoJSON feature collection of items, and where it came from.</summary>
/// <param name="Json">The document.</param>
/// <param name="Address">What its relative links are relative to; null for one that came in the request itself.</param>
internal sealed record StacDocument(JsonObject Json, Uri? Address)
{
    private const int MaxDepth = 64;

    public string? Type => Text(Json["type"]);

    public string? Id => Text(Json["id"]) is { Length: > 0 } id ? id : null;

    /// <summary>Addresses of its links of one relation; a link that has none is passed over.</summary>
    public IEnumerable<(string Href, JsonObject Link)> Links(params string[] relations) => (Json["links"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Where(link => relations.Contains(Text(link["rel"]), StringComparer.Ordinal))
        .Select(link => (Text(link["href"]) ?? "", link))
        .Where(link => link.Item1.Length > 0);

    /// <exception cref="ProblemException">InvalidInput when the text is no such document.</exception>
    public static StacDocument Read(byte[] text, Uri? address)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new() { MaxDepth = MaxDepth });
            return node is JsonObject json && Text(json["type"]) is "Feature" or "FeatureCollection" or "Catalog" or "Collection"
                ? new(json, address)
                : throw Refusal("its member 'type' is none of Feature, FeatureCollection, Catalog and Collection");
        }
        catch (JsonException exception)
        {
            throw Refusal($"it is not JSON ({exception.Message})");
        }
    }

    /// <summary>Where a link leads to; null for a relative one in a document without an address, and for what is no address.</summary>
    public Uri? Resolve(string href)
    {
        var isAddress = Address is null ? Uri.TryCreate(href, UriKind.Absolute, out var found) : Uri.TryCreate(Address, href, out found);
        return isAddress ? found : null;
    }

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static ProblemException Refusal(string why) => new(
        ProblemKind.InvalidInput, $"A folder is given by a STAC item, collection or catalog, or by a GeoJSON feature collection of items; this is none: {why}.");
}
