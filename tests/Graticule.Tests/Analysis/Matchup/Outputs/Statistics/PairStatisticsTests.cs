using System.Globalization;
using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Statistics;

public sealed class PairStatisticsTests
{
    private const string Oracle =
        """
        import sys, numpy as np
        from scipy import stats
        x, y = np.loadtxt(sys.argv[1]).T
        if sys.argv[2] == 'log':
            keep = (x > 0) & (y > 0)
            x, y = np.log10(x[keep]), np.log10(y[keep])
        d = y - x
        ols = stats.linregress(x, y)
        sx, sy = x.std(ddof=1), y.std(ddof=1)
        rma = np.sign(ols.rvalue) * sy / sx
        w, v = np.linalg.eigh(np.cov(x, y))
        ma = v[1, -1] / v[0, -1]
        out = [len(x), x.mean(), y.mean(), d.mean(), np.median(d), d.std(ddof=1), np.sqrt((d**2).mean()), abs(d).mean(), stats.pearsonr(x, y)[0], stats.spearmanr(x, y)[0],
               ols.slope, ols.intercept, rma, y.mean() - rma * x.mean(), ma, y.mean() - ma * x.mean(), d.mean() - 1.96 * d.std(ddof=1), d.mean() + 1.96 * d.std(ddof=1)]
        print(' '.join(repr(float(v)) for v in out))
        """;

    private static readonly MatchSide Temperature = new("SST", DatasetKind.Grid, [new("sst", "sea_surface_temperature", null, "celsius")]);

    private static readonly MatchSide TemperatureInPlace = new("buoys", DatasetKind.Points, [new("sea_surface_temperature", "sea_surface_temperature", null, "C")]);

    [SkippableTheory]
    [InlineData(1, 20, 0.9)]
    [InlineData(2, 1e7, 1)]
    [InlineData(3, -5, -1.3)]
    public void Figures_are_those_of_scipy(int seed, double far, double slope)
    {
        var random = new Random(seed);

        // Rounded, so that some are equal and share their rank.
        var pairs = Enumerable.Range(0, 500).Select(_ => Math.Round(far + (random.NextDouble() * 8), 2))
            .Select(x => (X: x, Y: (slope * x) + Math.Round(random.NextDouble() - 0.3, 2))).ToList();

        var found = Of(pairs).Comparison;

        Compare(found, pairs, "plain", far > 1e6 ? 1e-6 : 1e-9);
    }

    [SkippableFact]
    public void Chlorophyll_is_compared_in_logarithms_too_and_in_one_unit()
    {
        var random = new Random(7);
        var pairs = Enumerable.Range(0, 300).Select(i => i % 50 == 0 ? 0 : Math.Pow(10, (random.NextDouble() * 4) - 2)).Select(x => (X: x, Y: x * (0.6 + random.NextDouble()))).ToList();
        var satellite = new MatchSide("CHLA", DatasetKind.Grid, [new("CHLA", "mass_concentration_of_chlorophyll_a_in_sea_water", null, "mg m-3")]);
        var inPlace = new MatchSide(
            "casts", DatasetKind.Points, [new("mass_concentration_of_chlorophyll_in_sea_water", "mass_concentration_of_chlorophyll_in_sea_water", null, "kg m-3")]);

        var found = PairStatistics.Of(satellite, inPlace, Primaries(pairs.Select(pair => (pair.Y, pair.X * 1e-6))))[0];

        Assert.Equal(1e6, found.Pair.Factor, 1e-3);
        Compare(found.Comparison, pairs, "plain", 1e-9);
        Compare(found.OfLogarithms!, pairs, "log", 1e-9);
        Assert.Equal("mg m-3", found.Units);
    }

    [Fact]
    public void Three_pairs_worked_out_by_hand()
    {
        // Differences 1, 0 and 2; deviations of x -1, 0, 1 and of y -1, -1, 2.
        var found = Of([(1, 2), (2, 2), (3, 5)]).Comparison;

        Assert.Equal((3, 2.0, 3.0), (found.Count, found.MeanX, found.MeanY));
        Assert.Equal((1.0, 1.0, 1.0), (found.Bias, found.Median, found.MeanMagnitude));
        Assert.Equal(1, found.Deviation, 1e-14);
        Assert.Equal(Math.Sqrt(5.0 / 3), found.RootMeanSquare, 1e-14);
        Assert.Equal(1.5 / Math.Sqrt(3), found.Correlation, 1e-14);
        Assert.Equal((1.5, 0.0), (Math.Round(found.LeastSquares.Slope, 12), Math.Round(found.LeastSquares.Intercept, 12)));
        Assert.Equal(Math.Sqrt(3), found.ReducedMajorAxis.Slope, 1e-14);
        Assert.Equal((2 + Math.Sqrt(13)) / 3, found.MajorAxis.Slope, 1e-14);
        Assert.Equal((1 - 1.96, 1 + 1.96), (found.Limits.Lower, found.Limits.Upper));
    }

    [Fact]
    public void What_one_pair_cannot_tell_is_null()
    {
        var written = StatisticsJson.Write([Of([(1, 3)])])[0]!;

        Assert.Equal((1, 2.0, 2.0), ((long)written["n"]!, (double)written["bias"]!, (double)written["rmse"]!));
        Assert.Null(written["standard_deviation"]);
        Assert.Null(written["pearson_r"]);
        Assert.Null(written["regression"]!["major_axis"]!["slope"]);
        Assert.Null(written["bland_altman"]!["lower"]);
        Assert.Equal(("buoys", "SST"), ((string)written["reference"]!["dataset"]!, (string)written["compared"]!["dataset"]!));
    }

    [Fact]
    public void Observations_in_place_are_the_reference_on_either_side()
    {
        var found = PairStatistics.Of(TemperatureInPlace, Temperature, Primaries([(10, 12)]))[0];

        Assert.True(found.IsPrimaryReference);
        Assert.Equal(("buoys", "SST", 2.0), (found.Reference.Dataset, found.Compared.Dataset, found.Comparison.Bias));
    }

    [Fact]
    public void Pairs_that_lack_a_value_are_not_counted_and_without_any_there_is_nothing()
    {
        Assert.Equal(1, PairStatistics.Of(Temperature, TemperatureInPlace, Primaries([(1, double.NaN), (2, 3)]))[0].Comparison.Count);
        Assert.Empty(PairStatistics.Of(Temperature, TemperatureInPlace, Primaries([(1, double.NaN)])));
        Assert.Empty(PairStatistics.Of(Temperature, TemperatureInPlace, []));
    }

    [Fact]
    public void Of_more_pairs_than_are_held_a_choice_is_held_that_is_always_the_same()
    {
        var (first, second) = (new PairSample(100), new PairSample(100));
        for (var i = 0; i < 10_000; i++)
        {
            first.Add(new(i, i, 0, 0));
            second.Add(new(i, i, 0, 0));
        }

        Assert.True(first.IsChoice);
        Assert.Equal((10_000, 100), (first.Count, first.Values.Count));
        Assert.Equal(first.Values, second.Values);
        Assert.InRange(first.Values.Average(value => value.X), 3500, 6500);
    }

    private static void Compare(Comparison found, List<(double X, double Y)> pairs, string scale, double tolerance)
    {
        using var folder = new OutputFolder();
        var path = Path.Combine(folder.Root, "pairs");
        File.WriteAllLines(path, pairs.Select(pair => FormattableString.Invariant($"{pair.X:R} {pair.Y:R}")));
        double[] expected = [.. CubeFolder.Python(Oracle, path, scale).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        double[] actual =
        [
            found.Count, found.MeanX, found.MeanY, found.Bias, found.Median, found.Deviation, found.RootMeanSquare, found.MeanMagnitude, found.Correlation, found.RankCorrelation,
            found.LeastSquares.Slope, found.LeastSquares.Intercept, found.ReducedMajorAxis.Slope, found.ReducedMajorAxis.Intercept, found.MajorAxis.Slope, found.MajorAxis.Intercept,
            found.Limits.Lower, found.Limits.Upper,
        ];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"figure {i}: {actual[i]} instead of {expected[i]}");
        }
    }

    /// <summary>Of values of the reference and of what is compared.</summary>
    internal static PairStatistics Of(IEnumerable<(double X, double Y)> pairs) =>
        PairStatistics.Of(Temperature, TemperatureInPlace, Primaries(pairs.Select(pair => (pair.Y, pair.X))))[0];

    private static IEnumerable<MatchedPrimary> Primaries(IEnumerable<(double Primary, double Secondary)> values) =>
        values.Select(value => new MatchedPrimary(Point(value.Primary), [new(Point(value.Secondary), 1, 0, [])]));

    private static MatchedPoint Point(double value) =>
        new() { Id = "a", Longitude = 0, Latitude = 0, Time = 0, Source = "s", Values = double.IsNaN(value) ? [] : [(0, value)] };
}
