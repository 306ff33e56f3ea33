using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>What is answered where pyccd has no answer, or one by accident.</summary>
public sealed class CcdcAnswerTests
{
    private static readonly CcdcParameters Six = new() { Bands = 6, Thermal = null };

    [Fact]
    public void What_is_no_number_is_not_used_and_changes_nothing_else()
    {
        var pixel = new MadeUpPixel(changesAt: 150);
        var (values, shown) = (Numbers(pixel), Clear(pixel));
        (values[(70 * 6) + 2], values[(90 * 6) + 5], values[91 * 6]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);

        var result = new CcdcDetector(new(pixel.Days, Six)).Detect(values, shown);

        // As if those looks had not been there.
        int[] gone = [70, 90, 91];
        int[] stay = [.. Enumerable.Range(0, pixel.Days.Length).Except(gone)];
        double[] without = [.. stay.SelectMany(date => values.Skip(date * 6).Take(6))];
        var other = new CcdcDetector(new([.. stay.Select(date => pixel.Days[date])], Six)).Detect(without, shown.AsSpan(gone.Length));
        Assert.All(gone, date => Assert.False(result.ProcessingMask[date]));
        AssertSame(other, result);
        Assert.Equal(2, result.Models.Count);
    }

    [Fact]
    public void A_pixel_of_nothing_but_no_numbers_has_no_models()
    {
        var pixel = new MadeUpPixel(count: 60);
        var values = new double[60 * 6];
        Array.Fill(values, double.NaN);

        var result = new CcdcDetector(new(pixel.Days, Six)).Detect(values, Clear(pixel));

        Assert.Equal((CcdcProcedure.Standard, 0), (result.Procedure, result.Models.Count));
        Assert.DoesNotContain(true, result.ProcessingMask);
    }

    [Fact]
    public void Snow_of_no_numbers_is_not_fitted()
    {
        var pixel = new MadeUpPixel();
        var (values, shown) = (Numbers(pixel), Clear(pixel));
        Array.Fill(shown, QaClass.Snow, 30, shown.Length - 30);
        values[(100 * 6) + 1] = double.NaN;

        var model = Assert.Single(new CcdcDetector(new(pixel.Days, Six)).Detect(values, shown).Models);

        Assert.Equal((54, shown.Length - 1), (model.CurveQa, model.ObservationCount));
        Assert.All(model.Bands, band => Assert.True(double.IsFinite(band.Rmse)));
    }

    [Fact]
    public void Days_that_all_come_twice_give_what_they_give_once()
    {
        var pixel = new MadeUpPixel(changesAt: 150);
        var (values, shown) = (Numbers(pixel), Clear(pixel));
        int[] days = [.. pixel.Days.SelectMany(day => (int[])[day, day])];
        double[] twice = [.. Enumerable.Range(0, pixel.Days.Length).SelectMany(date => values.Skip(date * 6).Take(6).Concat(Enumerable.Repeat(5000.0, 6)))];

        var result = new CcdcDetector(new(days, Six)).Detect(twice, [.. shown, .. shown]);

        AssertSame(new CcdcDetector(new(pixel.Days, Six)).Detect(values, shown), result);
        Assert.All(result.ProcessingMask.Index().Where(look => look.Item), look => Assert.Equal(0, look.Index % 2));
    }

    [Fact]
    public void Days_that_fall_are_refused() => Assert.Throws<ArgumentException>(() => new CcdcDates([10, 9], new()));

    [Theory]
    [InlineData(365)]
    [InlineData(364)]
    public void A_window_of_one_year_or_of_no_room_has_finite_numbers(int span)
    {
        // Looks in bursts a year apart: windows of exactly that span, and of a few days.
        var pixel = new MadeUpPixel(count: 90);
        for (var i = 0; i < pixel.Days.Length; i++)
        {
            pixel.Days[i] = 725_000 + (i / 15 * span) + (i % 15);
        }

        var result = pixel.Detect(parameters: new() { MinimumDays = 1, AdaptsPeek = false });

        Assert.NotEmpty(result.Models);
        Assert.All(result.Models.SelectMany(model => model.Bands), band => Assert.All([band.Rmse, band.Intercept, band.Magnitude, .. band.Coefficients], number => Assert.True(double.IsFinite(number))));
    }

    [Fact]
    public void Temperatures_of_no_16_bits_do_not_run_over()
    {
        var pixel = new MadeUpPixel(count: 40);
        pixel.Set(10, band: 6, int.MaxValue);
        pixel.Set(11, band: 6, int.MinValue);

        var mask = pixel.Detect(wraps: false).ProcessingMask;

        Assert.Equal((false, false, true), (mask[10], mask[11], mask[12]));
    }

    [Fact]
    public void Without_degrees_of_freedom_residuals_are_divided_by_one()
    {
        var pixel = new MadeUpPixel(count: 100, step: 73);

        var result = pixel.Detect(parameters: new() { MinimumObservations = 7, ObservationsPerCoefficient = 1 });

        Assert.NotEmpty(result.Models);
        Assert.All(result.Models.SelectMany(model => model.Bands), band => Assert.True(double.IsFinite(band.Rmse)));
    }

    private static double[] Numbers(MadeUpPixel pixel) =>
        [.. Enumerable.Range(0, pixel.Days.Length).SelectMany(date => pixel.Values.Skip(date * 7).Take(6).Select(value => (double)value))];

    private static QaClass[] Clear(MadeUpPixel pixel)
    {
        var shown = new QaClass[pixel.Days.Length];
        Array.Fill(shown, QaClass.Clear);
        return shown;
    }

    private static void AssertSame(CcdcResult expected, CcdcResult found)
    {
        Assert.Equal(expected.Models.Select(model => model with { Bands = [] }), found.Models.Select(model => model with { Bands = [] }));
        foreach (var (one, other) in expected.Models.SelectMany(model => model.Bands).Zip(found.Models.SelectMany(model => model.Bands)))
        {
            // Other dates have another middle, from which trends are counted: the last digits differ.
            Assert.All(
                ((double[])[one.Rmse, one.Intercept, one.Magnitude, .. one.Coefficients]).Zip([other.Rmse, other.Intercept, other.Magnitude, .. other.Coefficients]),
                pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Abs(pair.First)));
        }
    }
}
