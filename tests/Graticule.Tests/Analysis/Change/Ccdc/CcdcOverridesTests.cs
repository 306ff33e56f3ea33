using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>Parameters by pyccd's names: that each does what it says, and that a wrong one is told.</summary>
public sealed class CcdcOverridesTests
{
    /// <summary>All that pyccd has.</summary>
    private static readonly string[] OfPyccd =
    [
        "AVG_DAYS_YR", "BLUE_IDX", "CHANGE_THRESHOLD", "CLEAR_OBSERVATION_THRESHOLD", "CLEAR_PCT_THRESHOLD", "COEFFICIENT_MAX", "COEFFICIENT_MID", "COEFFICIENT_MIN",
        "CURVE_QA", "DAY_DELTA", "DETECTION_BANDS", "FITTER_FN", "GREEN_IDX", "LASSO_MAX_ITER", "MEDIAN_GREEN_FILTER", "MEOW_SIZE", "NIR_IDX", "NUM_OBS_FACTOR",
        "OUTLIER_THRESHOLD", "PEEK_SIZE", "QA_BITPACKED", "QA_CIRRUS1", "QA_CIRRUS2", "QA_CLEAR", "QA_CLOUD", "QA_FILL", "QA_IDX", "QA_OCCLUSION", "QA_SHADOW", "QA_SNOW",
        "QA_WATER", "RED_IDX", "SNOW_PCT_THRESHOLD", "SWIR1_IDX", "SWIR2_IDX", "THERMAL_IDX", "TMASK_BANDS", "T_CONST",
    ];

    [Fact]
    public void Each_parameter_of_pyccd_is_known() => Assert.Equal(OfPyccd, CcdcOverrides.Names);

    [Theory]
    [InlineData("""{"PEEK": 6}""", "no parameter 'PEEK'")]
    [InlineData("""{"MEOW_SIZE": 12.5}""", "'MEOW_SIZE' cannot be 12.5; it is a whole number from 5")]
    [InlineData("""{"COEFFICIENT_MIN": 5}""", "'COEFFICIENT_MIN' cannot be 5; it is 4, 6 or 8")]
    [InlineData("""{"COEFFICIENT_MIN": 8}""", "COEFFICIENT_MIN 8, COEFFICIENT_MID 6 and COEFFICIENT_MAX 8 must not fall")]
    [InlineData("""{"MEOW_SIZE": 6, "COEFFICIENT_MIN": 6}""", "MEOW_SIZE 6 must be greater than COEFFICIENT_MIN 6")]
    [InlineData("""{"CLEAR_PCT_THRESHOLD": 25}""", "'CLEAR_PCT_THRESHOLD' cannot be 25; it is a share")]
    [InlineData("""{"QA_BITPACKED": 1}""", "'QA_BITPACKED' cannot be 1; it is true or false")]
    [InlineData("""{"QA_CLOUD": 255}""", "QA_CLOUD 255 is no bit")]
    [InlineData("""{"QA_CLOUD": 4}""", "QA_SNOW and QA_CLOUD are all 4")]
    [InlineData("""{"QA_OCCLUSION": 31}""", "'QA_OCCLUSION' cannot be 31; it is the offset of a bit")]
    [InlineData("""{"BLUE_IDX": 1}""", "BLUE_IDX and GREEN_IDX are all 1")]
    [InlineData("""{"BLUE_IDX": 8}""", "'BLUE_IDX' cannot be 8; it is a row of the series")]
    [InlineData("""{"DETECTION_BANDS": []}""", "'DETECTION_BANDS' cannot be []")]
    [InlineData("""{"DETECTION_BANDS": [1, 1]}""", "'DETECTION_BANDS' cannot be [1,1]")]
    [InlineData("""{"TMASK_BANDS": [7]}""", "'TMASK_BANDS' cannot be [7]: the row 7 holds the quality")]
    [InlineData("""{"CURVE_QA": {"BEGIN": 1}}""", "'CURVE_QA' cannot be {\"BEGIN\":1}; it is an object with whole numbers as START, END")]
    [InlineData("""{"FITTER_FN": "ridge"}""", "'FITTER_FN' cannot be \"ridge\"; it is \"lasso\"")]
    [InlineData("""{"T_CONST": null}""", "'T_CONST' cannot be null; it is a number greater than 0")]
    public void What_does_not_fit_is_told(string overrides, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Apply(overrides)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("BLUE_IDX", "1")]
    [InlineData("DETECTION_BANDS", "[1]")]
    public void Places_of_bands_mean_nothing_where_bands_have_names(string name, string value) => Assert.Contains(
        "name the bands", Assert.Throws<FormatException>(() => CcdcOverrides.Apply(new(), JsonNode.Parse($$"""{"{{name}}": {{value}}}""")!.AsObject(), hasPlaces: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_in_another_order_give_the_bands_in_theirs()
    {
        var pixel = new GeneratedPixel(3);
        var expected = pixel.Detect();

        // Row 0 is the quality, red and blue are changed for each other, and the temperatures come in place of the quality.
        var rows = new int[7 * pixel.Days.Length];
        for (var date = 0; date < pixel.Days.Length; date++)
        {
            var band = pixel.Values.AsSpan(7 * date, 7);
            int[] moved = [pixel.Qa[date], band[1], band[0], band[3], band[4], band[5], band[2]];
            moved.CopyTo(rows, 7 * date);
            pixel.Qa[date] = band[6];
        }

        var parameters = Apply("""{"QA_IDX": 0, "BLUE_IDX": 2, "GREEN_IDX": 1, "RED_IDX": 6, "NIR_IDX": 3, "SWIR1_IDX": 4, "SWIR2_IDX": 5, "THERMAL_IDX": 7, "DETECTION_BANDS": [1, 6, 3, 4, 5]}""");
        var found = new CcdcDetector(new(pixel.Days, parameters)).Detect(new(rows, pixel.Qa));

        Assert.Equal(expected.Models.Count, found.Models.Count);
        Assert.All(expected.Models.Zip(found.Models), pair => Assert.Equal(Numbers(pair.First), Numbers(pair.Second)));
    }

    [Theory]
    [InlineData("""{"QA_CLEAR": 6, "QA_WATER": 7, "QA_SHADOW": 4, "QA_SNOW": 5, "QA_CLOUD": 3}""", 1 << 6)]
    [InlineData("""{"QA_BITPACKED": false, "QA_FILL": 255, "QA_CLEAR": 0, "QA_WATER": 1, "QA_SHADOW": 2, "QA_SNOW": 3, "QA_CLOUD": 4}""", 0)]
    [InlineData("""{"QA_CIRRUS1": 12, "QA_CIRRUS2": 13}""", 3 << 12)]
    [InlineData("""{"QA_OCCLUSION": 14}""", 1 << 14)]
    public void Qualities_have_the_numbers_that_are_told(string overrides, int clear)
    {
        var (usual, other) = (new MadeUpPixel(changesAt: 150), new MadeUpPixel(changesAt: 150));
        Array.Fill(other.Qa, clear);

        Assert.Equal(usual.Detect().Models.SelectMany(Numbers), other.Detect(parameters: Apply(overrides)).Models.SelectMany(Numbers));
    }

    [Fact]
    public void Curves_have_the_codes_that_are_told()
    {
        var snow = new MadeUpPixel();
        Array.Fill(snow.Qa, MadeUpPixel.Snow);
        var cloudy = new MadeUpPixel();
        Array.Fill(cloudy.Qa, MadeUpPixel.Cloud, 30, 270);
        var parameters = Apply("""{"CURVE_QA": {"START": 1, "END": 2, "INSUF_CLEAR": 3, "PERSIST_SNOW": 5}}""");

        Assert.Equal(5, Assert.Single(snow.Detect(parameters: parameters).Models).CurveQa);
        Assert.Equal(3, Assert.Single(cloudy.Detect(parameters: parameters).Models).CurveQa);
        Assert.Equal([2], CodesOf(4, parameters));
        Assert.Contains(1, CodesOf(3, parameters));

        static IEnumerable<int> CodesOf(int kind, CcdcParameters own) => Enumerable.Range(0, 6).SelectMany(i => new GeneratedPixel(kind + (8 * i)).Detect(own).Models)
            .Select(model => model.CurveQa).Where(code => code < 4).Distinct();
    }

    [Theory]
    [InlineData("""{"COEFFICIENT_MIN": 6}""", 6, 8)]
    [InlineData("""{"COEFFICIENT_MIN": 8, "COEFFICIENT_MID": 8}""", 8, 8)]
    [InlineData("""{"COEFFICIENT_MID": 4, "COEFFICIENT_MAX": 4}""", 4, 4)]
    [InlineData("""{"COEFFICIENT_MAX": 6}""", 4, 6)]
    public void Models_have_the_sizes_that_are_told(string overrides, int least, int most)
    {
        var parameters = Apply(overrides);

        var models = new MadeUpPixel(changesAt: 150).Detect(parameters: parameters).Models;

        Assert.All(models, model => Assert.InRange(model.CurveQa, least, most));
        Assert.All(models, model => Assert.Equal(model.CurveQa - 1, Math.Max(3, model.Bands.Max(band => Array.FindLastIndex([.. band.Coefficients], coefficient => coefficient != 0) + 1))));
    }

    [Theory]
    [InlineData("""{"FITTER_FN": "ccd.models.lasso.fitted_model", "CLEAR_OBSERVATION_THRESHOLD": 5}""")]
    [InlineData("{}")]
    public void What_is_as_it_was_changes_nothing(string overrides)
    {
        var (applied, usual) = (Apply(overrides), new CcdcParameters());

        Assert.Equal(usual with { DetectionBands = [], OutlierBands = [], Rows = [] }, applied with { DetectionBands = [], OutlierBands = [], Rows = [] });
        Assert.Equal(usual.DetectionBands, applied.DetectionBands);
        Assert.Equal(usual.OutlierBands, applied.OutlierBands);
    }

    /// <summary>Each number by itself makes another result of some pixel.</summary>
    [Theory]
    [InlineData("""{"MEOW_SIZE": 20}""")]
    [InlineData("""{"PEEK_SIZE": 4}""")]
    [InlineData("""{"DAY_DELTA": 700}""")]
    [InlineData("""{"AVG_DAYS_YR": 365.25}""")]
    [InlineData("""{"NUM_OBS_FACTOR": 6}""")]
    [InlineData("""{"DETECTION_BANDS": [0]}""")]
    [InlineData("""{"TMASK_BANDS": [3]}""")]
    [InlineData("""{"CLEAR_PCT_THRESHOLD": 0.99}""")]
    [InlineData("""{"SNOW_PCT_THRESHOLD": 0.99}""")]
    [InlineData("""{"OUTLIER_THRESHOLD": 16}""")]
    [InlineData("""{"CHANGE_THRESHOLD": 2000}""")]
    [InlineData("""{"T_CONST": 0.5}""")]
    [InlineData("""{"MEDIAN_GREEN_FILTER": 1}""")]
    [InlineData("""{"LASSO_MAX_ITER": 1}""")]
    public void A_number_that_is_told_is_used(string overrides)
    {
        var parameters = Apply(overrides);

        Assert.Contains(Enumerable.Range(0, 16), number =>
        {
            var pixel = new GeneratedPixel(number);
            return !pixel.Detect().Models.SelectMany(Numbers).SequenceEqual(pixel.Detect(parameters).Models.SelectMany(Numbers));
        });
    }

    private static CcdcParameters Apply(string overrides) => CcdcOverrides.Apply(new(), JsonNode.Parse(overrides)!.AsObject());

    private static IEnumerable<double> Numbers(ChangeModel model) =>
        [model.StartDay, model.EndDay, model.BreakDay, model.ObservationCount, model.CurveQa, .. model.Bands.SelectMany(band => (double[])[band.Rmse, band.Intercept, band.Magnitude, .. band.Coefficients])];
}
