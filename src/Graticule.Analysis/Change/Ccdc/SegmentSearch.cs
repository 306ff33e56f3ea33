namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The standard procedure: segments one after the other, and what lies before the first and after the last.</summary>
internal sealed class SegmentSearch(SearchState state, SeriesDates dates)
{
    /// <summary>Days between two looks of one satellite, that the peek is made for.</summary>
    private const double Revisit = 16;

    private const double Confidence = 0.01;

    private readonly Initialisation _initialisation = new(state, dates);
    private readonly LookForward _lookForward = new(state, dates);
    private readonly Variogram _variogram = new(dates.Days.Length);
    private readonly double[] _steps = new double[dates.Days.Length];
    private readonly Dictionary<int, double> _thresholds = [];

    /// <summary>Finds the segments of the state's observations.</summary>
    internal void Run()
    {
        var (parameters, observations) = (state.Parameters, state.Observations);
        if (observations.Count <= parameters.MinimumObservations)
        {
            return;
        }

        (state.Peek, state.ChangeThreshold) = Peek();
        state.Variogram = _variogram.Of(observations, Math.Min(parameters.Bands, CcdcParameters.TestedBands));
        (state.Start, state.End, state.PreviousEnd) = (0, parameters.MinimumObservations, 0);
        var mayStart = true;
        while (state.End <= observations.Count - parameters.MinimumObservations)
        {
            mayStart &= state.Models.Count == 0;
            if (!_initialisation.Run())
            {
                break;
            }

            LookBack.Run(state);
            if (state.Start - state.PreviousEnd > state.Peek && mayStart)
            {
                AddBefore();
                mayStart = false;
            }

            if (parameters.NeedsFullPeek && state.End + state.Peek > observations.Count)
            {
                break;
            }

            _lookForward.Run();
            state.PreviousEnd = state.End;
            (state.Start, state.End) = (state.End, state.End + parameters.MinimumObservations);
        }

        if (state.PreviousEnd + state.Peek < observations.Count)
        {
            state.AddPlain(state.PreviousEnd, observations.Count, observations.Day(observations.Count - 1), parameters.Codes.End);
        }
    }

    /// <summary>The segment before the first: its fit takes the model's place, which is fitted again next.</summary>
    private void AddBefore() => state.AddPlain(state.PreviousEnd, state.Start, state.Observations.Day(state.Start), state.Parameters.Codes.Start);

    /// <summary>How many observations ahead are looked at: as many as give the time of six looks 16 days apart; and the threshold that goes with them.</summary>
    private (int Peek, double Threshold) Peek()
    {
        var parameters = state.Parameters;
        if (!parameters.AdaptsPeek)
        {
            return (parameters.PeekSize, parameters.ChangeThreshold);
        }

        var observations = state.Observations;
        for (var i = 1; i < observations.Count; i++)
        {
            _steps[i - 1] = observations.Day(i) - observations.Day(i - 1);
        }

        var median = Medians.Of(_steps.AsSpan(0, observations.Count - 1));
        var peek = Math.Max(parameters.PeekSize, (int)Math.Round(parameters.PeekSize * Revisit / median, MidpointRounding.ToEven));
        if (peek == parameters.PeekSize)
        {
            return (peek, parameters.ChangeThreshold);
        }

        if (!_thresholds.TryGetValue(peek, out var threshold))
        {
            _thresholds[peek] = threshold = ChiSquare.Quantile(1 - Math.Pow(Confidence, (double)parameters.PeekSize / peek), parameters.DegreesOfFreedom);
        }

        return (peek, threshold);
    }
}
