using System.Text.Json.Nodes;

namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>Statistics of pairs as JSON: a list with an object for each pair of variables. What cannot be told is null.</summary>
internal static class StatisticsJson
{
    internal static JsonArray Write(IReadOnlyList<PairStatistics> all) => new([.. all.Select(Write)]);

    /// <summary>JSON Schema of the list.</summary>
    internal static JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("reference", "compared", "n") },
    };

    private static JsonNode Write(PairStatistics statistics)
    {
        JsonObject written = new()
        {
            ["reference"] = Side(statistics.Reference),
            ["compared"] = Side(statistics.Compared),
            ["units"] = statistics.Units,
        };
        Put(written, statistics.Comparison);
        if (statistics.Sample.IsChoice)
        {
            written["note"] = $"Median and rank correlation are those of {statistics.Sample.Values.Count} pairs, chosen at random.";
        }

        if (statistics.OfLogarithms is { } logarithms)
        {
            JsonObject log = new() { ["meaning"] = "Of the decimal logarithms of pairs whose values are both above zero." };
            Put(log, logarithms);
            log["bias_ratio"] = Number(Math.Pow(10, logarithms.Bias));
            log["mae_ratio"] = Number(Math.Pow(10, logarithms.MeanMagnitude));
            written["log10"] = log;
        }

        return written;
    }

    private static void Put(JsonObject written, Comparison found)
    {
        written["n"] = found.Count;
        written["mean_reference"] = Number(found.MeanX);
        written["mean_compared"] = Number(found.MeanY);
        written["bias"] = Number(found.Bias);
        written["median_difference"] = Number(found.Median);
        written["standard_deviation"] = Number(found.Deviation);
        written["rmse"] = Number(found.RootMeanSquare);
        written["mae"] = Number(found.MeanMagnitude);
        written["pearson_r"] = Number(found.Correlation);
        written["spearman_r"] = Number(found.RankCorrelation);
        written["regression"] = new JsonObject
        {
            ["least_squares"] = Line(found.LeastSquares),
            ["reduced_major_axis"] = Line(found.ReducedMajorAxis),
            ["major_axis"] = Line(found.MajorAxis),
        };
        written["bland_altman"] = new JsonObject { ["lower"] = Number(found.Limits.Lower), ["upper"] = Number(found.Limits.Upper) };
    }

    private static JsonObject Side((string Dataset, string Variable) side) => new() { ["dataset"] = side.Dataset, ["variable"] = side.Variable };

    private static JsonObject Line(StraightLine line) => new() { ["slope"] = Number(line.Slope), ["intercept"] = Number(line.Intercept) };

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
