using System.Text.Json.Nodes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog;

/// <summary>What is known of a band, as STAC 1.1 describes bands.</summary>
/// <param name="Name">Unique in its collection.</param>
public sealed record CollectionBand(string Name)
{
    public string? Description { get; init; }

    /// <summary>Such as <c>red</c> or <c>nir</c>, as STAC's extension for electro-optical data lists them.</summary>
    public string? CommonName { get; init; }

    /// <summary>Centre wavelength in micrometres.</summary>
    public double? Wavelength { get; init; }

    /// <summary>Full width at half maximum in micrometres.</summary>
    public double? Width { get; init; }

    /// <summary>Size of a pixel on the ground, in metres.</summary>
    public double? GroundSample { get; init; }

    public PixelType? Type { get; init; }

    /// <summary>The sample that means "nothing here".</summary>
    public double? NoData { get; init; }

    public string? Unit { get; init; }

    /// <summary>A value in <see cref="Unit"/> is the sample times this, plus <see cref="Offset"/>. Cubes hold samples: nobody applies it unasked.</summary>
    public double? Scale { get; init; }

    public double? Offset { get; init; }

    /// <summary>Other names that requests may use.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    internal static CollectionBand? Read(JsonObject band) => band["name"].Text() is not { } name ? null : new(name)
    {
        Description = band["description"].Text(),
        CommonName = (band["eo:common_name"] ?? band["common_name"]).Text(),
        Wavelength = (band["eo:center_wavelength"] ?? band["center_wavelength"]).Number(),
        Width = (band["eo:full_width_half_max"] ?? band["full_width_half_max"]).Number(),
        GroundSample = band["gsd"].Number(),
        Type = SampleTypes.Find(band["data_type"].Text()),
        NoData = band["nodata"].Number(),
        Unit = band["unit"].Text(),
        Scale = (band["raster:scale"] ?? band["scale"]).Number(),
        Offset = (band["raster:offset"] ?? band["offset"]).Number(),
        Aliases = [.. band[Collection.AliasesMember].Texts()],
    };

    internal JsonObject ToJson()
    {
        JsonObject band = new() { ["name"] = Name };
        Add("description", Description);
        Add("eo:common_name", CommonName);
        AddNumber("eo:center_wavelength", Wavelength);
        AddNumber("eo:full_width_half_max", Width);
        AddNumber("gsd", GroundSample);
        Add("data_type", Type is { } type ? SampleTypes.NameOf(type) : null);
        AddNumber("nodata", NoData);
        Add("unit", Unit);
        AddNumber("raster:scale", Scale);
        AddNumber("raster:offset", Offset);
        if (Aliases.Count > 0)
        {
            band[Collection.AliasesMember] = new JsonArray([.. Aliases.Select(alias => (JsonNode)alias)]);
        }

        return band;

        void Add(string member, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                band[member] = text;
            }
        }

        void AddNumber(string member, double? number)
        {
            if (number is { } value)
            {
                band[member] = JsonReading.ToJson(value);
            }
        }
    }
}
