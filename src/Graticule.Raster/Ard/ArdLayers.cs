namespace Graticule.Raster.Ard;

/// <summary>The layers of Landsat's analysis ready data (collection 1) that are registered: surface reflectance, brightness temperature, quality.</summary>
public static class ArdLayers
{
    /// <summary>The products of a sensor with the band that each is, where it is one, and the word for its part of the spectrum.</summary>
    private static readonly (string Product, ChipBand? Band, string Word)[] Thematic =
    [
        ("SRB1", ChipBand.Blue, "blue"), ("SRB2", ChipBand.Green, "green"), ("SRB3", ChipBand.Red, "red"), ("SRB4", ChipBand.NearInfrared, "nir"),
        ("SRB5", ChipBand.ShortwaveInfrared1, "swir1"), ("SRB7", ChipBand.ShortwaveInfrared2, "swir2"), ("BTB6", ChipBand.Thermal, "thermal"),
        ("PIXELQA", ChipBand.Quality, ""),
    ];

    private static readonly (string Product, ChipBand? Band, string Word)[] Operational =
    [
        ("SRB1", null, "aerosol"), ("SRB2", ChipBand.Blue, "blue"), ("SRB3", ChipBand.Green, "green"), ("SRB4", ChipBand.Red, "red"),
        ("SRB5", ChipBand.NearInfrared, "nir"), ("SRB6", ChipBand.ShortwaveInfrared1, "swir1"), ("SRB7", ChipBand.ShortwaveInfrared2, "swir2"),
        ("BTB10", ChipBand.Thermal, "thermal"), ("BTB11", null, "thermal"), ("PIXELQA", ChipBand.Quality, ""),
    ];

    public static IReadOnlyList<ArdLayer> All { get; } = [.. Of("LC08", Operational), .. Of("LE07", Thematic), .. Of("LT05", Thematic), .. Of("LT04", Thematic)];

    /// <summary>The 32 layers that change detection reads.</summary>
    public static IReadOnlyList<ArdLayer> Inputs { get; } = [.. All.Where(layer => layer.Band is not null)];

    private static readonly Dictionary<string, ArdLayer> Names = All
        .SelectMany(layer => NamesOf(layer).Select(name => (name, layer))).ToDictionary(pair => pair.name, pair => pair.layer, StringComparer.OrdinalIgnoreCase);

    /// <summary>The layer of a name, as chipmunk or aardvark write it; null where there is none.</summary>
    public static ArdLayer? Find(string ubid) => Names.GetValueOrDefault(ubid);

    private static IEnumerable<string> NamesOf(ArdLayer layer)
    {
        yield return layer.Ubid;
        yield return layer.LongUbid;
        if (layer.Product.StartsWith("SRB", StringComparison.Ordinal))
        {
            yield return $"{layer.Satellite}/{layer.Instrument}/sr_band{layer.Product[3..]}";
        }

        if (layer.Product.StartsWith("BTB", StringComparison.Ordinal))
        {
            yield return $"{layer.Satellite}/{layer.Instrument}/bt_band{layer.Product[3..]}";
            yield return $"{layer.Satellite}/{layer.Instrument}/toa_band{layer.Product[3..]}";
        }
    }

    private static IEnumerable<ArdLayer> Of(string sensor, IEnumerable<(string Product, ChipBand? Band, string Word)> products) =>
        products.Select(entry => new ArdLayer(sensor, entry.Product, entry.Band, [.. TagsOf(sensor, entry.Product, entry.Word)], InfoOf(entry.Product)));

    private static IEnumerable<string> TagsOf(string sensor, string product, string word)
    {
        var kind = product.EndsWith("QA", StringComparison.Ordinal) ? "qa" : product[..2];
        string[] tags = [$"{sensor}_{product}", sensor, product, kind, .. kind == "qa" ? [] : new[] { product[2..], word }];
        return tags.Select(tag => tag.ToLowerInvariant());
    }

    private static string InfoOf(string product) => product[..2] switch
    {
        "SR" => $"band {product[3..]} surface reflectance",
        "BT" => $"band {product[3..]} brightness temperature",
        _ => "pixel quality",
    };
}
