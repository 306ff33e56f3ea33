namespace Graticule.Raster.Catalog;

/// <summary>
/// Bands of Sentinel-2 (ESA, Sentinel-2 products specification) and Landsat (USGS, Landsat 4-7 and 8-9 Collection 2 Level 2 product guides), with
/// the common names of STAC's extension for electro-optical data. Wavelengths in micrometres, sizes of pixels in metres.
/// </summary>
internal static class KnownBands
{
    private static readonly Dictionary<string, CollectionBand> Sentinel2 = By(
        Optical("B01", "coastal", 0.443, 0.027, 60), Optical("B02", "blue", 0.490, 0.098, 10), Optical("B03", "green", 0.560, 0.045, 10),
        Optical("B04", "red", 0.665, 0.038, 10), Optical("B05", "rededge071", 0.704, 0.019, 20), Optical("B06", "rededge075", 0.740, 0.018, 20),
        Optical("B07", "rededge078", 0.783, 0.028, 20), Optical("B08", "nir", 0.842, 0.145, 10), Optical("B8A", "nir08", 0.865, 0.033, 20),
        Optical("B09", "nir09", 0.945, 0.026, 60), Optical("B10", "cirrus", 1.375, 0.075, 60), Optical("B11", "swir16", 1.610, 0.143, 20),
        Optical("B12", "swir22", 2.190, 0.242, 20), Other("SCL", "Scene classification"), Other("AOT", "Aerosol optical thickness"), Other("WVP", "Water vapour"),
        Other("CLD", "Probability of clouds"), Other("SNW", "Probability of snow"));

    private static readonly Dictionary<string, CollectionBand> Tm = By(
        Optical("B1", "blue", 0.485, 0.07, 30), Optical("B2", "green", 0.56, 0.08, 30), Optical("B3", "red", 0.66, 0.06, 30), Optical("B4", "nir", 0.835, 0.13, 30),
        Optical("B5", "swir16", 1.65, 0.2, 30), Optical("B6", "lwir", 11.45, 2.1, 30), Optical("B7", "swir22", 2.22, 0.27, 30), Optical("B8", "pan", 0.71, 0.38, 15));

    private static readonly Dictionary<string, CollectionBand> Oli = By(
        Optical("B1", "coastal", 0.44, 0.02, 30), Optical("B2", "blue", 0.48, 0.06, 30), Optical("B3", "green", 0.56, 0.06, 30), Optical("B4", "red", 0.655, 0.03, 30),
        Optical("B5", "nir08", 0.865, 0.03, 30), Optical("B6", "swir16", 1.61, 0.08, 30), Optical("B7", "swir22", 2.2, 0.18, 30), Optical("B8", "pan", 0.59, 0.18, 15),
        Optical("B9", "cirrus", 1.37, 0.02, 30), Optical("B10", "lwir11", 10.9, 0.8, 30), Optical("B11", "lwir12", 12.0, 1.0, 30));

    /// <summary>The facts of a band by its name; null if they are not known.</summary>
    internal static CollectionBand? Find(Sensor sensor, string name) => sensor switch
    {
        Sensor.Sentinel2 => Sentinel2.GetValueOrDefault(name),
        Sensor.LandsatTm => Landsat(Tm, name),
        Sensor.LandsatOli => Landsat(Oli, name),
        _ => null,
    };

    /// <summary>Where a band of that name stands among the others of its sensor; bands of no sensor after all.</summary>
    internal static int Order(string name)
    {
        var at = Sentinel2.Keys.ToList().IndexOf(name);
        return at >= 0 ? at : int.MaxValue;
    }

    /// <summary>Surface reflectance (<c>SR_B4</c>) and temperature (<c>ST_B10</c>) are scaled since Collection 2; raw numbers (<c>B4</c>) are not.</summary>
    private static CollectionBand? Landsat(Dictionary<string, CollectionBand> bands, string name) => name switch
    {
        "QA_PIXEL" => Other(name, "Quality of each pixel"),
        "QA_RADSAT" => Other(name, "Saturation"),
        _ when name.StartsWith("SR_B", StringComparison.Ordinal) && bands.TryGetValue(name[3..], out var band) => band with { Name = name, Scale = 0.0000275, Offset = -0.2 },
        _ when name.StartsWith("ST_B", StringComparison.Ordinal) && bands.TryGetValue(name[3..], out var band) => band with { Name = name, Scale = 0.00341802, Offset = 149, Unit = "K" },
        _ => bands.GetValueOrDefault(name),
    };

    private static CollectionBand Optical(string name, string commonName, double wavelength, double width, double size) =>
        new(name) { CommonName = commonName, Wavelength = wavelength, Width = width, GroundSample = size };

    private static CollectionBand Other(string name, string description) => new(name) { Description = description };

    private static Dictionary<string, CollectionBand> By(params IEnumerable<CollectionBand> bands) => bands.ToDictionary(band => band.Name, StringComparer.Ordinal);
}
