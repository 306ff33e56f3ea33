using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Grows a segment by one observation after the other until it changes or the series ends.</summary>
internal sealed class LookForward(SearchState state, SeriesDates dates)
{
    private const double GrowthToRefit = 1.33;

    /// <summary>Root of the observations that are compared less the most coefficients.</summary>
    private const double RootOfFreedom = 4;

    private readonly SeasonalNeighbours _neighbours = new(dates);
    private readonly double[] _peeked = new double[dates.Days.Length];
    private readonly Vector512<double>[] _residuals = new Vector512<double>[dates.Days.Length];
    private readonly int[] _peekedDates = new int[dates.Days.Length];
    private int _fitSpan;
    private bool _isCompared;

    internal void Run()
    {
        var (observations, parameters) = (state.Observations, state.Parameters);
        var (isFirst, hasChanged) = (true, false);
        var (coefficients, peekStart, peekEnd) = (0, 0, 0);
        while (GoesOn(isFirst))
        {
            var count = state.End - state.Start;
            coefficients = CoefficientsFor(count);
            var isFitted = isFirst || count < SeasonalNeighbours.Most || observations.Span(state.Start, state.End) >= GrowthToRefit * _fitSpan;
            if (isFitted)
            {
                Fit(coefficients);
            }

            var takesModel = parameters.NeedsFullPeek ? count <= SeasonalNeighbours.Most : isFirst || count < SeasonalNeighbours.Most;
            isFirst = false;
            (peekStart, peekEnd) = (state.End, Math.Min(state.End + state.Peek, observations.Count));
            var (least, nearest) = Magnitudes(peekStart, peekEnd, state.Scale(takesModel ? state.Model.Rmse : SeasonalRmse(peekEnd - 1)));
            if (least > state.ChangeThreshold)
            {
                hasChanged = true;
                break;
            }

            if (nearest > parameters.OutlierThreshold)
            {
                state.Remove(state.End);
            }
            else
            {
                state.End++;
            }
        }

        state.Add(
            observations.Day(state.Start), observations.Day(state.End - 1), observations.Day(peekStart), state.End - state.Start, hasChanged ? 1 : 0, coefficients,
            Medians.Of(_residuals.AsSpan(0, peekEnd - peekStart), _peeked), _peekedDates.AsSpan(0, peekEnd - peekStart));
    }

    private bool GoesOn(bool isFirst) => state.Parameters.NeedsFullPeek
        ? state.End + state.Peek <= state.Observations.Count
        : isFirst || state.End + state.Peek < state.Observations.Count;

    private int CoefficientsFor(int count)
    {
        var parameters = state.Parameters;
        var share = (double)count / parameters.ObservationsPerCoefficient;
        if (share < parameters.MiddleCoefficients)
        {
            return parameters.FewestCoefficients;
        }

        return share < parameters.MostCoefficients ? parameters.MiddleCoefficients : parameters.MostCoefficients;
    }

    private void Fit(int coefficients)
    {
        state.Fitter.Fit(state.Observations, state.Start, state.End, coefficients, state.Model);
        _fitSpan = state.Observations.Span(state.Start, state.End);
        _isCompared = false;
    }

    /// <summary>Of the residuals of the fitted observations that are nearest in season to another one.</summary>
    private Vector512<double> SeasonalRmse(int position)
    {
        if (!_isCompared)
        {
            _neighbours.Take(state.Observations, state.Start, FitEnd());
            _isCompared = true;
        }

        return Vector512.Sqrt(_neighbours.Sum(dates.Phases[state.Observations.Date(position)], state.Fitter.Squares)) / RootOfFreedom;
    }

    /// <summary>Behind the last observation that was fitted: the sums cover no other.</summary>
    private int FitEnd() => state.Start + state.Fitter.Count;

    /// <summary>The smallest magnitude of the observations ahead, and that of the first of them. Keeps their residuals.</summary>
    private (double Least, double Nearest) Magnitudes(int start, int end, Vector512<double> scale)
    {
        var (least, nearest) = (double.PositiveInfinity, 0.0);
        for (var position = start; position < end; position++)
        {
            var residual = state.Residual(position);
            (_residuals[position - start], _peekedDates[position - start]) = (residual, state.Observations.Date(position));
            var magnitude = state.SumOfSquares(residual / scale);
            least = Math.Min(least, magnitude);
            nearest = position == start ? magnitude : nearest;
        }

        return (least, nearest);
    }
}
