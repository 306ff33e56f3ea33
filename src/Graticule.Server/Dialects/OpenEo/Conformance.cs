using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The conformance classes that this dialect implements, and no others.</summary>
internal static class Conformance
{
    public static IReadOnlyList<string> Classes(ApiVersion version) =>
    [
        $"https://api.openeo.org/{version.Name}",
        "https://api.openeo.org/extensions/processing-parameters/0.1.0",
        "https://api.stacspec.org/v1.0.0/collections",
    ];

    public static Task ShowAsync(HttpContext context) =>
        Wire.SendAsync(context, new JsonObject { ["conformsTo"] = Wire.Texts(Classes(ApiVersion.Of(context))) });
}
