using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>A layer of a service, and what change detection takes it for.</summary>
/// <param name="Ubid">As the service calls it.</param>
/// <param name="Band">One of the eight.</param>
/// <param name="Sensor">What the layers of one look have in common.</param>
internal sealed record ServiceLayer(string Ubid, ChipBand Band, string Sensor)
{
    /// <summary>By the name alone; null: the name is unknown, or of a layer that is not used.</summary>
    internal static ServiceLayer? OfName(string ubid) =>
        ArdLayers.Find(ubid) is { Band: { } band } layer ? new(ubid, band, layer.Sensor) : null;

    /// <summary>By the words that a service lists it with; null: it is none that is used.</summary>
    internal static ServiceLayer? OfTags(string ubid, IReadOnlyCollection<string> tags)
    {
        var words = tags.Select(tag => tag.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return BandOf(words) is { } band ? new(ubid, band, SensorOf(ubid)) : null;
    }

    private static ChipBand? BandOf(HashSet<string> words)
    {
        if (words.Contains("pixelqa"))
        {
            return ChipBand.Quality;
        }

        if (words.Contains("thermal"))
        {
            return words.Contains("bt") && !words.Contains("btb11") ? ChipBand.Thermal : null;
        }

        return !words.Contains("sr") ? null
            : words.Contains("blue") ? ChipBand.Blue
            : words.Contains("green") ? ChipBand.Green
            : words.Contains("red") ? ChipBand.Red
            : words.Contains("nir") ? ChipBand.NearInfrared
            : words.Contains("swir1") ? ChipBand.ShortwaveInfrared1
            : words.Contains("swir2") ? ChipBand.ShortwaveInfrared2 : null;
    }

    private static string SensorOf(string ubid) => ubid.LastIndexOfAny(['/', '_']) is var end and > 0 ? ubid[..end] : ubid;
}
