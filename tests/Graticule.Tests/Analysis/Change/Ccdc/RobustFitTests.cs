using Graticule.Analysis.Change.Ccdc;
using Graticule.Tests.Analysis.Change.Ccdc.Plain;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>The fit of the outlier screen, by itself.</summary>
public sealed class RobustFitTests
{
    [Fact]
    public void Falling_coefficients_do_not_count_as_movement()
    {
        var (seen, decided) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var (design, values) = Window(seed);

            var found = Fit(design, values);

            AssertNear(PlainTmask.Fit(design, values, isOneSided: true), found);
            seen++;
            decided += PlainTmask.Fit(design, values, isOneSided: false).Zip(found).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6) ? 1 : 0;
        }

        // The other test would end later in some windows, with other coefficients: otherwise this could not tell them apart.
        Assert.InRange(decided, 3, seen - 3);
    }

    [Fact]
    public void Columns_that_depend_on_each_other_have_no_fit_and_the_answer_is_zeros()
    {
        var (design, values) = Window(1);
        double[][] twice = [.. design.Select(row => (double[])[row[0], row[1], row[0], row[1], 1])];

        Assert.Equal(new double[5], Fit(twice, values));
    }

    [Fact]
    public void Values_that_a_curve_describes_exactly_keep_it()
    {
        var (design, _) = Window(2);
        double[] values = [.. design.Select(row => (3 * row[0]) - (2 * row[3]) + 500)];

        AssertNear([3, 0, 0, -2, 500], Fit(design, values));
    }

    private static double[] Fit(double[][] design, double[] values)
    {
        var solution = new double[design[0].Length];
        new RobustFit(values.Length).Fit([.. design.SelectMany(row => row)], solution.Length, values, solution);
        return solution;
    }

    /// <summary>Two years of looks, some of them outliers.</summary>
    private static (double[][] Design, double[] Values) Window(int seed)
    {
        var random = new Random(seed);
        double[] days = [.. Enumerable.Range(0, 30).Select(i => 730_000.0 + (24 * i) + random.Next(8))];
        double[][] design = [.. days.Select(day => PlainTmask.Row(day, 2))];
        return (design, [.. design.Select(row => 700 + (200 * row[0]) + (random.Next(100) * row[3]) + random.Next(60) + (random.Next(6) == 0 ? 900 : 0))]);
    }

    private static void AssertNear(double[] expected, double[] found) =>
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-7 * Math.Max(1, Math.Abs(pair.First))));
}
