namespace Graticule.Analysis.Observations.Series;

/// <summary>The straight line through pairs of values by least squares.</summary>
/// <param name="Slope">Of the second values along the first.</param>
/// <param name="Intercept">Second value where the first is zero.</param>
/// <param name="Correlation">Pearson's, -1 to 1.</param>
/// <param name="Probability">Of a correlation at least as strong where there is none (two-sided test with Student's t).</param>
/// <param name="SlopeError">Standard error of the slope.</param>
internal sealed record LinearRegression(double Slope, double Intercept, double Correlation, double Probability, double SlopeError)
{
    /// <summary>Null: there are fewer than two pairs, or all first values are the same.</summary>
    public static LinearRegression? Of(IReadOnlyList<(double X, double Y)> pairs)
    {
        if (pairs.Count < 2)
        {
            return null;
        }

        var (meanX, meanY) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var squaresX = pairs.Sum(pair => (pair.X - meanX) * (pair.X - meanX));
        var squaresY = pairs.Sum(pair => (pair.Y - meanY) * (pair.Y - meanY));
        var products = pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY));
        if (squaresX == 0)
        {
            return null;
        }

        var slope = products / squaresX;
        var correlation = squaresY == 0 ? 0 : Math.Clamp(products / Math.Sqrt(squaresX * squaresY), -1, 1);
        var freedom = pairs.Count - 2;
        var intercept = meanY - (slope * meanX);
        if (freedom == 0)
        {
            return new(slope, intercept, correlation, pairs[0].Y == pairs[1].Y ? 1 : 0, 0);
        }

        var error = Math.Sqrt((1 - (correlation * correlation)) * squaresY / squaresX / freedom);

        // With t the usual test statistic, freedom / (freedom + t²) is just what the correlation leaves unexplained.
        var probability = IncompleteBeta.Regularized(freedom / 2.0, 0.5, 1 - (correlation * correlation));
        return new(slope, intercept, correlation, probability, error);
    }
}
