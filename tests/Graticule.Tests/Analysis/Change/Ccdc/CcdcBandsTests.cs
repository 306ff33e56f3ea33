using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>Bands other than Landsat's seven.</summary>
public sealed class CcdcBandsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(18)]
    public void Without_temperatures_the_other_bands_have_the_same_models(int number)
    {
        var pixel = new GeneratedPixel(number);
        for (var date = 0; date < pixel.Days.Length; date++)
        {
            pixel.Values[(7 * date) + 6] = 2950;
        }

        var expected = pixel.Detect();
        var found = Detect(pixel, new() { Bands = 6, Thermal = null }, date => pixel.Values.Skip(7 * date).Take(6));

        AssertSame(expected, found, [0, 1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(18)]
    public void Bands_beyond_the_eighth_have_the_models_that_they_have_among_the_first(int number)
    {
        var pixel = new GeneratedPixel(number);
        for (var date = 0; date < pixel.Days.Length; date++)
        {
            pixel.Values[(7 * date) + 6] = 2950;
        }

        // Bands once, then all of them again behind others: 6 + 2 + 6 + 6 are 20, in three vectors.
        var found = Detect(pixel, new() { Bands = 20, Thermal = null }, date =>
        {
            int[] six = [.. pixel.Values.Skip(7 * date).Take(6)];
            return [.. six, six[5], six[0], .. six, .. six];
        });

        var expected = pixel.Detect();
        AssertSame(expected, found, [0, 1, 2, 3, 4, 5]);
        AssertSame(expected, found, [8, 9, 10, 11, 12, 13]);
        AssertSame(expected, found, [14, 15, 16, 17, 18, 19]);
        Assert.All(found.Models, model => Assert.Equal(20, model.Bands.Count));
    }

    [Fact]
    public void One_band_alone_is_searched_too()
    {
        var pixel = new MadeUpPixel(changesAt: 150);
        var parameters = new CcdcParameters
        {
            Bands = 1,
            Thermal = null,
            Green = null,
            DetectionBands = [0],
            OutlierBands = [0],
            DegreesOfFreedom = 1,
            ChangeThreshold = ChiSquare.Quantile(0.99, 1),
            OutlierThreshold = ChiSquare.Quantile(1 - 1e-6, 1),
        };
        double[] values = [.. Enumerable.Range(0, pixel.Days.Length).Select(date => (double)pixel.Values[(7 * date) + 3])];
        var shown = Enumerable.Repeat(QaClass.Clear, pixel.Days.Length).ToArray();

        var models = new CcdcDetector(new(pixel.Days, parameters)).Detect(values, shown).Models;

        Assert.Equal([(1.0, pixel.Days[150]), (0.0, models[^1].EndDay)], models.Select(model => (model.ChangeProbability, model.BreakDay)));
        Assert.All(models, model => Assert.Single(model.Bands));
    }

    /// <summary>The quantiles of tables (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4).</summary>
    [Theory]
    [InlineData(1, 6.635)]
    [InlineData(2, 9.210)]
    [InlineData(3, 11.345)]
    [InlineData(4, 13.277)]
    [InlineData(5, 15.086)]
    [InlineData(6, 16.812)]
    [InlineData(8, 20.090)]
    [InlineData(12, 26.217)]
    public void Thresholds_follow_the_number_of_bands(int degrees, double quantile) => Assert.Equal(quantile, ChiSquare.Quantile(0.99, degrees), 5e-4);

    [Fact]
    public void A_series_of_seven_bands_needs_parameters_of_seven() =>
        Assert.Throws<ArgumentException>(() => new MadeUpPixel(count: 30).Detect(parameters: new() { Bands = 6, Thermal = null }));

    private static CcdcResult Detect(GeneratedPixel pixel, CcdcParameters parameters, Func<int, IEnumerable<int>> bands) => new CcdcDetector(new(pixel.Days, parameters)).Detect(
        [.. Enumerable.Range(0, pixel.Days.Length).SelectMany(date => bands(date).Select(value => (double)value))],
        [.. pixel.Qa.Select(code => QaClasses.Of(code, parameters.Qa))]);

    /// <summary>The same segments, and of bands of the one the models of the first bands of the other.</summary>
    private static void AssertSame(CcdcResult expected, CcdcResult found, int[] bands)
    {
        Assert.Equal(expected.ProcessingMask, found.ProcessingMask);
        Assert.Equal(expected.Models.Select(model => model with { Bands = [] }), found.Models.Select(model => model with { Bands = [] }));
        Assert.NotEmpty(found.Models);
        foreach (var (one, other) in expected.Models.Zip(found.Models))
        {
            Assert.All(bands, (band, i) => Assert.Equal(Numbers(one.Bands[i]), Numbers(other.Bands[band])));
        }
    }

    private static double[] Numbers(BandModel model) => [model.Rmse, model.Intercept, model.Magnitude, .. model.Coefficients];
}
