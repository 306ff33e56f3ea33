using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>What decides whether numbers are LCMAP's, each by itself; and what is answered where there is nothing to compare with.</summary>
public sealed class CcdcTrapTests
{
    private const int Thermal = 6;

    [Fact]
    public void A_missing_temperature_of_16_bits_runs_over_and_is_used()
    {
        var pixel = new MadeUpPixel();
        pixel.Set(100, Thermal, -9999);

        Assert.True(pixel.Detect(wraps: true).ProcessingMask[100]);
        Assert.False(pixel.Detect(wraps: false).ProcessingMask[100]);
    }

    [Fact]
    public void A_quality_of_0_is_an_error_that_names_the_day()
    {
        var pixel = new MadeUpPixel();
        pixel.Qa[7] = 0;

        var fault = Assert.Throws<CcdcException>(() => pixel.Detect());

        Assert.Contains($"quality 0 of day {pixel.Days[7]}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((1 << 8) | (1 << 9), true)]
    [InlineData(1 << 10, true)]
    [InlineData(1 << 8, false)]
    public void Cirrus_of_both_bits_and_occlusion_count_as_clear_in_2018_only(int qa, bool isClear)
    {
        var pixel = new MadeUpPixel();
        pixel.Qa[7] = qa;

        if (isClear)
        {
            Assert.True(pixel.Detect().ProcessingMask[7]);
        }
        else
        {
            Assert.Throws<CcdcException>(() => pixel.Detect());
        }

        Assert.Throws<CcdcException>(() => pixel.Detect(parameters: CcdcAlgorithms.All[CcdcAlgorithms.V140]));
    }

    [Theory]
    [InlineData(0x3E | 1, 0)]
    [InlineData(0x3E, 5)]
    [InlineData(0x1E, 3)]
    [InlineData(0x16, 4)]
    [InlineData(0x06, 2)]
    [InlineData(0x02, 1)]
    public void Of_several_bits_the_first_rule_that_applies_counts(int qa, int expected) => Assert.Equal((QaClass)expected, QaClasses.Of(qa, new())); // fill, clear, water, shadow, snow, cloud: 0, 1, 2, 3, 4, 5

    [Fact]
    public void Looks_every_8_days_are_peeked_at_twelve_at_once()
    {
        // A disturbance of eight looks is shorter than twelve and longer than six, so that it is no change for the one and is one for the other.
        var pixel = new MadeUpPixel(step: 8, count: 500);
        for (var i = 300; i < 308; i++)
        {
            for (var band = 1; band < 6; band++)
            {
                pixel.Set(i, band, pixel.Values[(i * PixelSeries.Bands) + band] + 250);
            }
        }

        Assert.DoesNotContain(pixel.Detect().Models, model => model.ChangeProbability == 1);
        Assert.Contains(pixel.Detect(parameters: new() { AdaptsPeek = false }).Models, model => model.ChangeProbability == 1);
    }

    [Theory]
    [InlineData(6, 15.086272469388987)]
    [InlineData(7, 13.475607286890936)]
    [InlineData(8, 12.241629783293535)]
    [InlineData(12, 9.236356899781123)]
    [InlineData(24, 5.898431759238769)]
    public void The_threshold_falls_with_the_peek_as_chi_square_says(int peek, double threshold) =>
        Assert.Equal(threshold, ChiSquare.Quantile(1 - Math.Pow(0.01, 6.0 / peek)), 1e-10);

    [Fact]
    public void The_outlier_threshold_is_the_millionth_of_chi_square() => Assert.Equal(new CcdcParameters().OutlierThreshold, ChiSquare.Quantile(1 - 1e-6), 1e-8);

    [Fact]
    public void A_window_of_exactly_one_year_has_an_answer()
    {
        // Columns of the year and of the harmonic of one year are the same, so that the fit of both has no solution.
        var pixel = new MadeUpPixel(count: 60, step: 73);

        var result = pixel.Detect(parameters: new() { MinimumObservations = 6 });

        Assert.All(result.Models.SelectMany(model => model.Bands), band => Assert.All(band.Coefficients, coefficient => Assert.True(double.IsFinite(coefficient))));
        Assert.NotEmpty(result.Models);
    }

    [Fact]
    public void A_pixel_of_fill_has_no_models_and_no_share_of_cloud()
    {
        var pixel = new MadeUpPixel(count: 40);
        Array.Fill(pixel.Qa, 1);

        var result = pixel.Detect();

        Assert.Equal(CcdcProcedure.InsufficientClear, result.Procedure);
        Assert.Empty(result.Models);
        Assert.True(double.IsNaN(result.CloudProbability));
        Assert.DoesNotContain(true, result.ProcessingMask);
    }

    [Fact]
    public void Of_two_looks_of_a_day_the_first_that_can_be_used_is()
    {
        var pixel = new MadeUpPixel();
        (pixel.Days[50], pixel.Days[81]) = (pixel.Days[51], pixel.Days[80]);
        pixel.Qa[80] = MadeUpPixel.Cloud;

        var mask = pixel.Detect().ProcessingMask;

        Assert.Equal([true, false], [mask[50], mask[51]]);
        Assert.Equal([false, true], [mask[80], mask[81]]);
    }

    [Fact]
    public void A_band_that_never_differs_is_described_exactly()
    {
        var pixel = new MadeUpPixel();
        for (var date = 0; date < pixel.Days.Length; date++)
        {
            pixel.Set(date, band: 0, 500);
        }

        var model = Assert.Single(pixel.Detect().Models);

        Assert.Equal((500.0, 0.0), (model.Bands[0].Intercept, model.Bands[0].Rmse));
    }

    [Fact]
    public void A_change_is_found_where_it_is()
    {
        var pixel = new MadeUpPixel(changesAt: 150);

        var models = pixel.Detect().Models;

        Assert.Equal([(1.0, pixel.Days[150]), (0.0, models[^1].EndDay)], models.Select(model => (model.ChangeProbability, model.BreakDay)));
        Assert.InRange(models[0].Bands[3].Magnitude, 700, 1100);
    }

    [Fact]
    public void Snow_makes_one_model_of_the_whole_series_with_the_days_of_its_version()
    {
        var pixel = new MadeUpPixel();
        Array.Fill(pixel.Qa, MadeUpPixel.Snow);
        Array.Fill(pixel.Qa, MadeUpPixel.Clear, 0, 30);

        var (today, early) = (Assert.Single(pixel.Detect().Models), Assert.Single(pixel.Detect(parameters: CcdcAlgorithms.All[CcdcAlgorithms.V140]).Models));

        Assert.Equal((54, pixel.Days[0], pixel.Days[^1], pixel.Days[^1]), (today.CurveQa, today.StartDay, today.EndDay, today.BreakDay));
        Assert.Equal((54, 0), (early.CurveQa, early.BreakDay));
    }
}
