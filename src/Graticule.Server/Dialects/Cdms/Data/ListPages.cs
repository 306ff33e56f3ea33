using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Observations;
using Graticule.Server.Dialects.Cdms.Insitu;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary><c>/list</c> and <c>/cdmslist</c>: the data sets. They are read from the index at each request, so that nothing needs to be cached.</summary>
internal sealed class ListPages(DatasetCatalog datasets)
{
    public Task ShowSatelliteAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, new JsonArray([.. Satellite()]));

    public Task ShowAsync(HttpContext context, Arguments arguments) => Wire.SendAsync(context, new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["satellite"] = new JsonArray([.. Satellite()]),
            ["insitu"] = new JsonArray([.. datasets.List().Where(dataset => dataset.Kind == DatasetKind.Points).Select(dataset => InSitu(context, dataset))]),
        },
    });

    private IEnumerable<JsonObject> Satellite() => datasets.List().Where(dataset => dataset.Kind != DatasetKind.Points).Select(Satellite);

    private static JsonObject Satellite(ObservationDataset dataset)
    {
        var (start, end) = (dataset.Start!.Value, dataset.End!.Value);
        return new()
        {
            ["shortName"] = dataset.Id,
            ["title"] = dataset.Title ?? dataset.Id,
            ["tileCount"] = dataset.Granules.Count,
            ["type"] = "nexusproto",
            ["start"] = (double)start,
            ["end"] = (double)end,
            ["iso_start"] = PythonTimes.Compact(start),
            ["iso_end"] = PythonTimes.Compact(end),
            ["spatial_extent"] = Extent(dataset),
            ["metadata"] = new JsonObject(dataset.Attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(attribute.Key, attribute.Value))),
        };
    }

    private static JsonObject InSitu(HttpContext context, ObservationDataset dataset)
    {
        var provider = dataset.Provider is { } name ? $"provider={Uri.EscapeDataString(name)}&" : "";
        return new()
        {
            ["name"] = dataset.Id,
            ["endpoint"] = $"{CdmsPaths.Root(context.Request)}{InsituResources.Search}?{provider}project={Uri.EscapeDataString(dataset.Project)}",
            ["metadata"] = new JsonObject
            {
                ["Projects"] = new JsonArray(new JsonObject { ["ShortName"] = dataset.Project, ["LongName"] = dataset.Title ?? dataset.Project }),
            },
        };
    }

    /// <summary>Of all files. Where they lie on both sides of the antimeridian it is the whole round.</summary>
    private static string Extent(ObservationDataset dataset)
    {
        var crosses = dataset.Granules.Any(granule => granule.Bounds.CrossesAntimeridian);
        var boxes = dataset.Granules.Select(granule => granule.Bounds).ToList();
        var (west, east) = crosses && boxes.Count > 1 ? (-180, 180) : (boxes.Min(box => box.West), boxes.Max(box => box.East));
        return string.Create(CultureInfo.InvariantCulture, $"{west:F2},{boxes.Min(box => box.South):F2},{east:F2},{boxes.Max(box => box.North):F2}");
    }
}
