using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Bands by what those versions call them: <c>8</c>, <c>"8"</c>, <c>B8</c> and <c>nir</c> may all be the band <c>B08</c>.</summary>
internal static class BandTexts
{
    /// <summary>The name of a band for what a graph calls it; where the bands are not known, what it calls it.</summary>
    /// <exception cref="EarlyGraphException">There is no such band.</exception>
    public static string Name(EarlyImage image, JsonNode? asked, ProcessCall call, string argument)
    {
        var text = asked?.GetValueKind() switch
        {
            JsonValueKind.String => asked.GetValue<string>(),
            JsonValueKind.Number => asked.GetValue<double>().ToString(CultureInfo.InvariantCulture),
            _ => throw call.Wrong(argument, "must name bands by texts or numbers"),
        };
        if (image.BandDimension is null)
        {
            throw call.Wrong(argument, $"asks for the band '{text}', and the image has no bands any more");
        }

        return image.Bands.Count == 0 ? text : Find(image.Bands, text)?.Name
            ?? throw call.Wrong(argument, $"names the band '{text}', which is not there; there are: {string.Join(", ", image.Bands.Select(band => band.Name))}");
    }

    private static EarlyBand? Find(IReadOnlyList<EarlyBand> bands, string text) =>
        bands.FirstOrDefault(band => band.Name == text)
        ?? bands.FirstOrDefault(band => string.Equals(band.Name, text, StringComparison.OrdinalIgnoreCase))
        ?? bands.FirstOrDefault(band => string.Equals(band.CommonName, text, StringComparison.OrdinalIgnoreCase))
        ?? bands.FirstOrDefault(band => Short(band.Name) == Short(text));

    /// <summary>Without the letter that begins the names of bands, and without zeros: <c>8</c> of <c>B08</c>.</summary>
    private static string Short(string name)
    {
        var small = name.ToUpperInvariant();
        var digits = small.StartsWith("BAND", StringComparison.Ordinal) ? small[4..].TrimStart(' ', '_') : small.StartsWith('B') ? small[1..] : small;
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) ? digits.TrimStart('0') : small;
    }
}
