using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>WMTS 1.0.0 (OGC 07-057r7) at <c>/maps/wmts</c>: by key and value, and by paths.</summary>
internal sealed class WmtsService(MapSources sources, Layers layers, Pictures pictures, WmsFeatureInfo featureInfo)
{
    private static readonly (string Level, string Column, string Row) Names = ("TILEMATRIX", "TILECOL", "TILEROW");

    public Task AnswerAsync(HttpContext context) => GuardAsync(context, query => (query.Text("REQUEST") ?? "").ToUpperInvariant() switch
    {
        "GETTILE" => GetTileAsync(context, query, ReadTile(query, sources.Find(context))),
        "GETCAPABILITIES" => GetCapabilitiesAsync(context),
        "GETFEATUREINFO" => GetFeatureInfoAsync(context, query, ReadTile(query, sources.Find(context))),
        "" => throw new MapFaultException(
            "MissingParameterValue", "The parameter 'REQUEST' is missing; it must be GetCapabilities, GetTile or GetFeatureInfo.", "REQUEST"),
        _ => throw new MapFaultException(
            "OperationNotSupported", $"The parameter 'REQUEST' is '{MapQuery.Short(query.Text("REQUEST")!)}'; it must be GetCapabilities, GetTile or GetFeatureInfo.", "REQUEST"),
    });

    /// <summary>The service metadata under an address of their own.</summary>
    public Task ShowCapabilitiesAsync(HttpContext context) => GuardAsync(context, _ => GetCapabilitiesAsync(context));

    /// <summary><c>{layer}/{style}/{set}/{matrix}/{row}/{column}.{extension}</c>.</summary>
    public Task ShowTileAsync(HttpContext context) => GuardAsync(context, query =>
    {
        var source = sources.Find(context);
        var (column, mediaType) = TileFile.Read(query, Value(context, "file"), "TILECOL");
        CheckLayer(query, Value(context, "layer"), source);
        var style = Styles.Find(query, "STYLE", Value(context, "style"));
        var set = ReadSet(query, Value(context, "set"));
        var tile = Tile.Read(query, set, Value(context, "matrix"), column, Value(context, "row"), Names);
        return GetTileAsync(context, query, new(source, tile, Look.Read(query, mediaType, style, isTransparent: true)));
    });

    private static async Task GuardAsync(HttpContext context, Func<MapQuery, Task> answer)
    {
        try
        {
            await answer(new(context.Request));
        }
        catch (Exception exception) when (exception is MapFaultException or MapRequestException or ProblemException && !context.Response.HasStarted)
        {
            await OwsExceptions.Wmts.SendAsync(context, MapProblems.Read(exception, CodeOf));
        }
    }

    private static string Value(HttpContext context, string name) => Uri.UnescapeDataString((string?)context.Request.RouteValues[name] ?? "");

    private static (string? Code, string? Parameter) CodeOf(string part) => part switch
    {
        nameof(MapRequest.Style) => ("InvalidParameterValue", "STYLE"),
        nameof(MapRequest.Bands) => ("InvalidParameterValue", "bands"),
        nameof(MapRequest.Range) => ("InvalidParameterValue", "range"),
        nameof(MapRequest.Time) => ("InvalidParameterValue", "TIME"),
        nameof(MapRequest.Path) => (null, MapSources.Parameter),
        _ => (null, null),
    };

    private static TileRequest ReadTile(MapQuery query, MapSource source)
    {
        CheckLayer(query, query.Required("LAYER", $"'{source.Layer}'"), source);
        var style = Styles.Find(query, "STYLE", query.Text("STYLE"));
        var set = ReadSet(query, query.Required("TILEMATRIXSET", "WebMercatorQuad or WorldCRS84Quad"));
        var tile = Tile.Read(query, set, query.Text("TILEMATRIX") ?? "", query.Text("TILECOL") ?? "", query.Text("TILEROW") ?? "", Names);
        var format = query.Text("FORMAT") ?? Look.Png;
        if (Look.Format(format) is not { } mediaType)
        {
            query.Add("InvalidParameterValue", $"Tiles are not made as '{MapQuery.Short(format)}'; they are made as {Look.Png} and {Look.Jpeg}.", "FORMAT");
            mediaType = Look.Png;
        }

        return new(source, tile, Look.Read(query, mediaType, style, isTransparent: true));
    }

    private static void CheckLayer(MapQuery query, string layer, MapSource source)
    {
        if (layer.Length > 0 && layer != source.Layer)
        {
            query.Add("InvalidParameterValue", $"There is no layer '{MapQuery.Short(layer)}' here; the one layer is '{source.Layer}'.", "LAYER");
        }
    }

    private static TileMatrixSet ReadSet(MapQuery query, string name)
    {
        if (TileMatrixSet.Find(name) is { } set)
        {
            return set;
        }

        if (name.Length > 0)
        {
            query.Add(
                "InvalidParameterValue", $"There is no tile matrix set '{MapQuery.Short(name)}'; there are {string.Join(" and ", TileMatrixSet.All.Select(known => known.Name))}.", "TILEMATRIXSET");
        }

        return TileMatrixSet.WebMercatorQuad;
    }

    private Task GetTileAsync(HttpContext context, MapQuery query, TileRequest request)
    {
        query.ThrowFaults();
        return pictures.SendAsync(context, request.Source, request.Tile.Ask(request.Source, request.Look));
    }

    private async Task GetFeatureInfoAsync(HttpContext context, MapQuery query, TileRequest request)
    {
        var format = WmsFeatureInfo.ReadFormat(query, "INFOFORMAT");
        var column = query.Whole("I", 0, TileMatrixSet.Side - 1, "PointIJOutOfRange");
        var row = query.Whole("J", 0, TileMatrixSet.Side - 1, "PointIJOutOfRange");
        query.ThrowFaults();
        var (box, step) = (request.Tile.Set.BoxOf(request.Tile.Level, request.Tile.Column, request.Tile.Row), request.Tile.Set.Span / (1L << request.Tile.Level) / TileMatrixSet.Side);
        var place = new PointRequest(request.Source.Path, request.Tile.Set.Crs, box.MinX + ((column + 0.5) * step), box.MaxY - ((row + 0.5) * step), request.Look.Time);
        await featureInfo.SendAsync(context, request.Source, place, format);
    }

    private async Task GetCapabilitiesAsync(HttpContext context)
    {
        var source = sources.Find(context);
        var info = await layers.DescribeAsync(source, crs: null, context.RequestAborted);
        if (info.GeographicBounds is null)
        {
            throw new MapFaultException(code: null, $"The file '{source.Layer}' has no coordinate reference system, so there is no place for it among the tiles of the world; WMS shows it in CRS:1.", MapSources.Parameter);
        }

        await MapAnswer.SendXmlAsync(context, new WmtsCapabilities(source, info, MapAddress.Of(context.Request)).Write, "application/xml; charset=utf-8");
    }

    private readonly record struct TileRequest(MapSource Source, Tile Tile, Look Look);
}
