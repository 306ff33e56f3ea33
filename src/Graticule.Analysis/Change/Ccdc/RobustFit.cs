namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// Iteratively reweighted least squares with Tukey's bisquare (Holland and Welsch 1977, doi 10.1080/03610927708827533), few rounds, residuals
/// adjusted by their leverages.
/// </summary>
internal sealed class RobustFit(int most)
{
    private const double Tuning = 4.685;
    private const double MostLeverage = 0.9999;
    private const double NormalScale = 0.6745;
    private const double SmallestStep = 1e-8;
    private const double Epsilon = 2.2e-16;
    private const int MostRounds = 4;

    /// <summary>Absolute residuals that the scale leaves out: the smallest ones, as many as the design has columns besides the constant.</summary>
    private const int LeftOut = 4;

    private readonly SmallLeastSquares _squares = new();
    private readonly double[] _adjustments = new double[most];
    private readonly double[] _residuals = new double[most];
    private readonly double[] _sorted = new double[most];
    private readonly double[] _weights = new double[most];
    private readonly double[] _next = new double[SmallLeastSquares.Most];

    /// <summary>Fits.</summary>
    /// <param name="design">Rows, one after the other.</param>
    /// <param name="columns">Numbers in a row.</param>
    /// <param name="values">One for each row.</param>
    /// <param name="solution">For the coefficients; zeros where the columns are not independent.</param>
    internal void Fit(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> values, Span<double> solution)
    {
        solution.Clear();
        if (!_squares.Solve(design, columns, values, [], solution))
        {
            return;
        }

        var count = values.Length;
        for (var i = 0; i < count; i++)
        {
            _adjustments[i] = 1 / Math.Sqrt(1 - Math.Min(MostLeverage, _squares.Leverage(design.Slice(i * columns, columns))));
        }

        FindResiduals(design, columns, values, solution);
        if (Scale(count) < Epsilon)
        {
            return;
        }

        var least = Epsilon * Deviation(values);
        for (var round = 0; round < MostRounds; round++)
        {
            FindResiduals(design, columns, values, solution);
            Weigh(count, least);
            if (!_squares.Solve(design, columns, values, _weights.AsSpan(0, count), _next) || !HasIncreased(columns, solution))
            {
                break;
            }
        }
    }

    /// <summary>Takes the next coefficients. Only rises count as movement, so that a fit whose coefficients all fall is done.</summary>
    private bool HasIncreased(int columns, Span<double> solution)
    {
        var hasIncreased = false;
        for (var j = 0; j < columns; j++)
        {
            hasIncreased |= _next[j] - solution[j] > SmallestStep;
            solution[j] = _next[j];
        }

        return hasIncreased;
    }

    private void FindResiduals(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> values, ReadOnlySpan<double> solution)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var predicted = 0.0;
            for (var j = 0; j < columns; j++)
            {
                predicted += design[(i * columns) + j] * solution[j];
            }

            _residuals[i] = values[i] - predicted;
        }
    }

    private void Weigh(int count, double least)
    {
        for (var i = 0; i < count; i++)
        {
            _residuals[i] *= _adjustments[i];
        }

        var scale = Math.Max(least, Scale(count));
        for (var i = 0; i < count; i++)
        {
            var relative = _residuals[i] / scale / Tuning;
            var part = 1 - (relative * relative);
            _weights[i] = Math.Abs(relative) < 1 ? part * part : 0;
        }
    }

    /// <summary>Spread of the residuals.</summary>
    private double Scale(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _sorted[i] = Math.Abs(_residuals[i]);
        }

        Array.Sort(_sorted, 0, count);
        var left = Math.Min(LeftOut, count - 1);
        var (middle, rest) = (left + ((count - left) / 2), count - left);
        var median = rest % 2 == 1 ? _sorted[middle] : (_sorted[middle - 1] + _sorted[middle]) / 2;
        return median / NormalScale;
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }
}
