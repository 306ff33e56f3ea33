using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>A collection as 0.3 describes it, and as 0.4 does: by STAC 0.6.2, which has <c>properties</c> where STAC has summaries today.</summary>
internal static class CollectionJson
{
    private const string StacVersion = "0.6.2";

    private const string Dimensions = "cube:dimensions";

    /// <param name="collection">Which.</param>
    /// <param name="version">How.</param>
    /// <param name="root">For links.</param>
    /// <param name="isWhole">Whether bands and dimensions are told too.</param>
    public static JsonObject Write(Collection collection, RestVersion version, Root root, bool isWhole)
    {
        var stac = collection.ToStac();
        JsonObject told = version.Is03 ? [] : new() { ["stac_version"] = StacVersion };
        told[version.CollectionId] = collection.Id;
        told["title"] = collection.Title;
        told["description"] = collection.Description;
        told["license"] = License((string?)stac["license"]);
        told["extent"] = Extent(collection);
        Copy(stac, told, "keywords");
        if (!version.Is03)
        {
            Copy(stac, told, "providers");
        }

        told["links"] = new JsonArray(Wire.Link(root.Collection(collection.Id), "self"), Wire.Link(root.Url, "root"));
        if (!isWhole)
        {
            return told;
        }

        if (version.Is03)
        {
            Describe(collection, stac, told);
            told["eo:bands"] = new JsonObject(collection.Bands.Select(band => KeyValuePair.Create(band.Name, (JsonNode?)Write(band, isOf03: true))));
            return told;
        }

        var properties = new JsonObject { [Dimensions] = stac[Dimensions]?.DeepClone() ?? new JsonObject() };
        Describe(collection, stac, properties);
        properties["eo:bands"] = new JsonArray([.. collection.Bands.Select(band => Write(band, isOf03: false))]);
        told["properties"] = properties;
        told["other_properties"] = new JsonObject();
        return told;
    }

    /// <summary>What holds for all of it: its reference system, and its platform where there is one only.</summary>
    private static void Describe(Collection collection, JsonObject stac, JsonObject told)
    {
        if ((stac[Dimensions] as JsonObject)?.Select(dimension => dimension.Value).FirstOrDefault(dimension => (string?)dimension?["axis"] == "x")?["reference_system"] is JsonValue system
            && system.TryGetValue<int>(out var code))
        {
            told["eo:epsg"] = code;
        }

        if (collection.Bands.Select(band => band.GroundSample).OfType<double>().ToList() is { Count: > 0 } sizes)
        {
            told["eo:gsd"] = sizes.Min();
        }

        if (stac["summaries"]?["platform"] is JsonArray { Count: 1 } platforms)
        {
            told["eo:platform"] = platforms[0]?.DeepClone();
        }
    }

    private static JsonObject Write(CollectionBand band, bool isOf03)
    {
        JsonObject told = isOf03 ? [] : new() { ["name"] = band.Name };
        Add("common_name", band.CommonName);
        Add("description", band.Description);
        Add(isOf03 ? "wavelength" : "center_wavelength", band.Wavelength);
        Add("full_width_half_max", band.Width);
        Add("gsd", band.GroundSample);
        if (isOf03)
        {
            Add("resolution", band.GroundSample);
        }

        told["scale"] = band.Scale ?? 1;
        told["offset"] = band.Offset ?? 0;
        Add("unit", band.Unit);
        Add("nodata", band.NoData is { } nodata && double.IsFinite(nodata) ? new JsonArray(nodata) : null);
        return told;

        void Add(string member, JsonNode? value)
        {
            if (value is not null)
            {
                told[member] = value;
            }
        }
    }

    /// <summary>One box and one interval, where STAC has lists of them today.</summary>
    private static JsonObject Extent(Collection collection) => new()
    {
        ["spatial"] = new JsonArray([.. collection.Bbox.Select(number => (JsonNode?)number)]),
        ["temporal"] = new JsonArray(Time(collection.Interval.Start), Time(collection.Interval.End)),
    };

    private static JsonNode? Time(DateTimeOffset? time) => time is { } known ? Wire.Time(known) : null;

    /// <summary>A name of SPDX's list, or the word that stood for all others.</summary>
    private static string License(string? license) => license is null or "other" or "various" ? "proprietary" : license;

    private static void Copy(JsonObject from, JsonObject to, string member)
    {
        if (from[member] is { } value && value.GetValueKind() != JsonValueKind.Null)
        {
            to[member] = value.DeepClone();
        }
    }
}
