namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Quantiles of the chi-square distribution, whose degrees of freedom are the bands that tell change.</summary>
internal static class ChiSquare
{
    /// <summary>The number below which a share of the distribution lies.</summary>
    /// <param name="share">Greater than 0, less than 1.</param>
    /// <param name="degrees">At least 1.</param>
    internal static double Quantile(double share, int degrees = 5)
    {
        var (low, high) = (0.0, 1000.0);
        while (high - low > 1e-14 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Share(middle, degrees) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P(k/2, x/2) by its series, which ends since its terms fall as x/2 over rising numbers (Abramowitz and Stegun 6.5.29).</summary>
    private static double Share(double x, int degrees)
    {
        var (halfDegrees, half) = (degrees / 2.0, x / 2);
        var (sum, term) = (1.0, 1.0);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= half / (halfDegrees + n);
            sum += term;
        }

        return Math.Exp((halfDegrees * Math.Log(half)) - half) / GammaOfNext(degrees) * sum;
    }

    /// <summary>Gamma(k/2 + 1): down to 1, or to the root of pi at one half.</summary>
    private static double GammaOfNext(int degrees)
    {
        var (product, at) = (1.0, degrees / 2.0);
        for (; at > 0; at--)
        {
            product *= at;
        }

        return at < 0 ? product * Math.Sqrt(Math.PI) : product;
    }
}
