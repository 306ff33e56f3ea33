using Graticule.Analysis.Observations;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary><c>/timeSeriesSpark</c>: statistics over a box for each step of time, of one or two data sets.</summary>
internal sealed class SeriesPage(DatasetCatalog datasets, DataRuns runs)
{
    public async Task SendAsync(HttpContext context, Arguments arguments)
    {
        var ids = arguments.List("ds");
        if (ids.Count is 0 or > 2)
        {
            throw Errors.BadRequest(ids.Count == 0 ? "'ds' argument is required. Must be comma-delimited string" : $"'ds' must be one data set or two, not {ids.Count}");
        }

        RefuseClimatology(ids, "Cannot compute time series on a climatology");
        var box = DataArguments.Box(arguments);
        var span = DataArguments.Span(arguments);
        var inputs = DataArguments.Inputs(ids.Select(id => DataArguments.Find(datasets, id)), box, span);
        inputs[TimeSeriesProcess.Seasonal] = arguments.Boolean("seasonalFilter", otherwise: false);
        inputs[TimeSeriesProcess.LowPass] = arguments.Boolean("lowPassFilter", otherwise: true);
        await runs.SendAsync(context, new() { ProcessId = TimeSeriesProcess.Id, Inputs = inputs }, Words.Json);
    }

    /// <summary>Climatologies have no times of their own.</summary>
    public static void RefuseClimatology(IReadOnlyList<string> ids, string message)
    {
        if (ids.Any(id => id.Contains("CLIM", StringComparison.Ordinal)))
        {
            throw Errors.BadRequest(message);
        }
    }
}
