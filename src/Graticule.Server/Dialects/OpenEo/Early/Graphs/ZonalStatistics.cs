using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>One value of the pixels under each region, for each date and band.</summary>
internal static class ZonalStatistics
{
    private static readonly Dictionary<string, (string Reducer, double? Quantile)> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["avg"] = ("mean", null),
        ["mean"] = ("mean", null),
        ["min"] = ("min", null),
        ["max"] = ("max", null),
        ["median"] = ("median", null),
        ["q25"] = ("quantiles", 0.25),
        ["q75"] = ("quantiles", 0.75),
        ["sum"] = ("sum", null),
        ["count"] = ("count", null),
        ["sd"] = ("sd", null),
    };

    private static readonly string[] Periods = ["day", "week", "month", "year"];

    private static readonly EarlyArgument Function =
        new("func", "Of the pixels under a region: avg (or mean), min, max, median, q25, q75, sum, count, sd.") { IsRequired = false, Default = "avg" };

    public static IReadOnlyList<EarlyProcess> Nested { get; } =
    [
        new("zonal_statistics", "Series of one value for each region, made of the pixels whose centres lie in it.",
        [
            EarlyArgument.Imagery,
            new("regions", "Path of an uploaded file of polygons, such as /users/me/files/regions.geojson, or of a folder, for all such files in it."),
            Function,
            new("outformat", "Format of the result, where the output does not tell it.") { IsRequired = false, Default = "GPKG" },
        ],
        call => Aggregate(call, ["outformat"])),
    ];

    public static IReadOnlyList<EarlyProcess> Flat { get; } =
    [
        new("zonal_statistics", "Series of one value for each region, made of the pixels whose centres lie in it.",
        [
            EarlyArgument.Imagery,
            new("regions", "GeoJSON, or the path of an uploaded file of polygons."),
            Function,
            new("scale", "Size of a pixel in metres; the statistics are of the pixels as they are, and it is not used.") { IsRequired = false },
            new("interval", "day, week, month or year: the images of each are put together first, by the same function.") { IsRequired = false },
        ],
        call => Aggregate(call, ["scale", "interval"])),
    ];

    private static EarlyImage Aggregate(ProcessCall call, IReadOnlyList<string> more)
    {
        call.Allow([.. ProcessCall.ImageNames, "regions", "func", .. more]);
        var image = call.Image();
        var function = call.OptionalText("func") ?? "avg";
        if (!Functions.TryGetValue(function, out var made))
        {
            throw call.Wrong("func", $"must be one of {string.Join(", ", Functions.Keys)}, not '{function}'");
        }

        image = InPeriods(image, call, made);
        if (call["scale"] is not null)
        {
            call.Translation.Remark($"The argument 'scale' of '{call.Process}' is not used: the statistics are of the pixels as the data have them.");
        }

        var regions = Regions(call);
        return call.Translation.Apply(image, "aggregate_spatial", ("geometries", NodeWriter.FromNode(regions)), ("reducer", Reducer(made))) with { IsVector = true };
    }

    private static EarlyImage InPeriods(EarlyImage image, ProcessCall call, (string Reducer, double? Quantile) made)
    {
        if (call.OptionalText("interval") is not { } interval)
        {
            return image;
        }

        return !Periods.Contains(interval, StringComparer.Ordinal) ? throw call.Wrong("interval", $"must be one of {string.Join(", ", Periods)}, not '{interval}'")
            : image.Time is null ? throw call.Wrong("interval", "needs images with dates, and these have none any more")
            : call.Translation.Apply(image, "aggregate_temporal_period", ("period", interval), ("reducer", Reducer(made)), ("dimension", image.Time));
    }

    private static JsonObject Reducer((string Reducer, double? Quantile) made)
    {
        if (made.Quantile is not { } quantile)
        {
            return NodeWriter.Callback(made.Reducer);
        }

        var nodes = new NodeWriter();
        var all = nodes.Add(made.Reducer, new JsonObject { ["data"] = NodeWriter.FromParameter("data"), ["probabilities"] = new JsonArray(quantile) });
        nodes.Add("array_element", new JsonObject { ["data"] = NodeWriter.FromNode(all), ["index"] = 0 });
        return NodeWriter.Callback(nodes);
    }

    /// <summary>The node that has the regions.</summary>
    private static string Regions(ProcessCall call)
    {
        if (call["regions"] is JsonObject json)
        {
            return call.Translation.Writer.Add("load_geojson", new JsonObject { ["data"] = json.DeepClone() });
        }

        var path = call.Text("regions", "the path of a file of polygons, such as /users/me/files/regions.geojson");
        var plain = UserPaths.Plain(path);
        return call.Translation.Writer.Add("load_uploaded_files", new JsonObject
        {
            ["paths"] = new JsonArray(UserPaths.IsFolder(path) ? plain + "/" : plain),
            ["format"] = Path.GetExtension(plain).ToUpperInvariant() switch
            {
                ".GPKG" => "GPKG",
                ".FGB" => "FlatGeobuf",
                _ => "GeoJSON",
            },
        });
    }
}
