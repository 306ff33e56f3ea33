using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Parameters by the names that pyccd gives them, in place of those of an algorithm.</summary>
public static class CcdcOverrides
{
    private static readonly IReadOnlyDictionary<string, Func<CcdcParameters, JsonNode, CcdcParameters>> Known =
        new Dictionary<string, Func<CcdcParameters, JsonNode, CcdcParameters>>(StringComparer.Ordinal)
        {
            ["MEOW_SIZE"] = (parameters, value) => parameters with { MinimumObservations = Whole(value, 5) },
            ["PEEK_SIZE"] = (parameters, value) => parameters with { PeekSize = Whole(value, 2) },
            ["DAY_DELTA"] = (parameters, value) => parameters with { MinimumDays = Whole(value, 1) },
            ["AVG_DAYS_YR"] = (parameters, value) => parameters with { DaysOfYear = Positive(value) },
            ["NUM_OBS_FACTOR"] = (parameters, value) => parameters with { ObservationsPerCoefficient = Whole(value, 1) },
            ["DETECTION_BANDS"] = (parameters, value) => parameters with { DetectionBands = Bands(value) },
            ["TMASK_BANDS"] = (parameters, value) => parameters with { OutlierBands = Bands(value) },
            ["QA_BITPACKED"] = (parameters, value) => parameters with { Qa = parameters.Qa with { IsBits = value.GetValue<bool>() } },
            ["CLEAR_PCT_THRESHOLD"] = (parameters, value) => parameters with { ClearShare = Positive(value) },
            ["SNOW_PCT_THRESHOLD"] = (parameters, value) => parameters with { SnowShare = Positive(value) },
            ["OUTLIER_THRESHOLD"] = (parameters, value) => parameters with { OutlierThreshold = Positive(value) },
            ["CHANGE_THRESHOLD"] = (parameters, value) => parameters with { ChangeThreshold = Positive(value) },
            ["T_CONST"] = (parameters, value) => parameters with { OutlierMultiple = Positive(value) },
            ["MEDIAN_GREEN_FILTER"] = (parameters, value) => parameters with { GreenLimit = Positive(value) },
            ["LASSO_MAX_ITER"] = (parameters, value) => parameters with { MostSweeps = Whole(value, 1) },
        };

    /// <summary>The names, sorted.</summary>
    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>The parameters with others in their places.</summary>
    /// <exception cref="FormatException">A name is not known, or a value does not fit; the message names it.</exception>
    public static CcdcParameters Apply(CcdcParameters parameters, JsonObject overrides)
    {
        foreach (var (name, value) in overrides)
        {
            if (!Known.TryGetValue(name, out var apply))
            {
                throw new FormatException($"There is no parameter '{name}'; there are {string.Join(", ", Names)}.");
            }

            try
            {
                parameters = apply(parameters, value ?? throw new FormatException("null"));
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                throw new FormatException($"The parameter '{name}' cannot be {value?.ToJsonString() ?? "null"}; it is {Needs(name)}.", exception);
            }
        }

        return parameters;
    }

    private static string Needs(string name) => name switch
    {
        "QA_BITPACKED" => "true or false",
        "DETECTION_BANDS" or "TMASK_BANDS" => "a list of bands, from 0 (blue) to 6 (thermal)",
        "MEOW_SIZE" => "a whole number from 5",
        "PEEK_SIZE" => "a whole number from 2",
        "DAY_DELTA" or "NUM_OBS_FACTOR" or "LASSO_MAX_ITER" => "a whole number from 1",
        _ => "a number greater than 0",
    };

    private static int Whole(JsonNode value, int least) =>
        Number(value) is var number && number >= least && number <= int.MaxValue && number == Math.Floor(number) ? (int)number : throw new FormatException();

    private static double Positive(JsonNode value) => Number(value) is > 0 and < double.PositiveInfinity and var number ? number : throw new FormatException();

    private static double Number(JsonNode value) => value.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : throw new FormatException();

    private static int[] Bands(JsonNode value)
    {
        int[] bands = [.. value.AsArray().Select(band => Whole(band ?? throw new FormatException(), 0))];
        return bands.Length > 0 && Array.TrueForAll(bands, band => band < PixelSeries.Bands) ? bands : throw new FormatException();
    }
}
