using System.Text.Json.Nodes;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Parameters by the names that pyccd gives them, in place of those of an algorithm.</summary>
public static class CcdcOverrides
{
    private static readonly string[] RowNames = ["BLUE_IDX", "GREEN_IDX", "RED_IDX", "NIR_IDX", "SWIR1_IDX", "SWIR2_IDX", "THERMAL_IDX", "QA_IDX"];

    /// <summary>Those that speak of the places of bands.</summary>
    private static readonly string[] PlaceNames = [.. RowNames, "DETECTION_BANDS", "TMASK_BANDS"];

    private static readonly string[] Fitters = ["lasso", "ccd.models.lasso.fitted_model"];

    private static readonly Dictionary<string, OverrideRule> Known = new(
        [.. Counts(), .. Numbers(), .. Qualities(), .. RowNames.Select(Row), .. Others()], StringComparer.Ordinal);

    /// <summary>The names, sorted.</summary>
    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>The names of those that can be given where bands are known by their names and not by their places, sorted.</summary>
    public static IEnumerable<string> NamesWithoutPlaces => Names.Except(PlaceNames, StringComparer.Ordinal);

    /// <summary>The parameters with others in their places.</summary>
    /// <param name="parameters">Of an algorithm.</param>
    /// <param name="overrides">By pyccd's names.</param>
    /// <param name="hasPlaces">Whether bands are known by their places in a <see cref="PixelSeries"/>.</param>
    /// <exception cref="FormatException">A name is not known, or a value does not fit, by itself or with others; the message names it.</exception>
    public static CcdcParameters Apply(CcdcParameters parameters, JsonObject overrides, bool hasPlaces = true)
    {
        foreach (var (name, value) in overrides)
        {
            if (!Known.TryGetValue(name, out var rule))
            {
                throw new FormatException($"There is no parameter '{name}'; there are {string.Join(", ", hasPlaces ? Names : NamesWithoutPlaces)}.");
            }

            if (!hasPlaces && PlaceNames.Contains(name, StringComparer.Ordinal))
            {
                throw new FormatException($"The parameter '{name}' tells a place, and bands are known by their names here: name the bands instead.");
            }

            parameters = rule.Apply(name, parameters, value);
        }

        CheckTogether(parameters);
        return hasPlaces ? WithoutRows(parameters) : parameters;
    }

    private static void CheckTogether(CcdcParameters parameters)
    {
        var (fewest, middle, most) = (parameters.FewestCoefficients, parameters.MiddleCoefficients, parameters.MostCoefficients);
        if (fewest > middle || middle > most)
        {
            throw new FormatException($"COEFFICIENT_MIN {fewest}, COEFFICIENT_MID {middle} and COEFFICIENT_MAX {most} must not fall.");
        }

        if (parameters.MinimumObservations <= fewest)
        {
            throw new FormatException($"MEOW_SIZE {parameters.MinimumObservations} must be greater than COEFFICIENT_MIN {fewest}: a model needs more observations than it has coefficients.");
        }

        var qa = parameters.Qa;
        (string Name, int Value)[] codes =
            [("QA_FILL", qa.Fill), ("QA_CLEAR", qa.Clear), ("QA_WATER", qa.Water), ("QA_SHADOW", qa.Shadow), ("QA_SNOW", qa.Snow), ("QA_CLOUD", qa.Cloud)];
        var twice = codes.GroupBy(code => code.Value).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new FormatException($"{string.Join(" and ", twice.Select(code => code.Name))} are all {twice.Key}; each must have a number of its own.");
        }

        if (qa.IsBits && codes.FirstOrDefault(code => code.Value > OverrideRule.MostBit) is { Name: not null } high)
        {
            throw new FormatException($"{high.Name} {high.Value} is no bit: with QA_BITPACKED it is from 0 to {OverrideRule.MostBit}.");
        }
    }

    /// <summary>Bands that were told by rows as bands; the rows themselves are each there once.</summary>
    private static CcdcParameters WithoutRows(CcdcParameters parameters)
    {
        var rows = parameters.Rows.ToList();
        var twice = rows.GroupBy(row => row).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            var names = RowNames.Where((_, i) => rows[i] == twice.Key);
            throw new FormatException($"{string.Join(" and ", names)} are all {twice.Key}; each band, and the quality, must have a row of its own.");
        }

        return parameters with
        {
            DetectionBands = BandsOf("DETECTION_BANDS", parameters.DetectionBands, rows),
            OutlierBands = BandsOf("TMASK_BANDS", parameters.OutlierBands, rows),
        };
    }

    private static int[] BandsOf(string name, IReadOnlyList<int> asked, List<int> rows) => [.. asked.Select(row => rows.IndexOf(row) is var band && band < PixelSeries.Bands
        ? band
        : throw new FormatException($"The parameter '{name}' cannot be [{string.Join(",", asked)}]: the row {row} holds the quality."))];

    private static IEnumerable<KeyValuePair<string, OverrideRule>> Counts() =>
    [
        Rule("MEOW_SIZE", OverrideRule.Whole(5, (parameters, value) => parameters with { MinimumObservations = value })),
        Rule("PEEK_SIZE", OverrideRule.Whole(2, (parameters, value) => parameters with { PeekSize = value })),
        Rule("DAY_DELTA", OverrideRule.Whole(1, (parameters, value) => parameters with { MinimumDays = value })),
        Rule("COEFFICIENT_MIN", OverrideRule.Coefficients((parameters, value) => parameters with { FewestCoefficients = value })),
        Rule("COEFFICIENT_MID", OverrideRule.Coefficients((parameters, value) => parameters with { MiddleCoefficients = value })),
        Rule("COEFFICIENT_MAX", OverrideRule.Coefficients((parameters, value) => parameters with { MostCoefficients = value })),
        Rule("NUM_OBS_FACTOR", OverrideRule.Whole(1, (parameters, value) => parameters with { ObservationsPerCoefficient = value })),
        Rule("LASSO_MAX_ITER", OverrideRule.Whole(1, (parameters, value) => parameters with { MostSweeps = value })),

        // pyccd has it and does not use it.
        Rule("CLEAR_OBSERVATION_THRESHOLD", OverrideRule.Whole(0, (parameters, _) => parameters)),
    ];

    private static IEnumerable<KeyValuePair<string, OverrideRule>> Numbers() =>
    [
        Rule("AVG_DAYS_YR", OverrideRule.Positive((parameters, value) => parameters with { DaysOfYear = value })),
        Rule("CLEAR_PCT_THRESHOLD", OverrideRule.Share((parameters, value) => parameters with { ClearShare = value })),
        Rule("SNOW_PCT_THRESHOLD", OverrideRule.Share((parameters, value) => parameters with { SnowShare = value })),
        Rule("OUTLIER_THRESHOLD", OverrideRule.Positive((parameters, value) => parameters with { OutlierThreshold = value })),
        Rule("CHANGE_THRESHOLD", OverrideRule.Positive((parameters, value) => parameters with { ChangeThreshold = value })),
        Rule("T_CONST", OverrideRule.Positive((parameters, value) => parameters with { OutlierMultiple = value })),
        Rule("MEDIAN_GREEN_FILTER", OverrideRule.Positive((parameters, value) => parameters with { GreenLimit = value })),
    ];

    private static IEnumerable<KeyValuePair<string, OverrideRule>> Qualities() =>
    [
        Rule("QA_BITPACKED", OverrideRule.Truth((parameters, value) => parameters with { Qa = parameters.Qa with { IsBits = value } })),
        Rule("QA_FILL", OverrideRule.Code((qa, value) => qa with { Fill = value })),
        Rule("QA_CLEAR", OverrideRule.Code((qa, value) => qa with { Clear = value })),
        Rule("QA_WATER", OverrideRule.Code((qa, value) => qa with { Water = value })),
        Rule("QA_SHADOW", OverrideRule.Code((qa, value) => qa with { Shadow = value })),
        Rule("QA_SNOW", OverrideRule.Code((qa, value) => qa with { Snow = value })),
        Rule("QA_CLOUD", OverrideRule.Code((qa, value) => qa with { Cloud = value })),
        Rule("QA_CIRRUS1", OverrideRule.Bit((qa, value) => qa with { FirstCirrus = value })),
        Rule("QA_CIRRUS2", OverrideRule.Bit((qa, value) => qa with { SecondCirrus = value })),
        Rule("QA_OCCLUSION", OverrideRule.Bit((qa, value) => qa with { Occlusion = value })),
    ];

    private static IEnumerable<KeyValuePair<string, OverrideRule>> Others() =>
    [
        Rule("DETECTION_BANDS", OverrideRule.Rows((parameters, value) => parameters with { DetectionBands = value })),
        Rule("TMASK_BANDS", OverrideRule.Rows((parameters, value) => parameters with { OutlierBands = value })),
        Rule("CURVE_QA", OverrideRule.Curves()),
        Rule("FITTER_FN", OverrideRule.OneOf(Fitters)),
    ];

    private static KeyValuePair<string, OverrideRule> Row(string name, int role) => Rule(name, OverrideRule.Row((parameters, value) => parameters with
    {
        Rows = [.. parameters.Rows.Select((row, i) => i == role ? value : row)],
    }));

    private static KeyValuePair<string, OverrideRule> Rule(string name, OverrideRule rule) => new(name, rule);
}
