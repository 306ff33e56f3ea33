using Graticule.Analysis.Observations;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary><c>/timeAvgMapSpark</c>: mean and number of the values of each cell of a box over a span of time.</summary>
internal sealed class AverageMapPage(DatasetCatalog datasets, DataRuns runs)
{
    public async Task SendAsync(HttpContext context, Arguments arguments)
    {
        var ids = arguments.List("ds");
        if (ids.Count == 0)
        {
            throw Errors.BadRequest("'ds' argument is required. Must be a string");
        }

        SeriesPage.RefuseClimatology(ids, "Cannot compute Latitude/Longitude Time Average plot on a climatology");
        var box = DataArguments.Box(arguments);
        var span = DataArguments.Span(arguments);
        var inputs = DataArguments.Inputs([DataArguments.Find(datasets, ids[0])], box, span);
        inputs.Remove(ObservationInputs.Datasets);
        inputs[ObservationInputs.Dataset] = ids[0];
        await runs.SendAsync(
            context,
            new() { ProcessId = TimeAverageMapProcess.Id, Inputs = inputs, Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [TimeAverageMapProcess.Output] = Words.Json } },
            Words.Json);
    }
}
