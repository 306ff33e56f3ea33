using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Bands that are not tested: they get the models of the segments that the others have. Bands are fitted each by itself, so that nothing is lost.</summary>
/// <param name="parameters">Of the algorithm.</param>
/// <param name="dates">Of the pixel.</param>
/// <param name="group">Which of them, from 1.</param>
internal sealed class FurtherBands(CcdcParameters parameters, SeriesDates dates, int group)
{
    private readonly Fitter _fitter = new(parameters, dates.Days.Length, group);
    private readonly double[] _residuals = new double[dates.Days.Length];
    private readonly Vector512<double>[] _peeked = new Vector512<double>[dates.Days.Length];

    internal FittedModel Model { get; } = new(parameters);

    /// <summary>Fits the range that the tested bands were fitted to last.</summary>
    internal void Fit(Observations observations, (int Start, int End, int Coefficients) last)
    {
        _fitter.Forget();
        _fitter.Fit(observations, last.Start, last.End, last.Coefficients, Model);
    }

    /// <summary>Medians of what the model misses of observations.</summary>
    /// <param name="observations">Of the pixel.</param>
    /// <param name="peeked">Indexes of their dates; some may have been taken out since.</param>
    internal Vector512<double> Magnitudes(Observations observations, ReadOnlySpan<int> peeked)
    {
        for (var i = 0; i < peeked.Length; i++)
        {
            _peeked[i] = Vector512.Abs(observations.Further(group, peeked[i]) - Model.Predicted(in dates.Row(peeked[i])));
        }

        return Medians.Of(_peeked.AsSpan(0, peeked.Length), _residuals);
    }
}
