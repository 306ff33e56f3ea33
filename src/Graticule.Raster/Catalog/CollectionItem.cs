using System.Text.Json.Nodes;

namespace Graticule.Raster.Catalog;

/// <summary>One acquisition or product of a collection.</summary>
/// <param name="Id">Unique in its collection.</param>
/// <param name="Time">When it was taken; the start, of a period.</param>
/// <param name="Bbox">West, south, east, north in degrees (WGS 84).</param>
/// <param name="Assets">Its files.</param>
/// <param name="Json">The STAC item, hrefs relative to the collection's folder.</param>
public sealed record CollectionItem(string Id, DateTimeOffset Time, IReadOnlyList<double> Bbox, IReadOnlyList<CollectionAsset> Assets, string Json)
{
    /// <summary>A new copy of the STAC item. Hrefs of assets are relative to the collection's folder.</summary>
    public JsonObject ToStac() => JsonReading.Parse(Json)!;

    /// <summary>Its label along <c>t</c>.</summary>
    public string Label => Instant.ToText(Time);

    internal static CollectionItem? Read(string json)
    {
        if (JsonReading.Parse(json) is not { } item || item["id"].Text() is not { } id)
        {
            return null;
        }

        var properties = item["properties"] as JsonObject;
        var time = properties?["datetime"].Time() ?? properties?["start_datetime"].Time();
        var assets = item["assets"] as JsonObject ?? [];
        return time is null ? null : new(
            id,
            time.Value,
            BoxOf(item["bbox"]),
            [.. assets.Select(asset => asset.Value is JsonObject value ? CollectionAsset.Read(asset.Key, value, properties) : null).OfType<CollectionAsset>()],
            json);
    }

    /// <summary>West, south, east, north of a box with or without heights; the whole world where there is none.</summary>
    internal static double[] BoxOf(JsonNode? node) => node.Numbers() switch
    {
        { Length: 4 } box => box,
        { Length: 6 } box => [box[0], box[1], box[3], box[4]],
        _ => [-180, -90, 180, 90],
    };
}
