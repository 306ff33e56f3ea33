using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change;

/// <summary>A pixel's result as the document that pyccd gives, names and order as there.</summary>
public static class PyccdDocument
{
    private static readonly string[] Bands = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];

    /// <param name="algorithm">Name of the algorithm.</param>
    /// <param name="tellsShares">Whether the version tells the shares of cloud, snow and water, and not the procedure.</param>
    /// <param name="result">What was found.</param>
    public static JsonObject Write(string algorithm, bool tellsShares, CcdcResult result)
    {
        var document = new JsonObject
        {
            ["algorithm"] = algorithm,
            ["processing_mask"] = new JsonArray([.. result.ProcessingMask.Select(used => (JsonNode)(used ? 1 : 0))]),
        };
        if (!tellsShares)
        {
            document["procedure"] = result.Procedure switch
            {
                CcdcProcedure.Standard => "standard_procedure",
                CcdcProcedure.PermanentSnow => "permanent_snow_procedure",
                _ => "insufficient_clear_procedure",
            };
        }

        document["change_models"] = new JsonArray([.. result.Models.Select(Write)]);
        if (tellsShares)
        {
            document["cloud_prob"] = Number(result.CloudProbability);
            document["snow_prob"] = Number(result.SnowProbability);
            document["water_prob"] = Number(result.WaterProbability);
        }

        return document;
    }

    private static JsonObject Write(ChangeModel model)
    {
        var written = new JsonObject
        {
            ["start_day"] = model.StartDay,
            ["end_day"] = model.EndDay,
            ["break_day"] = model.BreakDay,
            ["observation_count"] = model.ObservationCount,
            ["change_probability"] = model.ChangeProbability,
            ["curve_qa"] = model.CurveQa,
        };
        foreach (var (name, band) in Bands.Zip(model.Bands))
        {
            written[name] = new JsonObject
            {
                ["rmse"] = Number(band.Rmse),
                ["coefficients"] = new JsonArray([.. band.Coefficients.Select(Number)]),
                ["intercept"] = Number(band.Intercept),
                ["magnitude"] = Number(band.Magnitude),
            };
        }

        return written;
    }

    /// <summary>JSON has no word for what is not a number: that is null.</summary>
    private static JsonNode? Number(double number) => double.IsFinite(number) ? JsonValue.Create(number) : null;
}
