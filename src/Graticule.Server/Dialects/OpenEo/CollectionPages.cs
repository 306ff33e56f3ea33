using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/collections</c> and what lies below: descriptions for everybody, files for who may read.</summary>
internal sealed class CollectionPages(CollectionCatalog catalog)
{
    private const string Queryables = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

    public Task ListAsync(HttpContext context)
    {
        var root = Root.Of(context);
        var limit = QueryValues.Limit(context.Request);
        var offset = QueryValues.Offset(context.Request, "offset");
        var all = catalog.List();
        var page = all.Skip(offset).Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray(Wire.Link(root.Collections, "self"), Wire.Link(root.Url, "root"));
        if (offset + page.Count < all.Count)
        {
            links.Add(Wire.Link($"{root.Collections}?limit={limit}&offset={offset + page.Count}", "next"));
        }

        return Wire.SendAsync(context, new JsonObject { ["collections"] = new JsonArray([.. page.Select(one => Describe(one, root))]), ["links"] = links });
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, Describe(Find(context), Root.Of(context)));

    public Task ShowQueryablesAsync(HttpContext context)
    {
        var collection = Find(context);
        var schema = collection.Queryables();
        schema["$id"] = Root.Of(context).Collection(collection.Id) + "/queryables";
        return Wire.SendAsync(context, schema, mediaType: Words.Schema);
    }

    /// <summary>A page of the items that lie in a box and a time.</summary>
    public Task ListItemsAsync(HttpContext context)
    {
        var (request, root, collection) = (context.Request, Root.Of(context), Find(context));
        var query = ItemQuery.Read(request);
        var page = collection.Items(query.Box, query.Time, query.Limit, query.Offset);
        var address = root.Collection(collection.Id);
        var links = new JsonArray(
            Wire.Link(query.Address(address + "/items", query.Offset), "self", Words.GeoJson), Wire.Link(address, "collection"), Wire.Link(root.Url, "root"));
        if (query.Offset + page.Items.Count < page.Matched)
        {
            links.Add(Wire.Link(query.Address(address + "/items", query.Offset + page.Items.Count), "next", Words.GeoJson));
        }

        return Wire.SendAsync(
            context,
            new JsonObject
            {
                ["type"] = "FeatureCollection",
                ["numberMatched"] = page.Matched,
                ["numberReturned"] = page.Items.Count,
                ["features"] = new JsonArray([.. page.Items.Select(item => Describe(item, address))]),
                ["links"] = links,
            },
            mediaType: Words.GeoJson);
    }

    /// <summary>A file that an item names.</summary>
    public Task SendFileAsync(HttpContext context)
    {
        var collection = Find(context);
        var path = (string)context.Request.RouteValues["path"]!;
        var isNamed = collection.AllItems.Any(item => item.Assets.Any(asset => asset.Href == path));
        var found = isNamed ? collection.FindFile(path) : null;
        if (found is null)
        {
            throw Errors.NotFound($"The collection '{collection.Id}' has no file '{path}'.");
        }

        var file = new FileInfo(found);
        var tag = string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}");
        return Download.SendAsync(context, file.OpenRead(), "application/octet-stream", path, tag, new(file.LastWriteTimeUtc));
    }

    private Collection Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["collectionId"]!;
        return catalog.Find(id) ?? throw Errors.CollectionNotFound(id);
    }

    private static JsonObject Describe(Collection collection, Root root)
    {
        var address = root.Collection(collection.Id);
        var described = collection.ToStac();
        described["links"] = new JsonArray(
            Wire.Link(address, "self"),
            Wire.Link(root.Url, "root"),
            Wire.Link(root.Url, "parent"),
            Wire.Link(address + "/items", "items", Words.GeoJson),
            Wire.Link(address + "/queryables", Queryables, Words.Schema));
        return described;
    }

    private static JsonObject Describe(CollectionItem item, string collection)
    {
        var described = item.ToStac();
        foreach (var (_, asset) in described["assets"] as JsonObject ?? [])
        {
            if (asset is JsonObject members && (string?)members["href"] is { } href && !href.Contains("://", StringComparison.Ordinal))
            {
                members["href"] = $"{collection}/files/{Root.Escape(href)}";
            }
        }

        described["links"] = new JsonArray(Wire.Link(collection, "collection"), Wire.Link(collection, "parent"));
        return described;
    }
}
