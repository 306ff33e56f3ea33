using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>The layers that are read, as chipmunk lists them.</summary>
internal static class RegistryPages
{
    public static Task ListAsync(HttpContext context) => ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartArray();
        foreach (var layer in ArdLayers.All)
        {
            Write(writer, layer);
        }

        writer.WriteEndArray();
    });

    /// <summary>Layers are fixed; those that are there already may be sent again.</summary>
    public static async Task AddAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var given = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : (JsonElement[])[document.RootElement];
        foreach (var one in given)
        {
            var ubid = one.ValueKind == JsonValueKind.Object && one.TryGetProperty("ubid", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
            if (ubid is null || ArdLayers.Find(ubid) is null)
            {
                throw new ChipmunkException($"'{ChipmunkQuery.Short(ubid ?? "")}' is no layer that this server can read; it takes no others than those of its registry.");
            }
        }

        await ChipmunkWire.SendAsync(context, StatusCodes.Status201Created, document.RootElement.WriteTo);
    }

    private static void Write(Utf8JsonWriter writer, ArdLayer layer)
    {
        writer.WriteStartObject();
        writer.WriteString("ubid", layer.Ubid);
        writer.WriteString("info", layer.Info);
        LayerWords.WriteTags(writer, layer);
        writer.WriteString("data_type", layer.DataType);
        writer.WriteString("data_fill", LayerWords.FillOf(layer));
        LayerWords.WriteShape(writer);
        writer.WriteStartArray("data_range");
        writer.WriteEndArray();
        writer.WriteNull("data_scale");
        writer.WriteStartObject("data_mask");
        writer.WriteEndObject();
        writer.WriteNull("data_units");
        writer.WriteEndObject();
    }
}
