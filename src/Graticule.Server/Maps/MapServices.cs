using Graticule.Jobs.Files;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The services that show raster files as maps and give them as coverages, below <c>/maps</c>.</summary>
internal sealed class MapServices
{
    private readonly WmsService _wms;
    private readonly WmtsService _wmts;
    private readonly XyzService _xyz;
    private readonly TmsService _tms;
    private readonly WcsService _wcs;

    public MapServices(IMapRenderer renderer, IFileStore files, MapKey key, string scratch, MapOptions options, TimeProvider clock, Func<string, string?>? stateOf = null)
    {
        var sources = new MapSources(files, key, clock, stateOf ?? (_ => null));
        var layers = new Layers(renderer);
        var pictures = new Pictures(renderer, options);
        Links = new(key, sources, layers, options, clock);
        var featureInfo = new WmsFeatureInfo(renderer, layers, options);
        _wms = new(sources, layers, pictures, featureInfo, options);
        _wmts = new(sources, layers, pictures, featureInfo);
        _xyz = new(sources, layers, pictures);
        _tms = new(sources, layers, pictures);
        _wcs = new(sources, layers, new(scratch, renderer), options);
    }

    /// <summary>Makes links to maps of results.</summary>
    public MapLinks Links { get; }

    public void Map(IEndpointRouteBuilder routes)
    {
        Add(routes, "/wms", _wms.AnswerAsync);
        Add(routes, "/wmts", _wmts.AnswerAsync);
        Add(routes, "/wmts/1.0.0/WMTSCapabilities.xml", _wmts.ShowCapabilitiesAsync);
        Add(routes, "/wmts/{layer}/{style}/{set}/{matrix}/{row}/{file}", _wmts.ShowTileAsync);
        Add(routes, "/wmts/{layer}/{style}/{time}/{set}/{matrix}/{row}/{file}", _wmts.ShowTileAsync);
        Add(routes, "/wcs", _wcs.AnswerAsync);
        Add(routes, "/xyz/{z}/{x}/{file}", _xyz.ShowTileAsync);
        Add(routes, "/xyz/{time}/{z}/{x}/{file}", _xyz.ShowTileAsync);
        Add(routes, "/xyz/tilejson.json", _xyz.ShowTileJsonAsync);
        Add(routes, "/tms", _tms.ShowMapAsync);
        Add(routes, "/tms/{z}/{x}/{file}", _tms.ShowTileAsync);
        Add(routes, "/tms/{time}/{z}/{x}/{file}", _tms.ShowTileAsync);
    }

    /// <summary>
    /// Also behind a user's name, as the API's own resources are, and with the file in the path, so that clients can append to a bare
    /// address. Anybody may ask: what a source wants of a caller is looked at when it is found.
    /// </summary>
    private static void Add(IEndpointRouteBuilder routes, string pattern, RequestDelegate answer)
    {
        foreach (var start in (string[])[MapAddress.Folder, "/{space}" + MapAddress.Folder, MapAddress.FileFolder, "/{space}" + MapAddress.FileFolder])
        {
            var path = start + pattern;
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => AnswerAsync(context, answer)).AllowAnonymous();
            routes.MapMethods(path, [HttpMethods.Options], AnswerPreflightAsync).AllowAnonymous();
        }
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return answer(context);
    }

    private static Task AnswerPreflightAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, If-None-Match";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
