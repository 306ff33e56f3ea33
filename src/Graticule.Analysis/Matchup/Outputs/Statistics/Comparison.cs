namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>A straight line y = intercept + slope x; not numbers where there is none.</summary>
internal readonly record struct StraightLine(double Slope, double Intercept)
{
    internal double At(double x) => Intercept + (Slope * x);
}

/// <summary>How the values y of one side agree with the reference x. Differences are y - x. What cannot be told of so few pairs is not a number.</summary>
/// <param name="Count">Pairs with both values.</param>
/// <param name="MeanX">Mean of the reference.</param>
/// <param name="MeanY">Mean of what is compared.</param>
/// <param name="Bias">Mean difference.</param>
/// <param name="Median">Of the differences.</param>
/// <param name="Deviation">Standard deviation of the differences, with Count - 1.</param>
/// <param name="RootMeanSquare">Of the differences.</param>
/// <param name="MeanMagnitude">Of the differences.</param>
/// <param name="Correlation">Pearson's r.</param>
/// <param name="RankCorrelation">Spearman's.</param>
/// <param name="LeastSquares">Type I: least squares of y.</param>
/// <param name="ReducedMajorAxis">Type II: the slope is the ratio of the standard deviations.</param>
/// <param name="MajorAxis">Type II: least squares of the distances to the line.</param>
internal sealed record Comparison(
    long Count, double MeanX, double MeanY, double Bias, double Median, double Deviation, double RootMeanSquare, double MeanMagnitude, double Correlation,
    double RankCorrelation, StraightLine LeastSquares, StraightLine ReducedMajorAxis, StraightLine MajorAxis)
{
    /// <summary>For 95 % of differences that are distributed normally.</summary>
    private const double Normal95 = 1.96;

    /// <summary>Limits of agreement (Bland and Altman 1986, doi 10.1016/S0140-6736(86)90837-8).</summary>
    internal (double Lower, double Upper) Limits => (Bias - (Normal95 * Deviation), Bias + (Normal95 * Deviation));

    /// <param name="moments">Of all pairs.</param>
    /// <param name="values">As many of them as are at hand: for what needs their order.</param>
    internal static Comparison Of(Moments moments, IReadOnlyList<PairValue> values)
    {
        double[] x = [.. values.Select(value => value.X)];
        double[] y = [.. values.Select(value => value.Y)];
        var (deviationX, deviationY, covariance) = (Math.Sqrt(moments.VarianceX), Math.Sqrt(moments.VarianceY), moments.Covariance);
        var correlation = covariance / (deviationX * deviationY);
        var spread = moments.VarianceY - moments.VarianceX;
        return new(
            moments.Count,
            moments.Count == 0 ? double.NaN : moments.MeanX,
            moments.Count == 0 ? double.NaN : moments.MeanY,
            moments.Count == 0 ? double.NaN : moments.MeanDifference,
            Ranks.Median([.. values.Select(value => value.Difference)]),
            Math.Sqrt(moments.VarianceOfDifferences),
            Math.Sqrt(moments.MeanSquare),
            moments.Count == 0 ? double.NaN : moments.MeanMagnitude,
            double.IsFinite(correlation) ? Math.Clamp(correlation, -1, 1) : double.NaN,
            Ranks.Correlation(x, y),
            Through(moments, covariance / moments.VarianceX),
            Through(moments, Math.CopySign(deviationY / deviationX, covariance)),
            Through(moments, (spread + Math.Sqrt((spread * spread) + (4 * covariance * covariance))) / (2 * covariance)));
    }

    private static StraightLine Through(Moments moments, double slope) =>
        double.IsFinite(slope) ? new(slope, moments.MeanY - (slope * moments.MeanX)) : new(double.NaN, double.NaN);
}
