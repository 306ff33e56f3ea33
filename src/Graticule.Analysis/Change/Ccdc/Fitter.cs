using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Fits models to ranges of the observations of a pixel, and keeps the squares of their residuals.</summary>
/// <param name="parameters">Of the algorithm.</param>
/// <param name="dates">How many there are.</param>
/// <param name="group">Which bands (<see cref="Observations.Values(int, int)"/>).</param>
internal sealed class Fitter(CcdcParameters parameters, int dates, int group = 0)
{
    private readonly FitSums _sums = new(group);
    private readonly LassoFit _lasso = new(parameters);

    /// <summary>Squared residuals of the last fit, by position.</summary>
    internal Vector512<double>[] Squares { get; } = new Vector512<double>[dates];

    /// <summary>Observations of the last fit.</summary>
    internal int Count => _sums.Count;

    /// <summary>The range of the last fit, and how many coefficients it had.</summary>
    internal (int Start, int End, int Coefficients) Last { get; private set; }

    /// <summary>Positions mean other observations now.</summary>
    internal void Forget() => _sums.Forget();

    internal void Fit(Observations observations, int start, int end, int coefficients, FittedModel model)
    {
        Last = (start, end, coefficients);
        _sums.Cover(observations, start, end);
        _lasso.Fit(_sums, coefficients, model);
        var sum = Vector512<double>.Zero;
        for (var i = start; i < end; i++)
        {
            var residual = observations.Values(i, group) - model.Fitted(in observations.Row(i));
            Squares[i] = residual * residual;
            sum += Squares[i];
        }

        // Where nothing is left over, as parameters of one's own may have it, residuals are divided by 1.
        var count = end - start;
        model.Rmse = Vector512.Sqrt(sum / (parameters.CorrectsDegreesOfFreedom ? Math.Max(1, count - coefficients) : count));
    }
}
