using System.Text.Json.Nodes;
using Graticule.Raster.Rendering;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>As what a process graph can be shown: map services that compute the windows that are looked at.</summary>
internal static class ServiceTypes
{
    private const int MostBands = 3;

    public static IReadOnlyList<ServiceType> All { get; } =
    [
        new("XYZ", "Tiles by z, x and y", "Tiles of 256 x 256 pixels in EPSG:3857, rows from the north.", static link => link.Xyz),
        new("WMTS", "OGC Web Map Tile Service 1.0.0", "Tiles in EPSG:3857 and EPSG:4326; the address answers GetCapabilities.", static link => link.Wmts),
        new("WMS", "OGC Web Map Service 1.1.1 and 1.3.0", "Pictures of any part; the address answers GetCapabilities.", static link => link.Wms),
        new("WCS", "OGC Web Coverage Service 2.0.1", "The data themselves of any part, at any resolution; the address answers GetCapabilities.", static link => link.Wcs),
        new("TMS", "Tile Map Service 1.0.0", "Tiles of 256 x 256 pixels in EPSG:3857, rows from the south; a date may stand before the zoom.", static link => link.Tms),
    ];

    /// <summary>Names are compared without regard to case.</summary>
    /// <exception cref="OpenEoException">ServiceUnsupported.</exception>
    public static ServiceType Get(string name) => All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Errors.New("ServiceUnsupported", $"There is no service type '{name}'; there are: {string.Join(", ", All.Select(type => type.Name))}.");

    public static Task ShowAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject(All.Select(type => KeyValuePair.Create(type.Name, (JsonNode?)new JsonObject
    {
        ["title"] = type.Title,
        ["description"] = type.Description,
        ["configuration"] = Configuration(),
        ["process_parameters"] = new JsonArray(),
        ["links"] = new JsonArray(),
    }))));

    /// <summary>What the service's address says besides its file: the parameters that the map services know.</summary>
    /// <exception cref="OpenEoException">ServiceConfigUnsupported, ServiceConfigInvalid.</exception>
    public static string Query(JsonObject configuration)
    {
        List<string> parts = [];
        foreach (var (name, value) in configuration)
        {
            parts.Add((name, value) switch
            {
                (_, null) => "",
                ("style", JsonValue style) when MapStyles.All.Any(known => known.Name == style.ToString()) => "style=" + Uri.EscapeDataString(style.ToString()),
                ("bands", JsonArray { Count: 1 or MostBands } bands) => "bands=" + Numbers(name, bands),
                ("range", JsonArray { Count: 2 } range) => "range=" + Numbers(name, range),
                ("style" or "bands" or "range", _) => throw Invalid(name),
                _ => throw Errors.New("ServiceConfigUnsupported", $"There is no setting '{name}'; there are: style, bands, range."),
            });
        }

        return string.Join('&', parts.Where(part => part.Length > 0));
    }

    private static string Numbers(string name, JsonArray numbers) =>
        numbers.All(number => number is JsonValue value && value.TryGetValue<double>(out _)) ? string.Join(',', numbers.Select(number => number!.ToJsonString())) : throw Invalid(name);

    private static OpenEoException Invalid(string name) => Errors.New("ServiceConfigInvalid", name switch
    {
        "bands" => "The setting 'bands' must be an array of one or three numbers of bands, the first band being 1.",
        "range" => "The setting 'range' must be an array of two numbers: what is drawn as the ends of the colour ramp.",
        _ => $"The setting 'style' must be one of: {string.Join(", ", MapStyles.All.Select(style => style.Name))}.",
    });

    /// <summary>The settings of any service, by name.</summary>
    public static JsonObject Configuration() => new()
    {
        ["style"] = new JsonObject { ["type"] = "string", ["description"] = "Colours of XYZ tiles; requests to WMS and WMTS name theirs.", ["enum"] = Wire.Texts(MapStyles.All.Select(style => style.Name)) },
        ["bands"] = new JsonObject
        {
            ["type"] = "array",
            ["description"] = "Numbers of the bands that are drawn, from 1: one, or three for red, green and blue. Labels of all dimensions but x and y are bands.",
            ["minItems"] = 1,
            ["maxItems"] = MostBands,
            ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
        },
        ["range"] = new JsonObject
        {
            ["type"] = "array",
            ["description"] = "Values that are drawn as the ends of the colour ramp; without it, percentiles 2 and 98.",
            ["minItems"] = 2,
            ["maxItems"] = 2,
            ["items"] = new JsonObject { ["type"] = "number" },
        },
    };
}

/// <param name="Name">As the API has it.</param>
/// <param name="Title">For people.</param>
/// <param name="Description">For people.</param>
/// <param name="Address">Where it is.</param>
internal sealed record ServiceType(string Name, string Title, string Description, Func<LastingMapLink, string> Address);
