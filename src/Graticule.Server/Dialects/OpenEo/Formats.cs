using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/file_formats</c> and <c>/udf_runtimes</c>: what graphs can read, write and run.</summary>
/// <param name="udfRuntimes">By name.</param>
internal sealed class Formats(JsonObject udfRuntimes)
{
    /// <summary>Names of the formats that are read.</summary>
    public IReadOnlyCollection<string> Input { get; } = [.. InputFormats.All.Select(format => format.Name)];

    /// <summary>Names of the formats that are written.</summary>
    public IReadOnlyCollection<string> Output { get; } = [.. CubeFormats.All.Select(format => format.Name)];

    /// <summary>Names of the languages that users' code may be in.</summary>
    public IReadOnlyCollection<string> Runtimes { get; } = [.. udfRuntimes.Select(runtime => runtime.Key)];

    public static Task ShowFileFormatsAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject
    {
        ["input"] = new JsonObject(InputFormats.All.Select(format => KeyValuePair.Create(format.Name, (JsonNode?)Describe(format)))),
        ["output"] = new JsonObject(CubeFormats.All.Select(format => KeyValuePair.Create(format.Name, (JsonNode?)Describe(format)))),
    });

    /// <summary>The API has no list of runtimes without any.</summary>
    public Task ShowUdfRuntimesAsync(HttpContext context) => udfRuntimes.Count == 0
        ? throw Errors.New("FeatureUnsupported", "No code of users can run here: this server has found no Python with numpy, pandas and xarray, or no sandbox.")
        : Wire.SendAsync(context, udfRuntimes);

    private static JsonObject Describe(InputFormat format) => new()
    {
        ["title"] = format.Title,
        ["gis_data_types"] = Wire.Texts(format.IsVector ? "vector" : "raster"),
        ["parameters"] = new JsonObject(),
    };

    private static JsonObject Describe(CubeFormat format) => new()
    {
        ["title"] = format.Title,
        ["description"] = format.Description,
        ["gis_data_types"] = Wire.Texts(format.GisDataTypes),
        ["parameters"] = new JsonObject(format.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.ToJson()))),
    };
}
