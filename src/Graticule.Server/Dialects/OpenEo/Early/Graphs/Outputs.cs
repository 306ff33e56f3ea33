using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What results are written as: <c>format</c>, and options beside it or in an object within it.</summary>
internal static class Outputs
{
    private const string Raster = "GTiff";

    private const string Vector = "GPKG";

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tif"] = "GTiff",
        ["tiff"] = "GTiff",
        ["geotiff"] = "GTiff",
        ["nc"] = "netCDF",
        ["jpg"] = "JPEG",
        ["geopackage"] = "GPKG",
    };

    private static readonly string[] Containers = ["args", "parameters", "options"];

    /// <summary>The name of a format as it is listed.</summary>
    public static string NameOf(string format) => OtherNames.GetValueOrDefault(format, format);

    /// <summary>Adds the node that saves the result.</summary>
    /// <param name="image">The result.</param>
    /// <param name="output">With <c>format</c>, or without: then rasters become GeoTIFF and geometries GeoPackage.</param>
    /// <param name="translation">Of the graph.</param>
    /// <exception cref="EarlyGraphException">The format is no text.</exception>
    public static void Save(EarlyImage image, JsonObject output, Translation translation)
    {
        var format = output["format"] switch
        {
            null => image.IsVector ? Vector : Raster,
            JsonValue value when value.TryGetValue<string>(out var text) => NameOf(text),
            _ => throw new EarlyGraphException("The member 'format' of the output must be a text, such as 'GTiff'.", process: null, "format"),
        };
        var options = Options(output);
        translation.Apply(image, "save_result", [("format", format), .. options.Count > 0 ? [("options", (JsonNode?)options)] : Array.Empty<(string, JsonNode?)>()]);
    }

    /// <summary>Those beside the format, and those within an object that clients put them in.</summary>
    private static JsonObject Options(JsonObject output)
    {
        JsonObject options = [];
        foreach (var (name, value) in output)
        {
            switch (value)
            {
                case null:
                    break;
                case JsonObject within when Containers.Contains(name, StringComparer.Ordinal):
                    foreach (var (inner, own) in within.Where(member => member.Value is not null))
                    {
                        options[inner] = own!.DeepClone();
                    }

                    break;
                default:
                    if (name != "format")
                    {
                        options[name] = value.DeepClone();
                    }

                    break;
            }
        }

        return options;
    }
}
