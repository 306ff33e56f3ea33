using System.Text.Json;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Tiles by <c>/maps/xyz/{z}/{x}/{y}.png</c> (<c>{y}@2x.png</c> for dense screens), rows from the north, and a TileJSON 3.0.0 document about them.</summary>
internal sealed class XyzService(MapSources sources, Layers layers, Pictures pictures)
{
    private const string Dense = "@2x";

    private static readonly (string Level, string Column, string Row) Names = ("z", "x", "y");

    public Task ShowTileAsync(HttpContext context) => TileGuard.AnswerAsync(context, query =>
    {
        var source = sources.Find(context);
        var set = TileMatrixSet.WebMercatorQuad;
        var (row, mediaType) = TileFile.Read(query, Value(context, "file"), Names.Row);
        var isDense = row.EndsWith(Dense, StringComparison.Ordinal);
        var tile = Tile.Read(query, set, Value(context, "z"), Value(context, "x"), isDense ? row[..^Dense.Length] : row, Names);
        var look = Look.Read(query, mediaType, Styles.Find(query, "style", query.Text("style")), isTransparent: true);
        query.ThrowFaults();
        return pictures.SendAsync(context, source, tile.Ask(source, look, isDense ? 2 * TileMatrixSet.Side : TileMatrixSet.Side));
    }, TellAsync);

    public Task ShowTileJsonAsync(HttpContext context) => TileGuard.AnswerAsync(context, async _ =>
    {
        var source = sources.Find(context);
        var info = await layers.DescribeAsync(source, crs: null, context.RequestAborted);
        if (info.GeographicBounds is not { } degrees)
        {
            throw new MapFaultException(code: null, $"The file '{source.Layer}' has no coordinate reference system, so there is no place for it among the tiles of the world.", MapSources.Parameter);
        }

        await MapAnswer.SendAsync(context, "application/json", Write(source, info, degrees, MapAddress.Of(context.Request)));
    }, TellAsync);

    private static string Value(HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    private static Task TellAsync(HttpContext context, string message, int status) =>
        Results.Problem(message, statusCode: status).ExecuteAsync(context);

    private static byte[] Write(MapSource source, LayerInfo info, Box degrees, MapAddress address)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("tilejson", "3.0.0");
            writer.WriteString("name", source.Layer);
            writer.WriteString("scheme", "xyz");
            writer.WriteStartArray("tiles");
            writer.WriteStringValue(address.Xyz(source.Map));
            writer.WriteEndArray();
            writer.WriteNumber("minzoom", 0);
            writer.WriteNumber("maxzoom", DeepestLevel(info, degrees));
            writer.WriteStartArray("bounds");
            writer.WriteNumberValue(degrees.MinX);
            writer.WriteNumberValue(degrees.MinY);
            writer.WriteNumberValue(degrees.MaxX);
            writer.WriteNumberValue(degrees.MaxY);
            writer.WriteEndArray();
            writer.WriteStartArray("center");
            writer.WriteNumberValue((degrees.MinX + degrees.MaxX) / 2);
            writer.WriteNumberValue((degrees.MinY + degrees.MaxY) / 2);
            writer.WriteNumberValue(Math.Max(0, DeepestLevel(info, degrees) - 3));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The first level whose pixels are no larger than the file's.</summary>
    private static int DeepestLevel(LayerInfo info, Box degrees)
    {
        var set = TileMatrixSet.WebMercatorQuad;
        var pixel = (degrees.MaxX - degrees.MinX) / info.Width * (WebMercator.Edge / 180);
        return (int)Math.Clamp(Math.Ceiling(Math.Log2(set.Span / TileMatrixSet.Side / pixel)), 0, set.Levels - 1);
    }
}
