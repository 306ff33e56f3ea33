using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Boxes: their sides may come in any order, since some clients wrote the lower one as <c>top</c>.</summary>
internal static class BoxFilters
{
    private static readonly string[] Prefixes =
        ["EPSG:", "urn:ogc:def:crs:EPSG:", "http://www.opengis.net/def/crs/EPSG/", "https://www.opengis.net/def/crs/EPSG/"];

    /// <summary>As 0.0.x writes it.</summary>
    public static EarlyProcess Sides { get; } = new("filter_bbox", "Leaves the pixels whose centres lie in a box.",
    [
        EarlyArgument.Imagery,
        new("left", "Longitude or easting of one side."),
        new("right", "Longitude or easting of the opposite side."),
        new("top", "Latitude or northing of one side."),
        new("bottom", "Latitude or northing of the opposite side."),
        new("srs", "Reference system of the sides, such as EPSG:32632.") { IsRequired = false, Default = "EPSG:4326" },
    ],
    call =>
    {
        call.Allow([.. ProcessCall.ImageNames, "left", "right", "top", "bottom", "srs"]);
        var image = call.Image();
        return Filter(image, call, call.Number("left", Side), call.Number("right", Side), call.Number("top", Side), call.Number("bottom", Side), System(call["srs"], call, "srs"));
    });

    /// <summary>As 0.3 writes it; some of its examples have the sides beside the image.</summary>
    public static EarlyProcess Extent { get; } = new("filter_bbox", "Leaves the pixels whose centres lie in a box.",
    [
        EarlyArgument.Imagery,
        new("extent", "The box: west, south, east, north, and crs, which is EPSG:4326 unless said otherwise."),
    ],
    call =>
    {
        if (call["extent"] is null && call["left"] is not null)
        {
            return Sides.Translate(call);
        }

        if (call["extent"] is null && call["west"] is not null)
        {
            call.Allow([.. ProcessCall.ImageNames, "west", "east", "north", "south", "srs", "crs"]);
            var image = call.Image();
            return Filter(
                image, call, call.Number("west", Side), call.Number("east", Side), call.Number("north", Side), call.Number("south", Side), System(call["srs"] ?? call["crs"], call, "srs"));
        }

        call.Allow([.. ProcessCall.ImageNames, "extent"]);
        return Filter(call.Image(), call, "extent");
    });

    private const string Side = "a number, in the units of the reference system";

    /// <summary>By a box that is one argument.</summary>
    public static EarlyImage Filter(EarlyImage image, ProcessCall call, string name)
    {
        var box = call[name] as JsonObject ?? throw call.Wrong(name, "must be an object with the numbers west, south, east and north");
        return Filter(image, call, Number("west"), Number("east"), Number("north"), Number("south"), System(box["crs"] ?? box["srs"], call, name));

        double Number(string side) => box[side] is JsonValue value && value.TryGetValue<double>(out var number)
            ? number
            : throw call.Wrong(name, $"must be an object with the numbers west, south, east and north, and '{side}' is {(box[side] is null ? "missing" : "none")}");
    }

    /// <summary>The reference system as nodes of today have it: an EPSG code, or a text that defines it; null for longitude and latitude.</summary>
    public static JsonNode? System(JsonNode? value, ProcessCall call, string name)
    {
        switch (value)
        {
            case null:
                return null;
            case JsonValue number when number.TryGetValue<int>(out var code):
                return code;
            case JsonValue one when one.TryGetValue<string>(out var text) && text.Length > 0:
                return Code(text) is { } known ? known : text;
            default:
                throw call.Wrong(name, "must tell its reference system as a text such as 'EPSG:32632'");
        }
    }

    private static int? Code(string text)
    {
        var prefix = Prefixes.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var digits = prefix is null ? text : text[(text.AsSpan().LastIndexOfAny(':', '/') + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static EarlyImage Filter(EarlyImage image, ProcessCall call, double left, double right, double top, double bottom, JsonNode? system)
    {
        if (left > right || bottom > top)
        {
            call.Translation.Remark($"The sides of the box of '{call.Process}' were taken in ascending order: they are written the other way round.");
        }

        var box = new JsonObject
        {
            ["west"] = Math.Min(left, right),
            ["south"] = Math.Min(top, bottom),
            ["east"] = Math.Max(left, right),
            ["north"] = Math.Max(top, bottom),
        };
        if (system is not null)
        {
            box["crs"] = system;
        }

        return call.Translation.Apply(image, "filter_bbox", ("extent", box));
    }
}
