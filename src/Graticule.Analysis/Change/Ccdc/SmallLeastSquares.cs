namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Least squares with up to five columns by the normal equations and Cholesky's factors.</summary>
internal sealed class SmallLeastSquares
{
    internal const int Most = 5;

    /// <summary>Smallest pivot, relative to its diagonal, of a matrix that counts as regular.</summary>
    private const double Regular = 1e-13;

    private readonly double[] _factor = new double[Most * Most];
    private readonly double[] _right = new double[Most];

    /// <summary>Finds the weighted least squares solution.</summary>
    /// <param name="design">Rows, one after the other.</param>
    /// <param name="columns">Numbers in a row.</param>
    /// <param name="values">One for each row.</param>
    /// <param name="weights">One for each row; empty: all 1.</param>
    /// <param name="solution">One for each column; as it was where there is none.</param>
    /// <returns>Whether there is one: the columns are independent.</returns>
    internal bool Solve(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> solution)
    {
        Sum(design, columns, values, weights);
        if (!Factor(columns))
        {
            return false;
        }

        Forward(columns);
        for (var i = columns - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < columns; j++)
            {
                _right[i] -= _factor[(j * Most) + i] * _right[j];
            }

            _right[i] /= _factor[(i * Most) + i];
        }

        _right.AsSpan(0, columns).CopyTo(solution);
        return true;
    }

    /// <summary>The leverage of a row in the last solution without weights: its entry on the diagonal of the hat matrix.</summary>
    internal double Leverage(ReadOnlySpan<double> row)
    {
        row.CopyTo(_right);
        Forward(row.Length);
        var leverage = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            leverage += _right[i] * _right[i];
        }

        return leverage;
    }

    private void Sum(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Array.Clear(_factor);
        Array.Clear(_right);
        for (var i = 0; i < values.Length; i++)
        {
            var row = design.Slice(i * columns, columns);
            var weight = weights.IsEmpty ? 1 : weights[i];
            for (var j = 0; j < columns; j++)
            {
                var weighted = weight * row[j];
                _right[j] += weighted * values[i];
                for (var k = 0; k <= j; k++)
                {
                    _factor[(j * Most) + k] += weighted * row[k];
                }
            }
        }
    }

    private bool Factor(int columns)
    {
        for (var j = 0; j < columns; j++)
        {
            var diagonal = _factor[(j * Most) + j];
            var pivot = diagonal;
            for (var k = 0; k < j; k++)
            {
                pivot -= _factor[(j * Most) + k] * _factor[(j * Most) + k];
            }

            if (!(pivot > Regular * diagonal))
            {
                return false;
            }

            var root = Math.Sqrt(pivot);
            _factor[(j * Most) + j] = root;
            for (var i = j + 1; i < columns; i++)
            {
                var product = _factor[(i * Most) + j];
                for (var k = 0; k < j; k++)
                {
                    product -= _factor[(i * Most) + k] * _factor[(j * Most) + k];
                }

                _factor[(i * Most) + j] = product / root;
            }
        }

        return true;
    }

    private void Forward(int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            for (var k = 0; k < i; k++)
            {
                _right[i] -= _factor[(i * Most) + k] * _right[k];
            }

            _right[i] /= _factor[(i * Most) + i];
        }
    }
}
