using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/capabilities</c> and what lies below: paths, output formats, types of services.</summary>
internal sealed partial class CapabilityPages(Func<IReadOnlyList<EarlyResource>> resources)
{
    /// <summary>What is written where nobody says which format.</summary>
    public const string DefaultFormat = "GTiff";

    public Task ListPathsAsync(HttpContext context) => Wire.SendAsync(
        context, Wire.Texts(resources().Where(resource => !resource.IsUnlisted).Select(resource => Variable().Replace(resource.Pattern, "{${name}}")).Distinct(StringComparer.Ordinal)));

    /// <summary>Options as 0.0.2 lists them: a text each.</summary>
    public static Task ListFormatsAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject
    {
        ["default"] = DefaultFormat,
        ["formats"] = new JsonObject(CubeFormats.All.Select(format => KeyValuePair.Create(
            format.Name, (JsonNode?)new JsonObject(format.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)Describe(parameter))))))),
    });

    private static string Describe(FormatParameter parameter)
    {
        var values = parameter.Values.Count > 0 ? $" [{string.Join(", ", parameter.Values)}]" : "";
        var limits = parameter is { Minimum: { } least, Maximum: { } most } ? string.Create(CultureInfo.InvariantCulture, $" ({least} to {most})") : "";
        var preset = parameter.Default is { } value ? string.Create(CultureInfo.InvariantCulture, $" Default: {value}.") : "";
        return $"{parameter.Type}{values}{limits}: {parameter.Description}{preset}";
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
