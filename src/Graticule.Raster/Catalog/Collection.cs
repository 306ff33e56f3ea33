using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog;

/// <summary>
/// Files that form a cube, described by an index of JSON: <c>collection.json</c>, a STAC collection, and <c>items.ndjson</c>, a STAC item
/// a line. Everything here works without GDAL. Does not change once it was read; safe from any thread.
/// </summary>
public sealed class Collection
{
    /// <summary>Name of the STAC collection in its folder.</summary>
    public const string FileName = "collection.json";

    internal const string ItemsName = "items.ndjson";

    /// <summary>Names the folder of the data where it is not that of the index; its content is a path, from the index's folder.</summary>
    internal const string FolderName = ".folder";

    internal const string AliasesMember = "graticule:aliases";

    private readonly string _json;
    private readonly Lazy<IReadOnlyList<CollectionItem>> _items;

    private Collection(string folder, string json, JsonObject document)
    {
        _json = json;
        Folder = File.Exists(Path.Combine(folder, FolderName)) ? Path.GetFullPath(Path.Combine(folder, File.ReadAllText(Path.Combine(folder, FolderName)).Trim())) : folder;
        Id = document["id"].Text() ?? Path.GetFileName(folder);
        Title = document["title"].Text() ?? Id;
        Description = document["description"].Text() ?? Title;
        Aliases = [.. document[AliasesMember].Texts()];
        Bands = [.. document["summaries"]?["bands"].Objects().Select(CollectionBand.Read).OfType<CollectionBand>() ?? []];
        Grid = StacGrid.OfDimensions(document["cube:dimensions"]);
        Bbox = CollectionItem.BoxOf((document["extent"]?["spatial"]?["bbox"] as JsonArray)?.FirstOrDefault());
        var interval = (document["extent"]?["temporal"]?["interval"] as JsonArray)?.FirstOrDefault() as JsonArray;
        Interval = new(interval?[0].Time(), interval?[1].Time()) { IncludesEnd = true };
        _items = new(() => [.. ReadItems(Path.Combine(folder, ItemsName)).OrderBy(item => item.Time).ThenBy(item => item.Id, StringComparer.Ordinal)]);
    }

    public string Id { get; }

    /// <summary>Other ids that it is found by.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public string Title { get; }

    public string Description { get; }

    /// <summary>The folder that holds the files.</summary>
    public string Folder { get; }

    public IReadOnlyList<CollectionBand> Bands { get; }

    /// <summary>The grid that cubes of it have, rows from north to south; null if it is not known.</summary>
    public Grid? Grid { get; }

    /// <summary>West, south, east, north in degrees (WGS 84).</summary>
    public IReadOnlyList<double> Bbox { get; }

    /// <summary>From the first item to the last.</summary>
    public TimeSpanFilter Interval { get; }

    /// <summary>All items, earliest first. Read when they are first asked for.</summary>
    public IReadOnlyList<CollectionItem> AllItems => _items.Value;

    /// <summary>The collection in a folder; null if there is no index in it.</summary>
    public static Collection? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) || !File.Exists(Path.Combine(folder, ItemsName)))
        {
            return null;
        }

        var json = File.ReadAllText(path);
        return JsonReading.Parse(json) is { } document && document["type"].Text() == "Collection" ? new(folder, json, document) : null;
    }

    /// <summary>
    /// A new STAC 1.1 collection with <c>cube:dimensions</c> and <c>summaries</c>. Its <c>links</c> are empty: they are the server's to fill.
    /// </summary>
    public JsonObject ToStac()
    {
        var document = JsonReading.Parse(_json)!;
        document["links"] = new JsonArray();
        document.Remove(AliasesMember);
        foreach (var band in document["summaries"]?["bands"].Objects() ?? [])
        {
            band.Remove(AliasesMember);
        }

        return document;
    }

    /// <summary>Items that touch a box and lie in a time, a page of them.</summary>
    /// <param name="bbox">West, south, east, north in degrees; null for anywhere. A west east of east crosses the antimeridian.</param>
    /// <param name="time">Null for ever.</param>
    /// <param name="limit">Most items of the page.</param>
    /// <param name="offset">Matching items before the page.</param>
    public CollectionItems Items(IReadOnlyList<double>? bbox, TimeSpanFilter? time, int limit, int offset)
    {
        var matching = AllItems.Where(item => (bbox is null || Boxes.Touch(item.Bbox, bbox)) && time?.Has(item.Time) != false).ToList();
        return new(matching.Count, [.. matching.Skip(offset).Take(limit)]);
    }

    /// <summary>JSON Schema of the properties that items can be chosen by, with the values that occur.</summary>
    public JsonObject Queryables() => CollectionQueryables.Of(this, JsonReading.Parse(_json)!["summaries"] as JsonObject ?? []);

    /// <summary>Absolute path of a file of the collection; null if the name leads out of its folder or there is no such file.</summary>
    public string? FindFile(string href)
    {
        var root = Path.GetFullPath(Folder);
        var path = Path.GetFullPath(Path.Combine(root, href));
        return path.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal) && File.Exists(path) ? path : null;
    }

    private static IEnumerable<CollectionItem> ReadItems(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(CollectionItem.Read).OfType<CollectionItem>() : [];
}
