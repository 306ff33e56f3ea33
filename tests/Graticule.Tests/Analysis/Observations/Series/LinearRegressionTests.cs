using Graticule.Analysis.Observations.Series;

namespace Graticule.Tests.Analysis.Observations.Series;

public sealed class LinearRegressionTests
{
    /// <summary>Expected values are those of <c>scipy.stats.linregress</c> (SciPy 1.10).</summary>
    [Fact]
    public void A_line_through_few_points_is_that_of_SciPy()
    {
        var line = LinearRegression.Of([(1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8), (5.5, 11.5)])!;

        Assert.Equal(2.0737704918032787, line.Slope, 1e-12);
        Assert.Equal(-0.12868852459016455, line.Intercept, 1e-12);
        Assert.Equal(0.997781157368907, line.Correlation, 1e-12);
        Assert.Equal(0.00012542352785466023, line.Probability, 1e-14);
        Assert.Equal(0.07989175692466208, line.SlopeError, 1e-12);
    }

    [Fact]
    public void A_weak_correlation_is_probably_chance()
    {
        var line = LinearRegression.Of([(1, 3), (2, -1), (3, 4), (4, 1), (5, -5), (6, 9)])!;

        Assert.Equal(0.7492325489663131, line.Probability, 1e-11);
        Assert.Equal(1.2513937807731919, line.SlopeError, 1e-12);
    }

    [Fact]
    public void Many_points_keep_their_digits()
    {
        var line = LinearRegression.Of([.. Enumerable.Range(0, 300).Select(x => ((double)x, Math.Sin(x) + (0.001 * x)))])!;

        Assert.Equal(0.0009734925699904681, line.Slope, 1e-14);
        Assert.Equal(0.04010064292067581, line.Probability, 1e-11);
    }

    [Fact]
    public void Two_points_lie_on_their_line() => Assert.Equal(new(2, 1, 1, 0, 0), LinearRegression.Of([(1, 3), (2, 5)]));

    [Fact]
    public void There_is_no_line_through_one_point_or_straight_up()
    {
        Assert.Null(LinearRegression.Of([(1, 3)]));
        Assert.Null(LinearRegression.Of([(1, 3), (1, 5)]));
    }
}
