using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;
using Graticule.Analysis.Observations.Reading;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary><c>/cdmssubset</c>: the observations of data sets in a box and a span of time, as a ZIP archive with a CSV file for each.</summary>
internal sealed class SubsetPage(DatasetCatalog datasets, DataRuns runs)
{
    private const double DepthMin = 0;
    private const double DepthMax = 5;

    public async Task SendAsync(HttpContext context, Arguments arguments)
    {
        var (satellite, insitu) = (arguments.List("dataset"), arguments.List("insitu"));
        if (satellite.Count + insitu.Count == 0)
        {
            throw Errors.BadRequest("Either 'dataset', 'insitu', or both arguments are required");
        }

        var span = DataArguments.Span(arguments);
        var box = DataArguments.Box(arguments);
        var (depthMin, depthMax) = (arguments.Decimal("depthMin") ?? DepthMin, arguments.Decimal("depthMax") ?? DepthMax);
        if (depthMin >= depthMax)
        {
            throw Errors.BadRequest("Depth Min should be less than Depth Max");
        }

        if (arguments.Text("output") is { } output && !string.Equals(output, "ZIP", StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.BadRequest($"'output' must be ZIP, not '{output}'");
        }

        List<ObservationDataset> asked =
        [
            .. satellite.Select(id => DataArguments.Find(datasets, id)), .. insitu.Select(name => DataArguments.FindInSitu(datasets, name)),
        ];
        var inputs = DataArguments.Inputs(asked.DistinctBy(dataset => dataset.Id, StringComparer.Ordinal), box, span);
        (inputs[ObservationInputs.DepthMin], inputs[ObservationInputs.DepthMax]) = (depthMin, depthMax);
        inputs[ObservationInputs.Platforms] = Texts(arguments.List("platforms"));
        inputs[ObservationInputs.Having] = Texts(insitu.Count == 0 ? [] : arguments.List("parameter"));
        foreach (var name in (string[])[ObservationInputs.Platforms, ObservationInputs.Having])
        {
            if (inputs[name] is JsonArray { Count: 0 })
            {
                inputs.Remove(name);
            }
        }

        context.Response.Headers.ContentDisposition = "filename=\"download.zip\"";
        await runs.SendAsync(
            context,
            new() { ProcessId = ObservationsProcess.Id, Inputs = inputs, Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [ObservationsProcess.Output] = ObservationsProcess.Zip } },
            ObservationsProcess.Zip);
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
