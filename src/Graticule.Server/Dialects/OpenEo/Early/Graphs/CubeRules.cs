using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Filters, masks and grids.</summary>
internal static class CubeRules
{
    public static IEnumerable<KeyValuePair<string, Action<NodeCall>>> All =>
    [
        NodeRules.Rule("filter_temporal", FilterTemporal),
        NodeRules.Rule("filter_daterange", FilterTemporal),
        NodeRules.Rule("filter_bbox", call => DataRules.BoxOf(call, "extent")),
        NodeRules.Rule("filter_bands", FilterBands),
        NodeRules.Rule("filter_polygon", FilterPolygon),
        NodeRules.Rule("mask", Mask),
        NodeRules.Rule("merge_collections", call => Merge(call)),
        NodeRules.Rule("merge_cubes", call => Merge(call)),
        NodeRules.Rule("add_dimension", call => call.Rename("value", "label")),
        NodeRules.Rule("trim", call => call.Become("trim_cube")),
        NodeRules.Rule("apply_dimension", call => NodeRules.NameDimension(call)),
        NodeRules.Rule("rename_labels", call => NodeRules.NameDimension(call)),
        NodeRules.Rule("rename_dimension", call => NodeRules.NameDimension(call, "source")),
        NodeRules.Rule("resample_spatial", call => call.Arguments.TryAdd("align", "lower-left")),
        NodeRules.Rule("resample_cube_temporal", ResampleTemporal),
    ];

    private static void FilterTemporal(NodeCall call)
    {
        call.Become("filter_temporal");
        if (call.Arguments["extent"] is null)
        {
            var (from, to) = (call.Take("from"), call.Take("to"));
            call.Arguments["extent"] = new JsonArray(from, to);
        }

        NodeRules.NameDimension(call);
    }

    /// <summary>Names and common names were two arguments.</summary>
    private static void FilterBands(NodeCall call)
    {
        List<JsonNode?> names = [.. (call.Take("bands") as JsonArray ?? []).Concat(call.Take("common_names") as JsonArray ?? []).Select(name => name?.DeepClone())];
        if (names.Count > 0)
        {
            call.Arguments["bands"] = new JsonArray([.. names]);
            DataRules.NameBands(call, "bands", call.Level.Source(call.Arguments["data"]));
        }

        if (call.Arguments["wavelengths"] is JsonArray wavelengths)
        {
            call.Arguments["wavelengths"] = new JsonArray([.. wavelengths.Select(one => one is JsonValue ? new JsonArray(one.DeepClone(), one.DeepClone()) : one?.DeepClone())]);
        }
    }

    private static void FilterPolygon(NodeCall call)
    {
        call.Rename("polygons", "geometries");
        Geometries(call, "geometries");
        call.Become("filter_spatial");
    }

    /// <summary>Polygons were masks too.</summary>
    private static void Mask(NodeCall call)
    {
        if (call.Arguments["mask"] is JsonObject mask && mask.ContainsKey("type"))
        {
            Geometries(call, "mask");
            call.Become("mask_polygon");
        }
    }

    /// <summary>Today's processes take no GeometryCollection.</summary>
    internal static void Geometries(NodeCall call, string argument)
    {
        if (call.Arguments[argument] is not JsonObject { } collection || (string?)(collection["type"] as JsonValue) != "GeometryCollection" || collection["geometries"] is not JsonArray parts)
        {
            return;
        }

        call.Arguments[argument] = new JsonObject
        {
            ["type"] = "FeatureCollection",
            ["features"] = new JsonArray([.. parts.Select(part => new JsonObject { ["type"] = "Feature", ["properties"] = new JsonObject(), ["geometry"] = part?.DeepClone() })]),
        };
    }

    /// <summary>Overlaps were resolved by an array of the values, or by two of them where it says <c>binary</c>.</summary>
    private static void Merge(NodeCall call)
    {
        call.Become("merge_cubes");
        call.Rename("data1", "cube1");
        call.Rename("data2", "cube2");
        call.Take("binary");
        if (call.Arguments["overlap_resolver"] is { } resolver)
        {
            call.Arguments["overlap_resolver"] = ReductionRules.Replace(
                resolver, value => value is JsonObject { Count: 1 } reference && (string?)(reference["from_parameter"] as JsonValue) == "data"
                    ? new JsonArray(NodeWriter.FromParameter("x"), NodeWriter.FromParameter("y"))
                    : null);
        }
    }

    private static void ResampleTemporal(NodeCall call)
    {
        if ((call.Take("method") ?? call.Take("process")) is not null)
        {
            call.Remark("Dates are resampled to the nearest, whatever method is asked for.");
        }

        call.Take("binary");
        NodeRules.NameDimension(call);
    }
}
