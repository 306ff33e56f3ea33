namespace Graticule.Analysis.Observations.Series;

/// <summary>The regularized incomplete beta function, by its continued fraction (DLMF 8.17.22), good to about 1e-12.</summary>
internal static class IncompleteBeta
{
    private const int MostTerms = 2000;
    private const double Tiny = 1e-300;

    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">0 to 1.</param>
    public static double Regularized(double a, double b, double x)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

        // The fraction converges fast below the mean of the distribution; above it, the mirrored one does.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    /// <summary>By the method of Lentz, as modified by Thompson and Barnett.</summary>
    private static double Fraction(double first, double second, double x)
    {
        var c = 1.0;
        var d = 1 / Away(1 - ((first + second) * x / (first + 1)));
        var result = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (second - m) * x / ((first + (2 * m) - 1) * (first + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            result *= c * d;
            var odd = -(first + m) * (first + second + m) * x / ((first + (2 * m)) * (first + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            result *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
            {
                break;
            }
        }

        return result;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>Stirling's series (DLMF 5.11.1) after the argument was raised to 10 or more.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        while (x < 10)
        {
            shift += Math.Log(x);
            x++;
        }

        var inverse = 1 / (x * x);
        var series = ((((((1.0 / 1188 * inverse) - (1.0 / 1680)) * inverse) + (1.0 / 1260)) * inverse - (1.0 / 360)) * inverse + (1.0 / 12)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
