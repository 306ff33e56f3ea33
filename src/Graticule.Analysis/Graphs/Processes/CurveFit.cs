namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Least squares for functions that are not linear in their parameters: the method of Levenberg and Marquardt (D. W. Marquardt, SIAM J. Appl.
/// Math. 11, 1963), with derivatives by differences.
/// </summary>
internal static class CurveFit
{
    private const int MostSteps = 200;

    /// <summary>Sums of squares that differ by less than this share of them are the same.</summary>
    private const double Tolerance = 1e-14;

    /// <summary>Parameters with which a function comes nearest to values.</summary>
    /// <param name="function">Gives the values of the function for parameters, one for each of <paramref name="values"/>.</param>
    /// <param name="values">What the function should give; at least as many as there are parameters.</param>
    /// <param name="start">Where the search begins.</param>
    internal static double[] Fit(Func<double[], double[]> function, double[] values, double[] start)
    {
        var (best, damping) = (start.ToArray(), 1e-3);
        var residuals = Residuals(function, values, best);
        var sum = SumOfSquares(residuals);
        for (var step = 0; step < MostSteps && sum > 0 && damping < 1e12; step++)
        {
            var (products, gradient) = Linearize(function, values, best, residuals);
            var isBetter = false;
            while (!isBetter && damping < 1e12)
            {
                var change = Solve(products, gradient, damping);
                var tried = best.Zip(change, (parameter, by) => parameter + by).ToArray();
                var triedResiduals = Residuals(function, values, tried);
                var triedSum = SumOfSquares(triedResiduals);
                isBetter = triedSum < sum;
                damping = isBetter ? Math.Max(damping / 10, 1e-15) : damping * 10;
                if (isBetter)
                {
                    var isDone = sum - triedSum <= Tolerance * sum;
                    (best, residuals, sum) = (tried, triedResiduals, triedSum);
                    damping = isDone ? double.PositiveInfinity : damping;
                }
            }
        }

        return best;
    }

    private static double[] Residuals(Func<double[], double[]> function, double[] values, double[] parameters) =>
        [.. function(parameters).Zip(values, (found, wanted) => wanted - found)];

    private static double SumOfSquares(double[] residuals)
    {
        var sum = residuals.Sum(residual => residual * residual);
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    /// <summary>The products of the derivatives with each other and with the residuals: the normal equations of the function's tangent.</summary>
    private static (double[,] Products, double[] Gradient) Linearize(
        Func<double[], double[]> function, double[] values, double[] parameters, double[] residuals)
    {
        var derivatives = new double[parameters.Length][];
        for (var i = 0; i < parameters.Length; i++)
        {
            var distance = 1e-6 * Math.Max(Math.Abs(parameters[i]), 1e-3);
            var (up, down) = (parameters.ToArray(), parameters.ToArray());
            up[i] += distance;
            down[i] -= distance;
            var (above, below) = (function(up), function(down));
            derivatives[i] = [.. Enumerable.Range(0, values.Length).Select(at => (above[at] - below[at]) / (up[i] - down[i]))];
        }

        var products = new double[parameters.Length, parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            for (var j = 0; j < parameters.Length; j++)
            {
                products[i, j] = Dot(derivatives[i], derivatives[j]);
            }
        }

        return (products, [.. derivatives.Select(derivative => Dot(derivative, residuals))]);
    }

    /// <summary>Solves the damped normal equations by elimination; a parameter without influence does not change.</summary>
    private static double[] Solve(double[,] products, double[] gradient, double damping)
    {
        var count = gradient.Length;
        var (matrix, result) = ((double[,])products.Clone(), gradient.ToArray());
        for (var i = 0; i < count; i++)
        {
            matrix[i, i] += matrix[i, i] == 0 ? 1 : damping * matrix[i, i];
        }

        for (var i = 0; i < count; i++)
        {
            for (var row = i + 1; row < count; row++)
            {
                var factor = matrix[row, i] / matrix[i, i];
                for (var column = i; column < count; column++)
                {
                    matrix[row, column] -= factor * matrix[i, column];
                }

                result[row] -= factor * result[i];
            }
        }

        for (var i = count - 1; i >= 0; i--)
        {
            for (var column = i + 1; column < count; column++)
            {
                result[i] -= matrix[i, column] * result[column];
            }

            result[i] /= matrix[i, i];
        }

        return result;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
