using System.Text.Json.Nodes;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/output_formats</c>, <c>/service_types</c> and <c>/udf_runtimes</c>.</summary>
/// <param name="udfRuntimes">By name.</param>
internal sealed class RestFormats(JsonObject udfRuntimes)
{
    public static Task ShowOutputFormatsAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var formats = new JsonObject(CubeFormats.All.Select(format => KeyValuePair.Create(format.Name, (JsonNode?)Describe(format))));
        return Wire.SendAsync(context, version.Is03 ? new JsonObject { ["default"] = CapabilityPages.DefaultFormat, ["formats"] = formats } : formats);
    }

    public static Task ShowServiceTypesAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        return Wire.SendAsync(context, new JsonObject(ServiceTypes.All.Select(type => KeyValuePair.Create(type.Name, (JsonNode?)Describe(type, version)))));
    }

    /// <summary>0.4 only, which tells them as today.</summary>
    public Task ShowUdfRuntimesAsync(HttpContext context) => Wire.SendAsync(context, udfRuntimes);

    private static JsonObject Describe(CubeFormat format) => new()
    {
        ["gis_data_types"] = Wire.Texts(format.GisDataTypes),
        ["parameters"] = new JsonObject(format.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.ToJson()))),
    };

    private static JsonObject Describe(ServiceType type, RestVersion version)
    {
        var told = new JsonObject
        {
            ["parameters"] = ServiceTypes.Configuration(),
            ["attributes"] = new JsonObject { ["layers"] = new JsonObject { ["type"] = "array", ["description"] = $"Names of the layers of the {type.Title}." } },
        };
        if (!version.Is03)
        {
            told["variables"] = new JsonArray();
            told["links"] = new JsonArray();
        }

        return told;
    }
}
