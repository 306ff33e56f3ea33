using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>A collection as 0.0.2 describes products.</summary>
internal static class ProductJson
{
    private const double NanometresPerMicrometre = 1000;

    public static JsonObject Write(Collection collection) => new()
    {
        ["product_id"] = collection.Id,
        ["description"] = collection.Description,
        ["source"] = Source(collection),
        ["extent"] = new JsonObject
        {
            ["srs"] = "EPSG:4326",
            ["left"] = collection.Bbox[0],
            ["right"] = collection.Bbox[2],
            ["top"] = collection.Bbox[3],
            ["bottom"] = collection.Bbox[1],
        },
        ["time"] = new JsonObject { ["from"] = Time(collection.Interval.Start), ["to"] = Time(collection.Interval.End) },
        ["bands"] = new JsonArray([.. collection.Bands.Select(Write)]),
    };

    /// <summary>Who it comes from, as far as the description says.</summary>
    public static string Source(Collection collection)
    {
        var names = (collection.ToStac()["providers"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(provider => provider["name"])
            .Where(name => name?.GetValueKind() == JsonValueKind.String)
            .Select(name => name!.GetValue<string>())
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : collection.Title;
    }

    private static JsonObject Write(CollectionBand band)
    {
        var told = new JsonObject { ["band_id"] = band.Name };
        if (band.CommonName is { } name)
        {
            told["name"] = name;
        }

        if (band.Wavelength is { } wavelength)
        {
            told["wavelength_nm"] = Math.Round(wavelength * NanometresPerMicrometre, 3);
        }

        if (band.GroundSample is { } size)
        {
            told["res_m"] = size;
        }

        told["scale"] = band.Scale ?? 1;
        told["offset"] = band.Offset ?? 0;
        if (band.Type is { } type)
        {
            told["type"] = type.ToString().ToLowerInvariant();
        }

        if (band.Unit is { } unit)
        {
            told["unit"] = unit;
        }

        // NaN, which JSON has no number for, needs no mention: it is nodata of itself.
        told["nodata"] = band.NoData is { } nodata && double.IsFinite(nodata) ? new JsonArray(nodata) : new JsonArray();
        return told;
    }

    private static JsonNode? Time(DateTimeOffset? time) => time is { } known ? Wire.Time(known) : null;
}
