using System.Runtime.Intrinsics;
using Graticule.Analysis.Change.Ccdc;
using UsedObservations = Graticule.Analysis.Change.Ccdc.Observations;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>The parts of the detection against the same written plainly.</summary>
public sealed class CcdcPartTests
{
    [Fact]
    public void Medians_are_those_of_sorted_numbers()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            double[] numbers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (double)random.Next(12))];
            double[] sorted = [.. numbers.Order()];
            var middle = sorted.Length / 2;

            Assert.Equal(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, Medians.Of(numbers));
        }
    }

    [Fact]
    public void The_nearest_in_season_are_those_of_a_stable_sort()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            int[] days = [.. Enumerable.Range(0, random.Next(20, 300)).Select(_ => 725_000 + (8 * random.Next(1500))).Distinct().Order()];
            var dates = new SeriesDates(days, 365.2425);
            var observations = new UsedObservations(dates);
            for (var i = 0; i < days.Length; i++)
            {
                observations.Add(i, new double[8]);
            }

            var (start, end) = (random.Next(days.Length / 3), days.Length - random.Next(days.Length / 3));
            var other = random.Next(days.Length);
            Vector512<double>[] values = [.. Enumerable.Range(0, days.Length).Select(i => Vector512.Create(Math.Pow(2, i % 50) + (i * 1e3)))];
            var neighbours = new SeasonalNeighbours(dates);
            neighbours.Take(observations, start, end);

            var expected = Enumerable.Range(start, end - start)
                .OrderBy(i => Distance(days[i] - days[other])).Take(24).Sum(i => values[i].GetElement(0));

            Assert.Equal(expected, neighbours.Sum(dates.Phases[other], values).GetElement(0), expected * 1e-12);
        }

        static double Distance(double days) => Math.Abs((Math.Round(days / 365.25, MidpointRounding.ToEven) * 365.25) - days);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void The_lasso_stops_where_plain_descent_over_rows_stops(int coefficients)
    {
        var pixel = new MadeUpPixel(seed: coefficients, count: 60, noise: 200);
        var dates = new SeriesDates(pixel.Days, 365.2425);
        var observations = Fill(pixel, dates);
        var (fitter, model) = (new Fitter(new(), pixel.Days.Length), new FittedModel(new()));

        fitter.Fit(observations, 5, 50, coefficients, model);

        for (var band = 0; band < PixelSeries.Bands; band++)
        {
            var expected = PlainLasso.Fit(pixel, 5, 50, band, coefficients, 1e-4);
            var exact = PlainLasso.Fit(pixel, 5, 50, band, coefficients, 1e-12);
            double[] found = [.. model.Weights.Select(weight => weight.GetElement(band))];
            for (var column = 0; column < found.Length; column++)
            {
                Assert.Equal(expected[column], found[column], 1e-9 * Math.Max(1, Math.Abs(expected[column])));
            }

            // The early stop shows: otherwise this test could not tell.
            Assert.True(coefficients == 4 || found.Zip(exact).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6));
        }
    }

    [Fact]
    public void Sums_that_grow_are_those_of_the_whole_range()
    {
        var pixel = new MadeUpPixel(count: 80);
        var dates = new SeriesDates(pixel.Days, 365.2425);
        var observations = Fill(pixel, dates);
        var (grown, whole) = (new Fitter(new(), 80), new Fitter(new(), 80));
        var (one, other) = (new FittedModel(new()), new FittedModel(new()));
        for (var end = 20; end <= 70; end++)
        {
            grown.Fit(observations, 3, end, 8, one);
        }

        whole.Fit(observations, 3, 70, 8, other);

        Assert.Equal(other.Rmse, one.Rmse);
        Assert.Equal(other.Weights, one.Weights);
    }

    private static UsedObservations Fill(MadeUpPixel pixel, SeriesDates dates)
    {
        var observations = new UsedObservations(dates);
        for (var i = 0; i < pixel.Days.Length; i++)
        {
            double[] lanes = [.. pixel.Values.AsSpan(i * PixelSeries.Bands, PixelSeries.Bands).ToArray().Select(value => (double)value), 0];
            observations.Add(i, lanes);
        }

        return observations;
    }
}
