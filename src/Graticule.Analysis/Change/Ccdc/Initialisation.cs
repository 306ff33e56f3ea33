using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Finds a window in which a segment can begin: long enough, without outliers, and well described by the smallest model.</summary>
internal sealed class Initialisation(SearchState state, SeriesDates dates)
{
    private readonly OutlierScreen _screen = new(state.Parameters, dates);

    /// <summary>Moves the window until it is stable; outliers in it are taken out for good.</summary>
    /// <returns>Whether there is such a window; its model is then the state's.</returns>
    internal bool Run()
    {
        var (parameters, observations) = (state.Parameters, state.Observations);
        while (state.End + parameters.MinimumObservations < observations.Count)
        {
            if (observations.Span(state.Start, state.End) < parameters.MinimumDays)
            {
                state.End++;
                continue;
            }

            var flags = _screen.Flag(observations, state.Start, state.End, state.Variogram);
            if (!IsEnough(flags))
            {
                state.End++;
                continue;
            }

            Remove(flags);
            state.Fitter.Forget();
            state.Fitter.Fit(observations, state.Start, state.End, parameters.FewestCoefficients, state.Model);
            if (IsStable())
            {
                return true;
            }

            state.Start++;
            state.End++;
        }

        return false;
    }

    /// <summary>Whether what is not flagged is a window still.</summary>
    private bool IsEnough(ReadOnlySpan<bool> flags)
    {
        var (first, last) = (flags.IndexOf(false), flags.LastIndexOf(false));
        return first >= 0
            && flags.Count(false) >= state.Parameters.MinimumObservations
            && state.Observations.Day(state.Start + last) - state.Observations.Day(state.Start + first) >= state.Parameters.MinimumDays;
    }

    private void Remove(ReadOnlySpan<bool> flags)
    {
        var start = state.Start;
        for (var i = flags.Length - 1; i >= 0; i--)
        {
            if (flags[i])
            {
                state.Observations.RemoveAt(start + i);
                state.End--;
            }
        }
    }

    /// <summary>Whether neither the trend nor the first and last residuals look like change.</summary>
    private bool IsStable()
    {
        var (observations, model) = (state.Observations, state.Model);
        var trend = Vector512.Abs(model.Weights[0] * observations.Span(state.Start, state.End));
        var first = Fitted(state.Start);
        var last = Fitted(state.End - 1);
        return state.SumOfSquares((trend + first + last) / state.Scale(model.Rmse)) < state.ChangeThreshold;
    }

    private Vector512<double> Fitted(int position) =>
        Vector512.Abs(state.Observations.Values(position) - state.Model.Fitted(in state.Observations.Row(position)));
}
