using Graticule.Analysis.Observations;
using Graticule.Analysis.Observations.Reading;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary><c>/datainbounds</c>: the observations of one data set in a box and a span of time, as a JSON array.</summary>
internal sealed class BoundsPage(DatasetCatalog datasets, DataRuns runs)
{
    private static readonly string[] Parameters = ["sst", "sss", "wind"];

    public async Task SendAsync(HttpContext context, Arguments arguments)
    {
        var id = arguments.List("ds") is [var first, ..] ? first : throw Errors.BadRequest("'ds' argument is required");
        var parameter = arguments.Text("parameter");
        if (parameter is not null && !Parameters.Contains(parameter, StringComparer.Ordinal))
        {
            throw Errors.BadRequest($"Parameter {parameter} not supported. Must be one of 'sst', 'sss', 'wind'.");
        }

        var span = DataArguments.Span(arguments);
        if (arguments.Text("b") is null && arguments.Text("metadataFilter") is not null)
        {
            throw Errors.BadRequest("'metadataFilter' is not served here: there is no store of metadata that it could ask. Give a box with 'b'.");
        }

        var box = DataArguments.Box(arguments);
        var (low, high) = Elevation(arguments);
        if (low > high)
        {
            throw Errors.BadRequest("Min elevation must be less than or equal to max elevation");
        }

        var inputs = DataArguments.Inputs([DataArguments.Find(datasets, id)], box, span);
        if (parameter is not null)
        {
            inputs[ObservationsProcess.Parameter] = parameter;
        }

        if (low is not null || high is not null)
        {
            // Depths go downwards.
            (inputs[ObservationInputs.DepthMin], inputs[ObservationInputs.DepthMax]) = (-(high ?? double.MaxValue), -(low ?? double.MinValue));
        }

        var isPacked = arguments.Boolean("compact", otherwise: false);
        await runs.SendAsync(
            context,
            new() { ProcessId = ObservationsProcess.Id, Inputs = inputs, Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [ObservationsProcess.Output] = ObservationsProcess.Json } },
            isPacked ? "application/gzip" : Words.Json,
            isPacked);
    }

    /// <summary>Least and greatest height above the surface in metres: as elevations, heights or depths, each as a span or as one value.</summary>
    private static (double? Low, double? High) Elevation(Arguments arguments)
    {
        foreach (var (name, sign) in ((string, int)[])[("Elevation", 1), ("Height", 1), ("Depth", -1)])
        {
            var one = arguments.Decimal(name.ToLowerInvariant());
            var (low, high) = (one ?? arguments.Decimal("min" + name), one ?? arguments.Decimal("max" + name));
            if (low is not null || high is not null)
            {
                return sign > 0 ? (low, high) : (-high, -low);
            }
        }

        return (null, null);
    }
}
