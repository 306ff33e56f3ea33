using System.Text.Json.Nodes;

namespace Graticule.Raster.Catalog;

/// <summary>A static STAC catalogue, collection or item whose assets lie in the same folder.</summary>
/// <param name="Document">The collection, if there is one.</param>
/// <param name="Items">The items, hrefs of assets relative to the folder.</param>
internal sealed record StacFolder(JsonObject? Document, IReadOnlyList<CollectionItem> Items)
{
    private const int MostDocuments = 1_000_000;

    /// <summary>Null if there is no STAC document with items in the folder, or only an index that was made here.</summary>
    internal static StacFolder? Read(string folder)
    {
        var root = new[] { Collection.FileName, "catalog.json" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (root == Path.Combine(folder, Collection.FileName) && File.Exists(Path.Combine(folder, Collection.ItemsName)))
        {
            return null;
        }

        var starts = root is null ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList() : [root];
        var found = Follow(folder, starts);
        return found.Items.Count == 0 ? null : found;
    }

    /// <summary>What can be reached from a document by links that stay in the folder.</summary>
    internal static StacFolder Follow(string folder, IEnumerable<string> starts)
    {
        Queue<string> waiting = new(starts);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<CollectionItem> items = [];
        JsonObject? collection = null;
        while (waiting.TryDequeue(out var path) && seen.Count < MostDocuments)
        {
            if (!seen.Add(path) || JsonReading.Parse(File.ReadAllText(path)) is not { } document || document["stac_version"] is null && document["type"].Text() != "FeatureCollection")
            {
                continue;
            }

            var at = Path.GetDirectoryName(path)!;
            collection ??= document["type"].Text() == "Collection" ? document : null;
            items.AddRange(ItemsOf(document).Select(item => Local(folder, at, item)).OfType<CollectionItem>());
            foreach (var link in document["links"].Objects().Where(link => link["rel"].Text() is "child" or "item" or "items" or "data"))
            {
                if (Inside(folder, at, link["href"].Text()) is { } next && Path.GetExtension(next) is ".json" or ".geojson")
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return new(collection, items);
    }

    /// <summary>Items whose assets have the facts that their files say of themselves.</summary>
    internal IReadOnlyList<ScannedItem> ToItems(IReadOnlyList<FileFacts> files)
    {
        var byHref = files.ToLookup(file => file.Href, StringComparer.Ordinal);
        return [.. Items.Select(item => new ScannedItem(item.Id, item.Time, [.. item.Assets.SelectMany(asset => Scanned(asset, byHref[asset.Href]))])
        {
            Properties = item.ToStac()["properties"] as JsonObject is { } properties ? (JsonObject)properties.DeepClone() : [],
        }).Where(item => item.Assets.Count > 0)];
    }

    private IEnumerable<ScannedAsset> Scanned(CollectionAsset asset, IEnumerable<FileFacts> files)
    {
        var described = (Document?["summaries"]?["bands"] ?? Document?["bands"] ?? Document?["summaries"]?["eo:bands"]).Objects().Select(CollectionBand.Read).OfType<CollectionBand>().ToList();
        return files.Where(file => asset.Variable is null || file.Variable == asset.Variable).Take(1).Select(file =>
        {
            var bands = asset.Bands.Where(band => band.Number <= file.Bands.Count)
                .Select(band => band with { Type = file.Bands[band.Number - 1].Type, NoData = band.NoData ?? file.Bands[band.Number - 1].NoData }).ToList();
            return new ScannedAsset(bands.Count == 1 ? bands[0].Name : asset.Key, file, bands)
            {
                Facts = [.. bands.Select(band => Merge(described.Find(known => known.Name == band.Name), asset.Facts.FirstOrDefault(known => known.Name == band.Name), band))],
            };
        });
    }

    private static CollectionBand Merge(CollectionBand? collection, CollectionBand? asset, AssetBand band)
    {
        var (first, second) = (asset ?? new(band.Name), collection ?? new(band.Name));
        return new(band.Name)
        {
            Description = first.Description ?? second.Description,
            CommonName = first.CommonName ?? second.CommonName,
            Wavelength = first.Wavelength ?? second.Wavelength,
            Width = first.Width ?? second.Width,
            GroundSample = first.GroundSample ?? second.GroundSample,
            Type = band.Type,
            NoData = band.NoData,
            Unit = first.Unit ?? second.Unit,
            Scale = first.Scale ?? second.Scale,
            Offset = first.Offset ?? second.Offset,
        };
    }

    private static IEnumerable<JsonObject> ItemsOf(JsonObject document) => document["type"].Text() switch
    {
        "Feature" => [document],
        "FeatureCollection" => document["features"].Objects(),
        _ => [],
    };

    /// <summary>The item with those assets that are files of the folder; null if there are none.</summary>
    private static CollectionItem? Local(string folder, string at, JsonObject item)
    {
        var copy = (JsonObject)item.DeepClone();
        var assets = copy["assets"] as JsonObject ?? [];
        foreach (var (key, asset) in assets.ToList())
        {
            if (asset is JsonObject value && Inside(folder, at, value["href"].Text()) is { } path)
            {
                value["href"] = Path.GetRelativePath(folder, path);
            }
            else
            {
                assets.Remove(key);
            }
        }

        return CollectionItem.Read(copy.ToJsonString()) is { Assets.Count: > 0 } read ? read : null;
    }

    private static string? Inside(string folder, string at, string? href)
    {
        if (href is null || href.Contains("://", StringComparison.Ordinal) && !href.StartsWith("file://", StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(at, href.StartsWith("file://", StringComparison.Ordinal) ? new Uri(href).LocalPath : Uri.UnescapeDataString(href)));
        return path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal) && File.Exists(path) ? path : null;
    }
}
