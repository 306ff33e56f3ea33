namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Quantiles of the chi-square distribution with 5 degrees of freedom, that many being the bands that tell change.</summary>
internal static class ChiSquare
{
    /// <summary>The number below which a share of the distribution lies.</summary>
    /// <param name="share">Greater than 0, less than 1.</param>
    internal static double Quantile(double share)
    {
        var (low, high) = (0.0, 1000.0);
        while (high - low > 1e-14 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Share(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P(5/2, x/2) by its series, which ends since its terms fall as x/2 over rising numbers (Abramowitz and Stegun 6.5.29).</summary>
    private static double Share(double x)
    {
        const double HalfDegrees = 2.5;
        const double GammaOfNext = 3.32335097044784255; // of 7/2: 15 sqrt(pi) / 8
        var half = x / 2;
        var (sum, term) = (1.0, 1.0);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= half / (HalfDegrees + n);
            sum += term;
        }

        return Math.Exp((HalfDegrees * Math.Log(half)) - half) / GammaOfNext * sum;
    }
}
