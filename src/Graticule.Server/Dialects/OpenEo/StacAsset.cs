using System.Text.Json.Nodes;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>A file of the results as a STAC asset (STAC 1.1, extensions projection 2.0 and file 2.1).</summary>
internal static class StacAsset
{
    public static readonly string[] Extensions =
    [
        "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
        "https://stac-extensions.github.io/file/v2.1.0/schema.json",
        "https://stac-extensions.github.io/processing/v1.2.0/schema.json",
    ];

    /// <summary>SHA-256 with 32 bytes, as a multihash begins.</summary>
    private const string Sha256 = "1220";

    public static JsonObject Write(ResultFile result, string href)
    {
        var file = result.File;
        var asset = new JsonObject
        {
            ["href"] = href,
            ["type"] = file.MediaType,
            ["title"] = file.Title ?? file.Name,
            ["roles"] = Wire.Texts(file.Roles),
        };
        if (result.Length is { } length)
        {
            asset["file:size"] = length;
        }

        if (result.Checksum is { } checksum)
        {
            asset["file:checksum"] = Sha256 + checksum;
        }

        WritePlace(asset, file);
        if (file.Bands.Count > 0)
        {
            asset["bands"] = new JsonArray([.. file.Bands.Select(Write)]);
        }

        if (file.Remarks.Count > 0)
        {
            asset["description"] = string.Join(' ', file.Remarks);
        }

        return asset;
    }

    public static JsonArray Numbers(IEnumerable<double> numbers) => [.. numbers.Select(number => (JsonNode?)number)];

    private static void WritePlace(JsonObject asset, WrittenFile file)
    {
        if (file.ReferenceSystem is { } system)
        {
            asset[IsCode(system) ? "proj:code" : "proj:wkt2"] = system;
        }

        if (file.Shape is { } shape)
        {
            asset["proj:shape"] = new JsonArray([.. shape.Select(size => (JsonNode?)size)]);
        }

        if (file.Transform is { } transform)
        {
            asset["proj:transform"] = Numbers(transform);
        }
    }

    /// <summary>An authority and a number in it, such as <c>EPSG:32632</c>.</summary>
    private static bool IsCode(string system) => system.Split(':') is [var authority, var code] && authority.Length is > 0 and < 16 && code.All(char.IsAsciiDigit);

    private static JsonObject Write(WrittenBand band)
    {
        var told = new JsonObject { ["name"] = band.Name, ["data_type"] = band.DataType };
        if (band.NoData is { } nodata)
        {
            told["nodata"] = Number(nodata);
        }

        var statistics = new JsonObject();
        Add("minimum", band.Minimum);
        Add("maximum", band.Maximum);
        Add("mean", band.Mean);
        Add("stddev", band.StandardDeviation);
        Add("valid_percent", band.ValidPercent);
        if (statistics.Count > 0)
        {
            told["statistics"] = statistics;
        }

        return told;

        void Add(string name, double? value)
        {
            if (value is { } known && double.IsFinite(known))
            {
                statistics[name] = known;
            }
        }
    }

    /// <summary>STAC has words for the numbers that JSON has not.</summary>
    private static JsonNode Number(double number) => number switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => number,
    };
}
