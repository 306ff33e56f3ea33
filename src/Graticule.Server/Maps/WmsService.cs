using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>WMS 1.1.1 and 1.3.0 at <c>/maps/wms</c>, by key and value.</summary>
internal sealed class WmsService(MapSources sources, Layers layers, Pictures pictures, WmsFeatureInfo featureInfo, MapOptions options)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var query = new MapQuery(context.Request);
        var version = WmsVersion.Read(query);
        try
        {
            await AnswerAsync(context, query, version);
        }
        catch (Exception exception) when (exception is MapFaultException or MapRequestException or ProblemException && !context.Response.HasStarted)
        {
            await WmsExceptions.SendAsync(context, query, version, MapProblems.Read(exception, part => CodeOf(part, version)), options);
        }
    }

    private Task AnswerAsync(HttpContext context, MapQuery query, WmsVersion version)
    {
        if (query.Text("SERVICE") is { } service && !service.Equals("WMS", StringComparison.OrdinalIgnoreCase))
        {
            throw new MapFaultException("InvalidParameterValue", $"The parameter 'SERVICE' is '{MapQuery.Short(service)}'; here it must be WMS.", "SERVICE");
        }

        return (query.Text("REQUEST") ?? "").ToUpperInvariant() switch
        {
            "GETMAP" or "MAP" => GetMapAsync(context, query, version),
            "GETCAPABILITIES" or "CAPABILITIES" => GetCapabilitiesAsync(context, version),
            "GETFEATUREINFO" or "FEATURE_INFO" => featureInfo.AnswerAsync(context, query, version, sources.Find(context)),
            "GETLEGENDGRAPHIC" => WmsLegend.AnswerAsync(context, query, sources.Find(context), layers),
            "" => throw new MapFaultException(
                "MissingParameterValue", "The parameter 'REQUEST' is missing; it must be GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic.", "REQUEST"),
            _ => throw new MapFaultException(
                "OperationNotSupported",
                $"The parameter 'REQUEST' is '{MapQuery.Short(query.Text("REQUEST")!)}'; it must be GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic.",
                "REQUEST"),
        };
    }

    private async Task GetMapAsync(HttpContext context, MapQuery query, WmsVersion version)
    {
        var source = sources.Find(context);
        var view = await WmsView.ReadAsync(query, version, source, layers, options, context.RequestAborted);
        await pictures.SendAsync(context, source, view.Look.Ask(source, view.Crs, view.Box, view.Width, view.Height));
    }

    private async Task GetCapabilitiesAsync(HttpContext context, WmsVersion version)
    {
        var source = sources.Find(context);
        var info = await layers.DescribeAsync(source, crs: null, context.RequestAborted);
        var capabilities = new WmsCapabilities(version, source, info, MapAddress.Of(context.Request).Wms(source.Map), options);
        var mediaType = version.FollowsAxes ? MapAnswer.Xml : "application/vnd.ogc.wms_xml";
        await MapAnswer.SendXmlAsync(context, capabilities.Write, mediaType);
    }

    /// <summary>The exception code for a member of the request that the renderer refused.</summary>
    private static (string? Code, string? Parameter) CodeOf(string part, WmsVersion version) => part switch
    {
        nameof(MapRequest.Crs) => (version.UnknownCrs, version.CrsParameter),
        nameof(MapRequest.Style) => ("StyleNotDefined", "STYLES"),
        nameof(MapRequest.MediaType) => ("InvalidFormat", "FORMAT"),
        nameof(MapRequest.Box) => ("InvalidParameterValue", "BBOX"),
        nameof(MapRequest.Bands) => ("InvalidParameterValue", "bands"),
        nameof(MapRequest.Range) => ("InvalidParameterValue", "range"),
        nameof(MapRequest.Time) => ("InvalidDimensionValue", "TIME"),
        nameof(MapRequest.Path) => (null, MapSources.Parameter),
        _ => (null, null),
    };
}
