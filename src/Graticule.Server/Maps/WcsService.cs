using Graticule.Jobs;
using Graticule.Raster.Rendering;
using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Maps;

/// <summary>WCS 2.0.1 (OGC 09-110r4, 09-147r3) at <c>/maps/wcs</c>, by key and value.</summary>
internal sealed class WcsService(MapSources sources, Layers layers, CoverageFiles files, MapOptions options)
{
    private const string Operations = "GetCapabilities, DescribeCoverage or GetCoverage";

    /// <summary>Codes whose status is 404 by the standard (09-110r4 table 17 and the tables of the extensions).</summary>
    private static readonly string[] NotFoundCodes =
    [
        "NoSuchCoverage", "InvalidAxisLabel", "InvalidSubsetting", "NoSuchField", "InvalidScaleFactor", "InvalidExtent", "ScaleAxisUndefined",
        "SubsettingCrs-NotSupported", "OutputCrs-NotSupported", "InterpolationMethodNotSupported",
    ];

    private readonly WcsCoverage _coverage = new(layers, options);

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, new(context.Request));
        }
        catch (Exception exception) when (exception is MapFaultException or MapRequestException or ProblemException && !context.Response.HasStarted)
        {
            var fault = MapProblems.Read(exception, CodeOf);
            var isNotFound = fault.Status == StatusCodes.Status400BadRequest && fault.Faults.All(one => NotFoundCodes.Contains(one.Code, StringComparer.Ordinal));
            await OwsExceptions.Wcs.SendAsync(context, isNotFound ? new(StatusCodes.Status404NotFound, fault.Faults) : fault);
        }
    }

    private static (string? Code, string? Parameter) CodeOf(string part) => part switch
    {
        nameof(CoverageRequest.Crs) => ("OutputCrs-NotSupported", "OUTPUTCRS"),
        nameof(CoverageRequest.BoxCrs) => ("SubsettingCrs-NotSupported", "SUBSETTINGCRS"),
        nameof(CoverageRequest.Box) => ("InvalidSubsetting", "SUBSET"),
        nameof(CoverageRequest.Bands) => ("NoSuchField", "RANGESUBSET"),
        nameof(CoverageRequest.Time) => ("InvalidSubsetting", "SUBSET"),
        nameof(CoverageRequest.MediaType) => ("InvalidParameterValue", "FORMAT"),
        nameof(CoverageRequest.Path) => (null, MapSources.Parameter),
        _ => (null, null),
    };

    private async Task AnswerAsync(HttpContext context, MapQuery query)
    {
        if (query.Text("SERVICE") is { } service && !service.Equals("WCS", StringComparison.OrdinalIgnoreCase))
        {
            query.Add("InvalidParameterValue", $"The parameter 'SERVICE' is '{MapQuery.Short(service)}'; here it must be WCS.", "SERVICE");
        }

        var request = (query.Text("REQUEST") ?? "").ToUpperInvariant();
        CheckVersion(query, request == "GETCAPABILITIES");
        query.ThrowFaults();
        var source = sources.Find(context);
        var grid = new CoverageGrid(source, await layers.DescribeAsync(source, crs: null, context.RequestAborted));
        var address = MapAddress.Of(context.Request).Wcs(source.Map);
        await (request switch
        {
            "GETCAPABILITIES" => MapAnswer.SendXmlAsync(context, new WcsCapabilities(grid, address).Write),
            "DESCRIBECOVERAGE" => DescribeAsync(context, query, grid, source),
            "GETCOVERAGE" => GetCoverageAsync(context, query, grid, source),
            "" => throw new MapFaultException("MissingParameterValue", $"The parameter 'REQUEST' is missing; it must be {Operations}.", "REQUEST"),
            _ => throw new MapFaultException(
                "OperationNotSupported", $"The parameter 'REQUEST' is '{MapQuery.Short(query.Text("REQUEST")!)}'; it must be {Operations}.", "REQUEST", StatusCodes.Status501NotImplemented),
        });
    }

    private static void CheckVersion(MapQuery query, bool isNegotiated)
    {
        var asked = isNegotiated ? query.Text("ACCEPTVERSIONS") ?? query.Text("VERSION") : query.Text("VERSION");
        if (asked is not null && !asked.Split(',').Any(version => version.StartsWith("2.0", StringComparison.Ordinal)))
        {
            query.Add(
                isNegotiated ? "VersionNegotiationFailed" : "InvalidParameterValue", $"Version '{MapQuery.Short(asked)}' is not spoken here; 2.0.1 is.", isNegotiated ? "ACCEPTVERSIONS" : "VERSION");
        }
    }

    private static void CheckId(MapQuery query, CoverageGrid grid, MapSource source)
    {
        var ids = query.Required("COVERAGEID", $"'{grid.Id}'");
        if (ids.Length > 0 && ids.Split(',').Any(id => id != grid.Id && id != source.Layer))
        {
            query.Add("NoSuchCoverage", $"There is no coverage '{MapQuery.Short(ids)}' here; the one coverage is '{grid.Id}'.", "COVERAGEID");
        }

        query.ThrowFaults();
    }

    private static Task DescribeAsync(HttpContext context, MapQuery query, CoverageGrid grid, MapSource source)
    {
        CheckId(query, grid, source);
        return MapAnswer.SendXmlAsync(context, new WcsDescription(grid).Write);
    }

    private async Task GetCoverageAsync(HttpContext context, MapQuery query, CoverageGrid grid, MapSource source)
    {
        CheckId(query, grid, source);
        var (request, format) = await _coverage.ReadAsync(query, source, grid, context.RequestAborted);
        var mediaType = query.Text("FORMAT") is { } asked && format.MediaTypes.Contains(asked, StringComparer.Ordinal) ? asked : WcsFormats.Short(format);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = mediaType;
            return;
        }

        var file = await Removal.WatchAsync(request.Path, stop => files.WriteAsync(request, format.Extension, stop), context.RequestAborted);
        await using (file)
        {
            var response = context.Response;
            response.ContentType = mediaType;
            response.ContentLength = file.Length;
            response.Headers.XContentTypeOptions = "nosniff";
            var disposition = new ContentDispositionHeaderValue("inline");
            disposition.SetHttpFileName(grid.Id + format.Extension);
            response.Headers.ContentDisposition = disposition.ToString();
            await file.CopyToAsync(response.Body, 1 << 17, context.RequestAborted);
        }
    }
}
