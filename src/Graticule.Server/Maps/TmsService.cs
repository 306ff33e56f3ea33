namespace Graticule.Server.Maps;

/// <summary>
/// Tiles as the Tile Map Service of OSGeo numbers them, rows from the south: <c>/tms/{z}/{x}/{y}</c> and <c>/tms/{time}/{z}/{x}/{y}</c>, with or
/// without <c>.png</c> or <c>.jpg</c>; and at <c>/tms</c> the TileMap document about them.
/// </summary>
internal sealed class TmsService(MapSources sources, Layers layers, Pictures pictures)
{
    private static readonly (string Level, string Column, string Row) Names = ("z", "x", "y");

    public Task ShowTileAsync(HttpContext context) => TileGuard.AnswerAsync(context, query =>
    {
        var source = sources.Find(context);
        var set = TileMatrixSet.WebMercatorQuad;
        var file = Value(context, "file");
        var (row, mediaType) = file.Contains('.', StringComparison.Ordinal) ? TileFile.Read(query, file, Names.Row) : (file, Look.Png);
        var fromSouth = Tile.Read(query, set, Value(context, "z"), Value(context, "x"), row, Names);
        var tile = fromSouth with { Row = TileMatrixSet.Rows(fromSouth.Level) - 1 - fromSouth.Row };
        var look = Look.Read(query, mediaType, Styles.Find(query, "style", query.Text("style")), isTransparent: true);
        query.ThrowFaults();
        return pictures.SendAsync(context, source, tile.Ask(source, look));
    }, TellAsync);

    public Task ShowMapAsync(HttpContext context) => TileGuard.AnswerAsync(context, async _ =>
    {
        var source = sources.Find(context);
        var info = await layers.DescribeAsync(source, crs: null, context.RequestAborted);
        var bounds = TileMatrixSet.WebMercatorQuad.BoundsOf(info) ?? throw new MapFaultException(
            code: null, $"The file '{source.Layer}' has no coordinate reference system, so there is no place for it among the tiles of the world.", MapSources.Parameter);
        await MapAnswer.SendXmlAsync(context, new TmsMap(source.Layer, bounds, MapAddress.Of(context.Request).File(source.Map) + "/tms").Write, "application/xml; charset=utf-8");
    }, TellAsync);

    private static string Value(HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    private static Task TellAsync(HttpContext context, string message, int status) =>
        MapAnswer.SendXmlAsync(context, writer => writer.WriteElementString("TileMapServerError", message), MapAnswer.Xml, status);
}
