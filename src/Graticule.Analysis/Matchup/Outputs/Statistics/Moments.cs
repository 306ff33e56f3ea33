namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>
/// Means, variances and the covariance of pairs of numbers that come one by one, updated with deviations from the means so far (Welford 1962,
/// doi 10.1080/00401706.1962.10490022), which keeps the digits that sums of squares lose.
/// </summary>
internal sealed class Moments
{
    private double _squaresX;
    private double _squaresY;
    private double _products;
    private double _squaresOfDifferences;

    internal long Count { get; private set; }

    internal double MeanX { get; private set; }

    internal double MeanY { get; private set; }

    /// <summary>Mean of y - x.</summary>
    internal double MeanDifference { get; private set; }

    /// <summary>Mean of the magnitudes of y - x.</summary>
    internal double MeanMagnitude { get; private set; }

    /// <summary>With Count - 1, as all the following.</summary>
    internal double VarianceX => Of(_squaresX);

    internal double VarianceY => Of(_squaresY);

    internal double Covariance => Of(_products);

    internal double VarianceOfDifferences => Of(_squaresOfDifferences);

    /// <summary>Mean of the squares of y - x.</summary>
    internal double MeanSquare => (_squaresOfDifferences / Count) + (MeanDifference * MeanDifference);

    internal void Add(double x, double y)
    {
        Count++;
        var (fromX, fromY, difference) = (x - MeanX, y - MeanY, y - x);
        MeanX += fromX / Count;
        MeanY += fromY / Count;
        _squaresX += fromX * (x - MeanX);
        _squaresY += fromY * (y - MeanY);
        _products += fromX * (y - MeanY);
        var fromDifference = difference - MeanDifference;
        MeanDifference += fromDifference / Count;
        _squaresOfDifferences += fromDifference * (difference - MeanDifference);
        MeanMagnitude += (Math.Abs(difference) - MeanMagnitude) / Count;
    }

    private double Of(double squares) => Count < 2 ? double.NaN : squares / (Count - 1);
}
