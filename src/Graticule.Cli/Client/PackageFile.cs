using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Cli.Client;

/// <summary>A package on its way to a server.</summary>
/// <param name="Text">As it is in the file.</param>
/// <param name="MediaType">What the text is, by what is in it.</param>
internal sealed record PackageFile(string Text, string MediaType)
{
    private const string Ogc = "application/ogcapppkg+json";
    private const string Yaml = "application/cwl+yaml";
    private const string Json = "application/cwl+json";

    public static PackageFile Of(string text) => new(text, Parse(text) switch
    {
        null => Yaml,
        var tree when tree.ContainsKey("executionUnit") || tree.ContainsKey("processDescription") => Ogc,
        _ => Json,
    });

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
