using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Fits models to ranges of the observations of a pixel, and keeps the squares of their residuals.</summary>
internal sealed class Fitter(CcdcParameters parameters, int dates)
{
    private readonly FitSums _sums = new();
    private readonly LassoFit _lasso = new(parameters);

    /// <summary>Squared residuals of the last fit, by position.</summary>
    internal Vector512<double>[] Squares { get; } = new Vector512<double>[dates];

    /// <summary>Observations of the last fit.</summary>
    internal int Count => _sums.Count;

    /// <summary>Positions mean other observations now.</summary>
    internal void Forget() => _sums.Forget();

    internal void Fit(Observations observations, int start, int end, int coefficients, FittedModel model)
    {
        _sums.Cover(observations, start, end);
        _lasso.Fit(_sums, coefficients, model);
        var sum = Vector512<double>.Zero;
        for (var i = start; i < end; i++)
        {
            var residual = observations.Values(i) - model.Fitted(in observations.Row(i));
            Squares[i] = residual * residual;
            sum += Squares[i];
        }

        double count = end - start;
        model.Rmse = Vector512.Sqrt(sum / (parameters.CorrectsDegreesOfFreedom ? count - coefficients : count));
    }
}
