using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>The layers that are read, as aardvark specifies its chips.</summary>
internal sealed class SpecPages(ArdIndex index)
{
    /// <summary>All, or those that a query of tags fits.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query["q"].LastOrDefault() is { Length: > 0 } text ? TagQuery.Parse(text) : null;
        var layers = ArdLayers.All.Where(layer => query?.Fits(layer) != false).ToArray();
        var grid = ChipmunkQuery.Grid(context.Request, index, 0, 0);
        return ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            foreach (var layer in layers)
            {
                Write(writer, layer, grid);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>The one of a name, which may hold slashes.</summary>
    public Task ShowAsync(HttpContext context)
    {
        var layer = ArdLayers.Find(context.GetRouteValue("ubid") as string ?? "") ?? throw Errors.NotFound("There is no such layer.");
        var grid = ChipmunkQuery.Grid(context.Request, index, 0, 0);
        return ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer => Write(writer, layer, grid));
    }

    private static void Write(Utf8JsonWriter writer, ArdLayer layer, ArdGrid grid)
    {
        writer.WriteStartObject();
        writer.WriteString("ubid", layer.LongUbid);
        writer.WriteString("satellite", layer.Satellite);
        writer.WriteString("instrument", layer.Instrument);
        writer.WriteString("band_product", layer.Product[..2]);
        writer.WriteString("band_category", layer.IsQuality ? "mask" : "image");
        writer.WriteString("band_name", layer.Product);
        writer.WriteString("band_long_name", layer.Info);
        writer.WriteString("band_short_name", layer.Product.ToLowerInvariant());
        writer.WriteString("band_spectrum", layer.IsQuality ? "" : layer.Tags[^1]);
        writer.WriteNumber("chip_x", ArdGrid.ChipSide);
        writer.WriteNumber("chip_y", -ArdGrid.ChipSide);
        writer.WriteNumber("pixel_x", ArdGrid.PixelSide);
        writer.WriteNumber("pixel_y", -ArdGrid.PixelSide);
        writer.WriteNumber("shift_x", Shift(grid.Left, ArdGrid.ChipSide));
        writer.WriteNumber("shift_y", Shift(grid.Top, -ArdGrid.ChipSide));
        LayerWords.WriteShape(writer);
        writer.WriteString("data_type", layer.DataType);
        writer.WriteNumber("data_fill", layer.Fill);
        writer.WriteStartArray("data_range");
        writer.WriteEndArray();
        writer.WriteNull("data_scale");
        writer.WriteNull("data_units");
        writer.WriteStartObject("data_mask");
        writer.WriteEndObject();
        writer.WriteString("name", layer.Ubid);
        writer.WriteNull("resample_method");
        writer.WriteString("wkt", grid.Projection.SpecificationWkt);
        LayerWords.WriteTags(writer, layer);
        writer.WriteEndObject();
    }

    /// <summary>The corner nearest to the origin that grid arithmetic with this side counts from; of the side's sign.</summary>
    private static int Shift(int corner, int side) => corner - ((int)Math.Floor((double)corner / side) * side);
}
