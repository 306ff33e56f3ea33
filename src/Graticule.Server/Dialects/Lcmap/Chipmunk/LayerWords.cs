using System.Globalization;
using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>What both lists of layers say in the same way.</summary>
internal static class LayerWords
{
    public static string FillOf(ArdLayer layer) => layer.Fill.ToString(CultureInfo.InvariantCulture);

    public static void WriteTags(Utf8JsonWriter writer, ArdLayer layer)
    {
        writer.WriteStartArray("tags");
        foreach (var tag in layer.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
    }

    public static void WriteShape(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("data_shape");
        writer.WriteNumberValue(ArdGrid.ChipPixels);
        writer.WriteNumberValue(ArdGrid.ChipPixels);
        writer.WriteEndArray();
    }
}
