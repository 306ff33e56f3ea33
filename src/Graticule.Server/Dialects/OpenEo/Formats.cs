using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/file_formats</c>, <c>/udf_runtimes</c> and <c>/service_types</c>: what graphs can read, write, run and be shown as.</summary>
/// <param name="fileFormats">With the members <c>input</c> and <c>output</c>.</param>
/// <param name="udfRuntimes">By name.</param>
internal sealed class Formats(JsonObject fileFormats, JsonObject udfRuntimes)
{
    public Task ShowFileFormatsAsync(HttpContext context) => Wire.SendAsync(context, fileFormats);

    public Task ShowUdfRuntimesAsync(HttpContext context) => Wire.SendAsync(context, udfRuntimes);

    public static Task ShowServiceTypesAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject());
}
