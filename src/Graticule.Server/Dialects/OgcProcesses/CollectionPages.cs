using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// The results of a job as a collection (Part 3, class collection-output): <c>/jobs/{jobID}/collection</c>, a STAC collection whose links lead
/// to maps (WMS, WMTS, XYZ), to a coverage (WCS) and to an item with the files.
/// </summary>
internal sealed class CollectionPages(JobPages jobs, MapLinks maps)
{
    private const string Stac = "1.0.0";
    private const string Relation = "http://www.opengis.net/def/rel/ogc/1.0/";

    public async Task ShowAsync(HttpContext context)
    {
        var job = await FindAsync(context);
        var root = Root.Of(context.Request);
        var self = root.Job(job.Id.ToString()) + "/collection";
        var (links, boxes, assets) = await DescribeAsync(job, root, context.RequestAborted);
        JsonObject collection = new()
        {
            ["type"] = "Collection",
            ["stac_version"] = Stac,
            ["id"] = job.Id.ToString(),
            ["title"] = job.Spec.Title ?? $"Results of {job.Spec.ProcessId}",
            ["description"] = $"What the job {job.Id} of the process '{job.Spec.ProcessId}' gave.",
            ["license"] = "other",
            ["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(boxes ?? Whole()) },
                ["temporal"] = new JsonObject { ["interval"] = new JsonArray(new JsonArray(Wire.Time(job.CreatedAt), Wire.Time(job.FinishedAt ?? job.CreatedAt))) },
            },
            ["links"] = new JsonArray(
            [
                Link(self, "self", Words.Json, "This document"),
                Link(self + "/items/results", "item", "application/geo+json", "The files"),
                Link(root.Job(job.Id.ToString()), "derived_from", Words.Json, "The job"),
                Link(root.Job(job.Id.ToString()) + "/prov", Words.Relation + "job-provenance", Words.Json, "Where the results come from"),
                .. links,
            ]),
            ["assets"] = assets,
        };
        await SendAsync(context, Words.Json, collection);
    }

    /// <summary>The same as one STAC item.</summary>
    public async Task ShowItemAsync(HttpContext context)
    {
        var job = await FindAsync(context);
        var root = Root.Of(context.Request);
        var self = root.Job(job.Id.ToString()) + "/collection";
        var (_, box, assets) = await DescribeAsync(job, root, context.RequestAborted);
        JsonObject item = new()
        {
            ["type"] = "Feature",
            ["stac_version"] = Stac,
            ["id"] = "results",
            ["collection"] = job.Id.ToString(),
            ["geometry"] = box is null ? null : Outline(box),
            ["properties"] = new JsonObject { ["datetime"] = Wire.Time(job.FinishedAt ?? job.CreatedAt), ["title"] = job.Spec.Title ?? job.Spec.ProcessId },
            ["links"] = new JsonArray(
                Link(self + "/items/results", "self", "application/geo+json", "This document"), Link(self, "collection", Words.Json, "Its collection"), Link(self, "parent", Words.Json, "Its collection")),
            ["assets"] = assets,
        };
        if (box is not null)
        {
            item["bbox"] = box.DeepClone();
        }

        await SendAsync(context, "application/geo+json", item);
    }

    private static JsonArray Whole() => [-180, -90, 180, 90];

    private static JsonObject Outline(JsonArray box)
    {
        var (west, south, east, north) = ((double)box[0]!, (double)box[1]!, (double)box[2]!, (double)box[3]!);
        var ring = new[] { (west, south), (east, south), (east, north), (west, north), (west, south) };
        return new() { ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray([.. ring.Select(corner => (JsonNode)new JsonArray(corner.Item1, corner.Item2))])) };
    }

    private async Task<Job> FindAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var job = await jobs.FindAsync(context);
        Results.RequireSuccess(job);
        return job;
    }

    /// <summary>Links of every output that is a map, the box around all of them in longitude and latitude, and all files.</summary>
    private async Task<(List<JsonNode> Links, JsonArray? Box, JsonObject Assets)> DescribeAsync(Job job, Root root, CancellationToken cancellationToken)
    {
        List<JsonNode> links = [];
        JsonObject assets = [];
        (double West, double South, double East, double North)? all = null;
        foreach (var output in job.Outputs.Where(output => output.FileKey is not null))
        {
            var place = ResultSet.ItemsOf(job, output.Name).ToList().IndexOf(output);
            var name = place == 0 ? output.Name : $"{output.Name}-{place}";
            JsonObject asset = new() { ["href"] = root.Output(job.Id.ToString(), output.Name, place), ["type"] = output.MediaType, ["roles"] = new JsonArray("data") };
            assets[name] = asset;
            if (await maps.FindAsync(new(root.Server), output.FileKey!, output.Name, output.MediaType, cancellationToken) is not { } map)
            {
                continue;
            }

            links.Add(Link(map.Wms, "wms", "image/png", $"WMS of {name}", ("wms:layers", new JsonArray(output.Name))));
            links.Add(Link(map.Picture("image/png"), Relation + "map", "image/png", $"Map of {name}"));
            links.Add(Link(map.Wmts, "wmts", "image/png", $"WMTS of {name}", ("wmts:layer", output.Name)));
            links.Add(Link(map.Xyz, "xyz", "image/png", $"Tiles of {name}"));
            links.Add(Link(map.Wcs, Relation + "coverage", "image/tiff", $"WCS of {name}"));
            if (map.GeographicBounds is { } box)
            {
                all = all is { } known
                    ? (Math.Min(known.West, box.MinX), Math.Min(known.South, box.MinY), Math.Max(known.East, box.MaxX), Math.Max(known.North, box.MaxY))
                    : (box.MinX, box.MinY, box.MaxX, box.MaxY);
            }
        }

        return (links, all is { } found ? [found.West, found.South, found.East, found.North] : null, assets);
    }

    private static JsonObject Link(string href, string relation, string type, string title, params (string Name, JsonNode Value)[] more)
    {
        JsonObject link = new() { ["href"] = href, ["rel"] = relation, ["type"] = type, ["title"] = title };
        foreach (var (name, value) in more)
        {
            link[name] = value;
        }

        return link;
    }

    private static Task SendAsync(HttpContext context, string mediaType, JsonObject content) =>
        Wire.SendAsync(context, StatusCodes.Status200OK, mediaType, Wire.Write(content, static (writer, document) => document.WriteTo(writer)));
}
