namespace Graticule.Tests.Analysis.Change.Ccdc.Plain;

/// <summary>The screen for outliers, by matrices that are solved by elimination.</summary>
internal static class PlainTmask
{
    private const double Year = 365.2425;

    /// <summary>Which observations of a window are outliers.</summary>
    internal static bool[] Flags(double[] days, double[][] bands, double[] variogram)
    {
        var years = Math.Ceiling((days[^1] - days[0]) / Year);
        double[][] design = [.. days.Select(day => Row(day, years))];
        var flags = new bool[days.Length];
        foreach (var band in (int[])[1, 4])
        {
            double[] values = [.. bands.Select(observed => observed[band])];
            var solution = Fit(design, values, isOneSided: true);
            for (var i = 0; i < flags.Length; i++)
            {
                flags[i] |= Math.Abs(Dot(design[i], solution) - values[i]) > 4.89 * variogram[band];
            }
        }

        return flags;
    }

    /// <summary>The robust fit.</summary>
    /// <param name="design">Rows.</param>
    /// <param name="values">One for each.</param>
    /// <param name="isOneSided">Whether it ends when no coefficient has risen, and not when none has moved.</param>
    internal static double[] Fit(double[][] design, double[] values, bool isOneSided)
    {
        var ones = Enumerable.Repeat(1.0, values.Length).ToArray();
        var solution = Solve(design, values, ones);
        double[] adjustments = [.. design.Select(row => 1 / Math.Sqrt(1 - Math.Min(0.9999, Leverage(design, row))))];
        double[] Residuals() => [.. values.Select((value, i) => value - Dot(design[i], solution))];
        if (Scale(Residuals()) < 2.2e-16)
        {
            return solution;
        }

        var mean = values.Average();
        var least = 2.2e-16 * Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        for (var round = 0; round < 4; round++)
        {
            double[] adjusted = [.. Residuals().Zip(adjustments, (residual, adjustment) => residual * adjustment)];
            var scale = Math.Max(least, Scale(adjusted)) * 4.685;
            var next = Solve(design, values, [.. adjusted.Select(residual => Math.Abs(residual / scale) < 1 ? Math.Pow(1 - Math.Pow(residual / scale, 2), 2) : 0)]);
            double[] steps = [.. next.Zip(solution, (to, from) => isOneSided ? to - from : Math.Abs(to - from))];
            solution = next;
            if (steps.All(step => step <= 1e-8))
            {
                break;
            }
        }

        return solution;
    }

    /// <summary>The year, the harmonic of all years unless it is the same, and a constant.</summary>
    internal static double[] Row(double day, double years)
    {
        const double Frequency = 2 * Math.PI / Year;
        double[] year = [Math.Cos(Frequency * day), Math.Sin(Frequency * day)];
        double[] slow = years > 1 ? [Math.Cos(Frequency / years * day), Math.Sin(Frequency / years * day)] : [];
        return [.. year, .. slow, 1];
    }

    /// <summary>Median of the sizes without the four smallest, as that of a normal distribution.</summary>
    private static double Scale(double[] residuals) =>
        PlainSeries.Median(residuals.Select(Math.Abs).Order().Skip(Math.Min(4, residuals.Length - 1))) / 0.6745;

    private static double Leverage(double[][] design, double[] row)
    {
        // h = x' (X'X)^-1 x: the solution of X'X z = x, times x.
        var columns = row.Length;
        var matrix = new double[columns][];
        for (var i = 0; i < columns; i++)
        {
            matrix[i] = [.. Enumerable.Range(0, columns).Select(j => design.Sum(other => other[i] * other[j])), row[i]];
        }

        return Dot(Eliminate(matrix), row);
    }

    private static double[] Solve(double[][] design, double[] values, double[] weights)
    {
        var columns = design[0].Length;
        var matrix = new double[columns][];
        for (var i = 0; i < columns; i++)
        {
            var column = i;
            matrix[i] =
            [
                .. Enumerable.Range(0, columns).Select(j => design.Select((row, k) => weights[k] * row[column] * row[j]).Sum()),
                design.Select((row, k) => weights[k] * row[column] * values[k]).Sum(),
            ];
        }

        return Eliminate(matrix);
    }

    /// <summary>Gauss and Jordan, with the largest pivot.</summary>
    private static double[] Eliminate(double[][] matrix)
    {
        var count = matrix.Length;
        for (var i = 0; i < count; i++)
        {
            var pivot = Enumerable.Range(i, count - i).MaxBy(row => Math.Abs(matrix[row][i]));
            (matrix[i], matrix[pivot]) = (matrix[pivot], matrix[i]);
            for (var row = 0; row < count; row++)
            {
                var factor = row == i ? 0 : matrix[row][i] / matrix[i][i];
                for (var column = i; factor != 0 && column <= count; column++)
                {
                    matrix[row][column] -= factor * matrix[i][column];
                }
            }
        }

        return [.. matrix.Select((row, i) => row[count] / row[i])];
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
