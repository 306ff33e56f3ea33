using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Bands by id, by name or by wavelength.</summary>
internal static class BandFilters
{
    /// <summary>Nm between a wavelength that is asked for and the centre of a band that is taken for it.</summary>
    private const double Tolerance = 10;

    private const double NanometresOfMicrometre = 1000;

    private static readonly string[] Choices = ["bands", "names", "wavelengths"];

    public static EarlyProcess Process { get; } = new("filter_bands", "Leaves bands, in the order in which they are asked for. One of 'bands', 'names' and 'wavelengths' is needed.",
    [
        EarlyArgument.Imagery,
        new("bands", "Ids of bands: one or an array.") { IsRequired = false },
        new("names", "Names of bands, such as red: one or an array.") { IsRequired = false },
        new("wavelengths", "A wavelength, or an array of the least and the greatest; in nanometres.") { IsRequired = false },
    ],
    call =>
    {
        call.Allow([.. ProcessCall.ImageNames, .. Choices]);
        List<string> given = [.. Choices.Where(choice => call[choice] is not null)];
        if (given.Count != 1)
        {
            throw call.Missing("bands", given.Count == 0 ? "ids of bands; or else 'names', or 'wavelengths'" : $"only one of {string.Join(", ", given)} may be given");
        }

        var image = call.Image();
        return given[0] == "wavelengths" ? Between(image, call) : Choose(image, call, given[0]);
    });

    /// <summary>Bands that an argument names.</summary>
    public static EarlyImage Choose(EarlyImage image, ProcessCall call, string argument)
    {
        List<JsonNode?> asked = [];
        if (call[argument] is JsonArray list)
        {
            asked.AddRange(list);
        }
        else
        {
            asked.Add(call[argument]);
        }

        List<string> names = [.. asked.Select(one => BandTexts.Name(image, one, call, argument))];
        return names.Count > 0 ? Keep(image, call, names) : throw call.Wrong(argument, "must name a band at least");
    }

    private static EarlyImage Keep(EarlyImage image, ProcessCall call, IReadOnlyList<string> names)
    {
        var kept = call.Translation.Apply(image, "filter_bands", ("bands", new JsonArray([.. names.Select(name => (JsonNode)name)])));
        return kept with { Bands = [.. names.Select(name => image.Bands.FirstOrDefault(band => band.Name == name)).OfType<EarlyBand>()] };
    }

    private static EarlyImage Between(EarlyImage image, ProcessCall call)
    {
        switch (call["wavelengths"])
        {
            case JsonValue one when one.GetValueKind() == JsonValueKind.Number:
                return Nearest(image, call, one.GetValue<double>());
            case JsonArray { Count: 2 } range when range.All(end => end?.GetValueKind() == JsonValueKind.Number):
                var (least, greatest) = (range[0]!.GetValue<double>(), range[1]!.GetValue<double>());
                return least <= greatest ? Between(image, call, least, greatest) : throw call.Wrong("wavelengths", "must have the least wavelength first");
            default:
                throw call.Wrong("wavelengths", "must be a number or an array of two, in nanometres");
        }
    }

    private static EarlyImage Between(EarlyImage image, ProcessCall call, double least, double greatest)
    {
        List<string> names = [.. image.Bands.Where(band => band.Wavelength >= least && band.Wavelength <= greatest).Select(band => band.Name)];
        return names.Count > 0 ? Keep(image, call, names) : image.Bands.Count > 0 ? throw None(image, call) : call.Translation.Apply(
            image, "filter_bands", ("wavelengths", new JsonArray(new JsonArray(least / NanometresOfMicrometre, greatest / NanometresOfMicrometre))));
    }

    private static EarlyImage Nearest(EarlyImage image, ProcessCall call, double wavelength)
    {
        if (image.Bands.Count == 0)
        {
            return Between(image, call, wavelength - Tolerance, wavelength + Tolerance);
        }

        var nearest = image.Bands.Where(band => band.Wavelength is not null).MinBy(band => Math.Abs(band.Wavelength!.Value - wavelength));
        return nearest is not null && Math.Abs(nearest.Wavelength!.Value - wavelength) <= Tolerance ? Keep(image, call, [nearest.Name]) : throw None(image, call);
    }

    private static EarlyGraphException None(EarlyImage image, ProcessCall call) => call.Wrong(
        "wavelengths", FormattableString.Invariant($"is of no band; there are: {string.Join(", ", image.Bands.Select(band => FormattableString.Invariant($"{band.Name} ({band.Wavelength} nm)")))}"));
}
