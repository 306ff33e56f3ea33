using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Formats and their options as clients of the time send them: as texts, under other names, and such that a format has not.</summary>
internal static class OutputOptions
{
    private const string Strict = "strict";

    /// <summary>Options that the API's own definition has under another name than its text.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase) { ["tiles"] = "tiled" };

    /// <summary>Brings the options of all nodes that save into the form of today.</summary>
    /// <param name="nodes">Changed.</param>
    /// <param name="isStrict">Whether formats that can shall follow their options or fail.</param>
    /// <param name="remarks">Gets a sentence for each option that is left out.</param>
    /// <exception cref="OpenEoException">FormatUnsuitable: there is no such format.</exception>
    public static void Settle(JsonObject nodes, bool isStrict, List<string> remarks)
    {
        foreach (var (_, node) in nodes)
        {
            if (node is JsonObject members && (string?)members["process_id"] == "save_result" && members["arguments"] is JsonObject arguments)
            {
                SettleNode(arguments, isStrict, remarks);
            }
        }
    }

    /// <summary>A format that is written here, by any name of it that clients use.</summary>
    /// <exception cref="OpenEoException">FormatUnsuitable.</exception>
    public static CubeFormat Find(string? name) => CubeFormats.Find(name ?? "")
        ?? throw EarlyErrors.NotAcceptable($"There is no format '{name}'; there are: {string.Join(", ", CubeFormats.All.Select(known => known.Name))}.");

    private static void SettleNode(JsonObject arguments, bool isStrict, List<string> remarks)
    {
        var format = Find((string?)arguments["format"]);
        JsonObject settled = [];
        foreach (var (written, value) in arguments["options"] as JsonObject ?? [])
        {
            var name = OtherNames.GetValueOrDefault(written, written);
            if (format.Parameters.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } parameter)
            {
                settled[parameter.Name] = Convert(parameter, value);
            }
            else
            {
                remarks.Add($"{format.Name} has no option '{written}', which was left out.");
            }
        }

        if (isStrict && format.Parameters.Any(parameter => parameter.Name == Strict))
        {
            settled[Strict] = true;
        }

        arguments["options"] = settled;
    }

    /// <summary>What comes in a query string is a text, whatever it stands for.</summary>
    private static JsonNode? Convert(FormatParameter parameter, JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            return value?.DeepClone();
        }

        var text = value.GetValue<string>();
        return parameter.Type switch
        {
            "boolean" when text is "true" or "yes" or "1" => true,
            "boolean" when text is "false" or "no" or "0" => false,
            "integer" or "number" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => value.DeepClone(),
        };
    }
}
