using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog;

/// <summary>Writes the index of a collection: its items, and the STAC collection that describes them.</summary>
/// <param name="request">What it is to say.</param>
/// <param name="id">Its id.</param>
/// <param name="previous">The index that was there.</param>
/// <param name="document">The STAC collection that the data came with.</param>
internal sealed class CollectionIndex(CollectionScanRequest request, string id, Collection? previous, JsonObject? document)
{
    private const string Version = "1.1.0";
    private const int MostTimes = 2000;
    private const int MostValues = 20;

    private static readonly string[] Extensions =
    [
        "https://stac-extensions.github.io/datacube/v2.2.0/schema.json", "https://stac-extensions.github.io/eo/v2.0.0/schema.json",
        "https://stac-extensions.github.io/raster/v2.0.0/schema.json", "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
    ];

    internal void Write(string index, string folder, IReadOnlyList<ScannedItem> items)
    {
        using Footprints footprints = new();
        Directory.CreateDirectory(index);
        var written = items.Select(item => (Item: item, Json: ToJson(item, footprints))).ToList();
        var bands = Bands(items);
        var grid = TargetGrid.Of([.. items.SelectMany(item => item.Assets).Select(asset => asset.File.Grid!)]);
        if (index != folder)
        {
            // Neighbours stay neighbours when both are moved.
            var isNeighbour = Path.GetDirectoryName(index) == Path.GetDirectoryName(folder);
            Texts.Replace(Path.Combine(index, Collection.FolderName), isNeighbour ? Path.GetRelativePath(index, folder) : folder);
        }

        Texts.Replace(Path.Combine(index, Collection.ItemsName), string.Concat(written.Select(item => item.Json.ToJsonString() + "\n")));
        Texts.Replace(Path.Combine(index, Collection.FileName), Describe(written, bands, grid).ToJsonString(new() { WriteIndented = true }));
    }

    private JsonObject ToJson(ScannedItem item, Footprints footprints)
    {
        var grids = item.Assets.Select(asset => asset.File.Grid!).Distinct().ToList();
        var box = Boxes.Union(grids.Select(footprints.BoxOf));
        var earlier = previous?.AllItems.FirstOrDefault(known => known.Id == item.Id)?.ToStac()["properties"] as JsonObject ?? [];
        JsonObject properties = new() { ["datetime"] = Instant.ToText(item.Time) };
        foreach (var (name, value) in item.Properties.Concat(earlier).Concat(Own(item)))
        {
            if (name != "datetime" || value is null)
            {
                properties[name] = value?.DeepClone();
            }
        }

        return new()
        {
            ["type"] = "Feature",
            ["stac_version"] = Version,
            ["stac_extensions"] = new JsonArray(Extensions[1], Extensions[2], Extensions[3]),
            ["id"] = item.Id,
            ["collection"] = id,
            ["geometry"] = grids.Count == 1 ? footprints.OutlineOf(grids[0]) : Footprints.ToJson(box),
            ["bbox"] = new JsonArray([.. box.Select(number => (JsonNode)number)]),
            ["properties"] = properties,
            ["links"] = new JsonArray(),
            ["assets"] = new JsonObject(Keyed(item.Assets).Select(asset => KeyValuePair.Create(asset.Key, (JsonNode?)ToJson(asset.Asset)))),
        };
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Own(ScannedItem item) => request.Properties?.Invoke(item.Id, item.Time)
        .Select(own => KeyValuePair.Create(own.Key, own.Value switch
        {
            double number => JsonReading.ToJson(number),
            IEnumerable<string> texts => new JsonArray([.. texts.Select(text => (JsonNode)text)]),
            var text => (JsonNode?)(text.ToString() ?? ""),
        })) ?? [];

    private static IEnumerable<(string Key, ScannedAsset Asset)> Keyed(IReadOnlyList<ScannedAsset> assets) =>
        assets.GroupBy(asset => asset.Key, StringComparer.Ordinal).SelectMany(same => same.Select((asset, index) => (index == 0 ? same.Key : $"{same.Key}_{index + 1}", asset)));

    private static JsonObject ToJson(ScannedAsset asset)
    {
        var file = asset.File;
        JsonObject json = new()
        {
            ["href"] = file.Href,
            ["type"] = MediaTypeOf(file.Href),
            ["roles"] = new JsonArray("data"),
            ["file:size"] = file.Size,
            ["updated"] = Instant.ToText(new(file.Changed, TimeSpan.Zero)),
            [CollectionAsset.TileMember] = new JsonArray(file.TileWidth, file.TileHeight),
            ["bands"] = new JsonArray([.. asset.Bands.Select((band, index) => (JsonNode)ToJson(band, asset.Facts.FirstOrDefault(facts => facts.Name == band.Name), index + 1))]),
        };
        StacGrid.Write(file.Grid!, json);
        if (file.Variable is not null)
        {
            json[CollectionAsset.VariableMember] = file.Variable;
        }

        return json;
    }

    private static JsonObject ToJson(AssetBand band, CollectionBand? facts, int number)
    {
        var json = ((facts ?? new(band.Name)) with { Type = band.Type, NoData = band.NoData }).ToJson();
        if (band.Number != number)
        {
            json[CollectionAsset.NumberMember] = band.Number;
        }

        return json;
    }

    /// <summary>Facts that were asked for go first, then those that the index had, then those of the files.</summary>
    private List<CollectionBand> Bands(IReadOnlyList<ScannedItem> items) =>
    [
        .. items.SelectMany(item => item.Assets).SelectMany(asset => asset.Facts)
            .DistinctBy(band => band.Name, StringComparer.Ordinal)
            .Select(Chosen)
            .Index().OrderBy(band => KnownBands.Order(band.Item.Name)).ThenBy(band => band.Index).Select(band => band.Item),
    ];

    private CollectionBand Chosen(CollectionBand band)
    {
        var asked = request.Bands.FirstOrDefault(other => other.Name == band.Name);
        var known = asked ?? previous?.Bands.FirstOrDefault(other => other.Name == band.Name);
        return known is null ? band : known with { Type = band.Type, NoData = asked?.NoData ?? band.NoData };
    }

    private JsonObject Describe(List<(ScannedItem Item, JsonObject Json)> items, List<CollectionBand> bands, Grid grid)
    {
        var before = previous?.ToStac() ?? document ?? [];
        var title = request.Title ?? before["title"].Text() ?? id;
        var times = items.Select(item => item.Item.Time).Distinct().Order().ToList();
        var box = Boxes.Union(items.Select(item => item.Json["bbox"].Numbers()!));
        JsonObject collection = new()
        {
            ["type"] = "Collection",
            ["stac_version"] = Version,
            ["stac_extensions"] = new JsonArray([.. Extensions.Select(extension => (JsonNode)extension)]),
            ["id"] = id,
            ["title"] = title,
            ["description"] = request.Description ?? before["description"].Text() ?? title,
            ["license"] = request.License ?? before["license"].Text() ?? "other",
            ["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(new JsonArray([.. box.Select(number => (JsonNode)number)])) },
                ["temporal"] = new JsonObject { ["interval"] = new JsonArray(new JsonArray(Instant.ToText(times[0]), Instant.ToText(times[^1]))) },
            },
            ["cube:dimensions"] = Dimensions(grid, times, bands),
            ["summaries"] = Summaries([.. items.Select(item => (JsonObject)item.Json["properties"]!)], bands),
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "items", ["href"] = Collection.ItemsName, ["type"] = "application/x-ndjson" }),
        };
        foreach (var name in (string[])["keywords", "providers", "sci:citation", "sci:doi"])
        {
            if (before[name] is { } value)
            {
                collection[name] = value.DeepClone();
            }
        }

        var aliases = request.Aliases ?? previous?.Aliases ?? [];
        if (aliases.Count > 0)
        {
            collection[Collection.AliasesMember] = new JsonArray([.. aliases.Select(alias => (JsonNode)alias)]);
        }

        return collection;
    }

    private static JsonObject Dimensions(Grid grid, List<DateTimeOffset> times, List<CollectionBand> bands)
    {
        JsonObject time = new() { ["type"] = "temporal", ["extent"] = new JsonArray(Instant.ToText(times[0]), Instant.ToText(times[^1])) };
        if (times.Count <= MostTimes)
        {
            time["values"] = new JsonArray([.. times.Select(value => (JsonNode)Instant.ToText(value))]);
        }

        return new()
        {
            ["x"] = StacGrid.ToDimension(grid, SpatialAxis.X),
            ["y"] = StacGrid.ToDimension(grid, SpatialAxis.Y),
            ["t"] = time,
            ["bands"] = new JsonObject { ["type"] = "bands", ["values"] = new JsonArray([.. bands.Select(band => (JsonNode)band.Name)]) },
        };
    }

    private static JsonObject Summaries(List<JsonObject> properties, List<CollectionBand> bands)
    {
        JsonObject summaries = new() { ["bands"] = new JsonArray([.. bands.Select(band => (JsonNode)band.ToJson())]) };
        if (bands.Select(band => band.GroundSample).OfType<double>().Distinct().Order().ToList() is { Count: > 0 } sizes)
        {
            summaries["gsd"] = new JsonArray([.. sizes.Select(JsonReading.ToJson)]);
        }

        foreach (var values in properties.SelectMany(item => item).Where(member => member.Key is not ("datetime" or "start_datetime" or "end_datetime" or "created" or "updated"))
            .GroupBy(member => member.Key, member => member.Value, StringComparer.Ordinal))
        {
            if (values.Select(JsonReading.Number).OfType<double>().ToList() is { Count: > 0 } numbers)
            {
                summaries[values.Key] = new JsonObject { ["minimum"] = JsonReading.ToJson(numbers.Min()), ["maximum"] = JsonReading.ToJson(numbers.Max()) };
            }
            else if (values.SelectMany(TextsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 and <= MostValues } texts)
            {
                summaries[values.Key] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
            }
        }

        return summaries;
    }

    private static IEnumerable<string> TextsOf(JsonNode? value) => value is JsonArray ? value.Texts() : new[] { value.Text() }.OfType<string>();

    private static string MediaTypeOf(string href) => Path.GetExtension(href).ToLowerInvariant() switch
    {
        ".nc" => "application/netcdf",
        ".jp2" => "image/jp2",
        _ => "image/tiff; application=geotiff",
    };
}
