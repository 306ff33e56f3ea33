using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What is computed of each pixel.</summary>
internal static class Indices
{
    private const double Brightest = 255;

    private static readonly EarlyArgument[] Bands =
    [
        EarlyArgument.Imagery,
        new("red", "The red band, by its id or name.") { IsRequired = false, Default = "red" },
        new("nir", "The near infrared band, by its id or name.") { IsRequired = false, Default = "nir" },
    ];

    public static IReadOnlyList<EarlyProcess> All { get; } =
    [
        new("NDVI", "Vegetation index: (nir - red) / (nir + red).", Bands, Vegetation),
        new("calculate_ndvi", "The same as NDVI.", Bands, Vegetation),
        new("stretch_colors", "Stretches a range of values linearly to 0 to 255, as pictures have them.",
        [
            EarlyArgument.Imagery,
            new("min", "The value that becomes 0, as do those below."),
            new("max", "The value that becomes 255, as do those above."),
        ],
        Stretch),
    ];

    private static EarlyImage Vegetation(ProcessCall call)
    {
        call.Allow([.. ProcessCall.ImageNames, "red", "nir"]);
        var image = call.Image();
        var (red, nir) = (BandTexts.Name(image, call["red"] ?? "red", call, "red"), BandTexts.Name(image, call["nir"] ?? "nir", call, "nir"));
        return call.Translation.Apply(image, "ndvi", ("nir", nir), ("red", red)) with { BandDimension = null, Bands = [] };
    }

    private static EarlyImage Stretch(ProcessCall call)
    {
        call.Allow([.. ProcessCall.ImageNames, "min", "max"]);
        var image = call.Image();
        var (least, greatest) = (call.Number("min", "the value that becomes black"), call.Number("max", "the value that becomes white"));
        if (least >= greatest)
        {
            throw call.Wrong("min", "must be less than 'max'");
        }

        var scale = new NodeWriter();
        scale.Add("linear_scale_range", new JsonObject
        {
            ["x"] = NodeWriter.FromParameter("x"),
            ["inputMin"] = least,
            ["inputMax"] = greatest,
            ["outputMin"] = 0.0,
            ["outputMax"] = Brightest,
        });
        return call.Translation.Apply(image, "apply", ("process", NodeWriter.Callback(scale)));
    }
}
