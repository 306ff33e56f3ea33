using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// The lasso of all bands at once, by cyclic coordinate descent on the centred sums (Friedman, Hastie and Tibshirani 2010, doi
/// 10.18637/jss.v033.i01), penalty 1. Where it stops is part of the numbers: after a sweep that moved no coefficient by more than 1e-4 of the greatest,
/// if the duality gap is less than 1e-4 of the squares of the band, each band by itself.
/// </summary>
internal sealed class LassoFit(CcdcParameters parameters)
{
    private const double Tolerance = 1e-4;

    private static readonly int[] Three = [0, 1, 2];
    private static readonly int[] Five = [0, 1, 2, 3, 4];
    private static readonly int[] Seven = [0, 1, 2, 3, 4, 5, 6];
    private static readonly int[] WithoutSecond = [0, 1, 2, 5, 6];

    private readonly double[] _gram = new double[64];
    private readonly double[] _means = new double[8];
    private readonly Vector512<double>[] _products = new Vector512<double>[8];
    private Vector512<double> _squares;
    private Vector512<double> _bandMeans;

    /// <summary>Fits a model with a number of coefficients to the range that the sums cover.</summary>
    internal void Fit(FitSums sums, int coefficients, FittedModel model)
    {
        var columns = ColumnsOf(coefficients);
        Center(sums, columns);
        Array.Clear(model.Weights);
        Descend(columns, sums.Count, model.Weights);
        var intercept = _bandMeans;
        foreach (var column in columns)
        {
            intercept -= _means[column] * model.Weights[column];
        }

        model.Intercept = intercept;
        model.Coefficients = coefficients;
    }

    private int[] ColumnsOf(int coefficients)
    {
        if (coefficients < CcdcParameters.TwoHarmonics)
        {
            return Three;
        }

        if (coefficients < CcdcParameters.ThreeHarmonics)
        {
            return Five;
        }

        return parameters.HasSecondHarmonic ? Seven : WithoutSecond;
    }

    private void Center(FitSums sums, int[] columns)
    {
        double count = sums.Count;
        _bandMeans = sums.WithBands(7) / count;
        _squares = sums.Squares - (count * _bandMeans * _bandMeans);
        foreach (var column in columns)
        {
            _means[column] = sums.Product(column, 7) / count;
            _products[column] = sums.WithBands(column) - (count * _means[column] * _bandMeans);
        }

        foreach (var column in columns)
        {
            foreach (var other in columns)
            {
                _gram[(column * 8) + other] = sums.Product(column, other) - (count * _means[column] * _means[other]);
            }
        }
    }

    private void Descend(int[] columns, int count, Vector512<double>[] weights)
    {
        var penalty = Vector512.Create((double)count);
        var running = Vector512.GreaterThan(_squares, Vector512<double>.Zero);
        for (var sweep = 1; sweep <= parameters.MostSweeps && Vector512.GreaterThanAny(Vector512.BitwiseAnd(running, Vector512<double>.One), Vector512<double>.Zero); sweep++)
        {
            var (greatest, step) = Sweep(columns, penalty, running, weights);
            var isSettled = Vector512.LessThanOrEqual(step, Tolerance * greatest) & running;
            if (sweep == parameters.MostSweeps || Vector512.EqualsAll(isSettled, Vector512<double>.Zero))
            {
                continue;
            }

            running = Vector512.AndNot(running, isSettled & (Vector512.LessThan(Gap(columns, penalty, weights), Tolerance * _squares) | Vector512.Equals(step, Vector512<double>.Zero)));
        }
    }

    private (Vector512<double> Greatest, Vector512<double> Step) Sweep(int[] columns, Vector512<double> penalty, Vector512<double> running, Vector512<double>[] weights)
    {
        var (greatest, step) = (Vector512<double>.Zero, Vector512<double>.Zero);
        foreach (var column in columns)
        {
            var norm = _gram[(column * 8) + column];
            if (norm <= 0)
            {
                continue;
            }

            var old = weights[column];
            var rest = Remainder(columns, column, weights) + (norm * old);
            var shrunk = Vector512.Max(Vector512.Abs(rest) - penalty, Vector512<double>.Zero) / norm;
            var next = Vector512.ConditionalSelect(running, Vector512.CopySign(shrunk, rest), old);
            weights[column] = next;
            greatest = Vector512.Max(greatest, Vector512.Abs(next));
            step = Vector512.Max(step, Vector512.Abs(next - old));
        }

        return (greatest, step);
    }

    /// <summary>Product of a column and the residuals.</summary>
    private Vector512<double> Remainder(int[] columns, int column, Vector512<double>[] weights)
    {
        var rest = _products[column];
        foreach (var other in columns)
        {
            rest = Vector512.FusedMultiplyAdd(Vector512.Create(-_gram[(column * 8) + other]), weights[other], rest);
        }

        return rest;
    }

    private Vector512<double> Gap(int[] columns, Vector512<double> penalty, Vector512<double>[] weights)
    {
        var (widest, size, fitted, explained) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        foreach (var column in columns)
        {
            var rest = Remainder(columns, column, weights);
            widest = Vector512.Max(widest, Vector512.Abs(rest));
            size += Vector512.Abs(weights[column]);
            explained += weights[column] * _products[column];
            fitted += weights[column] * rest;
        }

        // R'y = y'y - w'X'y, and R'R = R'y - w'X'R.
        var withBand = _squares - explained;
        var residual = withBand - fitted;
        var scale = Vector512.ConditionalSelect(Vector512.GreaterThan(widest, penalty), penalty / widest, Vector512<double>.One);
        return (residual * (Vector512<double>.One + (scale * scale)) / 2) + (penalty * size) - (scale * withBand);
    }
}
