using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// The results of one run as a STAC item or collection: what one file that has a place and a time is described by is an item; everything
/// else a collection, with all files as its own assets and an item for each file that has a place.
/// </summary>
/// <param name="results">What there is.</param>
/// <param name="id">Of the job.</param>
/// <param name="request">What was asked for, as <see cref="JobRequest"/> keeps it.</param>
/// <param name="href">Address of a file.</param>
internal sealed class StacResults(ResultSet results, string id, JsonObject request, Func<ResultFile, string> href)
{
    private const string StacVersion = "1.1.0";

    /// <summary>When the links in it stop working; null: they do not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the results are best told as one item.</summary>
    public bool IsItem => results.Assets is [{ File: { BoundingBox: not null, Start: not null } }];

    /// <summary>All files as one item, whatever they are.</summary>
    public JsonObject Item() => Item(id, results.Assets);

    /// <summary>The item of one file.</summary>
    public JsonObject Item(ResultFile file) => Item($"{id}-{file.File.Name.Replace('/', '-')}", [file]);

    /// <param name="status">Of the job; told where the results may be partial.</param>
    public JsonObject Collection(string? status = null)
    {
        var files = results.Assets;
        var collection = new JsonObject
        {
            ["stac_version"] = StacVersion,
            ["stac_extensions"] = Wire.Texts(StacAsset.Extensions),
            ["type"] = "Collection",
            ["id"] = id,
            ["title"] = (string?)request["title"] ?? $"Results of job {id}",
            ["description"] = (string?)request["description"] ?? "The results of an openEO process graph.",
            ["license"] = "other",
            ["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(StacAsset.Numbers(Box(files) ?? [-180, -90, 180, 90])) },
                ["temporal"] = new JsonObject { ["interval"] = new JsonArray(new JsonArray(Start(files), End(files))) },
            },
        };
        AddTimes(collection);
        AddProcess(collection);
        if (status is not null)
        {
            collection["openeo:status"] = status;
        }

        collection["assets"] = status is null or Words.Finished ? Assets(files) : [];
        return collection;
    }

    private JsonObject Item(string name, IReadOnlyList<ResultFile> files)
    {
        var box = Box(files);
        var properties = new JsonObject { ["title"] = (string?)request["title"] ?? $"Results of job {id}" };
        if ((string?)request["description"] is { } description)
        {
            properties["description"] = description;
        }

        var (start, end) = (Start(files), End(files));
        properties["datetime"] = start == end ? start ?? Wire.Time(results.Run.CreatedAt) : null;
        if (start != end)
        {
            properties["start_datetime"] = start;
            properties["end_datetime"] = end;
        }

        AddTimes(properties);
        AddProcess(properties);
        var item = new JsonObject
        {
            ["stac_version"] = StacVersion,
            ["stac_extensions"] = Wire.Texts(StacAsset.Extensions),
            ["type"] = "Feature",
            ["id"] = name,
            ["geometry"] = box is null ? null : Polygon(box),
        };
        if (box is not null)
        {
            item["bbox"] = StacAsset.Numbers(box);
        }

        item["properties"] = properties;
        item["assets"] = Assets(files);
        return item;
    }

    private JsonObject Assets(IReadOnlyList<ResultFile> files) =>
        new(files.Select(file => KeyValuePair.Create(file.File.Name, (JsonNode?)StacAsset.Write(file, href(file)))));

    private void AddTimes(JsonObject target)
    {
        target["created"] = Wire.Time(results.Run.CreatedAt);
        target["updated"] = Wire.Time(results.Run.FinishedAt ?? results.Run.UpdatedAt);
        if (ExpiresAt is { } expiry)
        {
            target["expires"] = Wire.Time(expiry);
        }
    }

    /// <summary>How the results came about, so that they can be made again.</summary>
    private void AddProcess(JsonObject target)
    {
        target["processing:expression"] = new JsonObject { ["format"] = "openeo", ["expression"] = results.Run.Spec.Inputs[GraphDescription.Process]!["process_graph"]!.DeepClone() };
        target["processing:software"] = new JsonObject { ["Graticule"] = Capabilities.Version };
        if (results.EstimateError is { Count: > 0 } error)
        {
            target["graticule:estimate_error"] = error.DeepClone();
        }
    }

    private static string? Start(IReadOnlyList<ResultFile> files) => files.Select(file => file.File.Start).OfType<string>().Min(StringComparer.Ordinal);

    private static string? End(IReadOnlyList<ResultFile> files) => files.Select(file => file.File.End).OfType<string>().Max(StringComparer.Ordinal);

    /// <summary>Around all files that have a place; null without any.</summary>
    private static double[]? Box(IReadOnlyList<ResultFile> files)
    {
        var boxes = files.Select(file => file.File.BoundingBox).OfType<IReadOnlyList<double>>().Where(box => box.Count == 4).ToList();
        return boxes.Count == 0 ? null : [boxes.Min(box => box[0]), boxes.Min(box => box[1]), boxes.Max(box => box[2]), boxes.Max(box => box[3])];
    }

    private static JsonObject Polygon(double[] box)
    {
        double[][] corners = [[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]], [box[0], box[1]]];
        var ring = new JsonArray([.. corners.Select(corner => StacAsset.Numbers(corner))]);
        return new() { ["type"] = "Polygon", ["coordinates"] = new JsonArray(ring) };
    }
}
