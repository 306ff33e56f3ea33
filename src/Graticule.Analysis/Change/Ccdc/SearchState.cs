using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Where the search for segments in a pixel's series stands, and what it works with. A thread has one.</summary>
internal sealed class SearchState(CcdcParameters parameters, SeriesDates dates)
{
    private readonly Vector512<double> _detection = MaskOf(parameters.DetectionBands);
    private readonly FurtherBands[] _further =
        [.. Enumerable.Range(1, (parameters.Bands - 1) / Vector512<double>.Count).Select(group => new FurtherBands(parameters, dates, group))];

    internal CcdcParameters Parameters => parameters;

    internal Observations Observations { get; } = new(dates, parameters.Bands);

    internal Fitter Fitter { get; } = new(parameters, dates.Days.Length);

    internal FittedModel Model { get; } = new(parameters);

    internal List<ChangeModel> Models { get; } = [];

    /// <summary>One lane a band.</summary>
    internal Vector512<double> Variogram { get; set; }

    internal int Peek { get; set; }

    internal double ChangeThreshold { get; set; }

    /// <summary>First position of the window.</summary>
    internal int Start { get; set; }

    /// <summary>Behind its last one.</summary>
    internal int End { get; set; }

    /// <summary>Behind the last position of the segment before.</summary>
    internal int PreviousEnd { get; set; }

    /// <summary>The least that residuals are measured in: how much the bands differ anyway.</summary>
    internal Vector512<double> Scale(Vector512<double> rmse) => Vector512.Max(Variogram, rmse);

    /// <summary>Sum of the squares of the bands that tell change.</summary>
    internal double SumOfSquares(Vector512<double> values) =>
        Vector512.Sum(Vector512.ConditionalSelect(_detection, values * values, Vector512<double>.Zero));

    /// <summary>What the model misses of an observation.</summary>
    internal Vector512<double> Residual(int position) => Vector512.Abs(Observations.Values(position) - Model.Predicted(in Observations.Row(position)));

    /// <summary>Takes an observation out, before or behind the window.</summary>
    internal void Remove(int position)
    {
        Observations.RemoveAt(position);
        if (position < End)
        {
            Fitter.Forget();
            End--;
        }

        if (position < Start)
        {
            Start--;
        }
    }

    /// <summary>Fits a range with the fewest coefficients, and adds it as a segment without a change.</summary>
    internal void AddPlain(int start, int end, int breakDay, int curveQa)
    {
        Fitter.Forget();
        Fitter.Fit(Observations, start, end, parameters.FewestCoefficients, Model);
        Add(Observations.Day(start), Observations.Day(end - 1), breakDay, end - start, probability: 0, curveQa, Vector512<double>.Zero);
        Fitter.Forget();
    }

    /// <param name="startDay">Of the segment, whose model was fitted last.</param>
    /// <param name="endDay">Its last day.</param>
    /// <param name="breakDay">The day that it breaks on.</param>
    /// <param name="count">Observations in it.</param>
    /// <param name="probability">Of a change.</param>
    /// <param name="curveQa">What kind of fit it is.</param>
    /// <param name="magnitudes">Of the bands that are tested.</param>
    /// <param name="peeked">Indexes of the dates that magnitudes are told of; none: they are 0.</param>
    internal void Add(
        int startDay, int endDay, int breakDay, int count, double probability, int curveQa, Vector512<double> magnitudes, ReadOnlySpan<int> peeked = default)
    {
        var bands = new BandModel[parameters.Bands];
        Take(Model, magnitudes, bands.AsSpan(0, Math.Min(bands.Length, Vector512<double>.Count)));
        for (var group = 1; group <= _further.Length; group++)
        {
            var further = _further[group - 1];
            further.Fit(Observations, Fitter.Last);
            var first = group * Vector512<double>.Count;
            Take(further.Model, further.Magnitudes(Observations, peeked), bands.AsSpan(first, Math.Min(bands.Length - first, Vector512<double>.Count)));
        }

        Models.Add(new(startDay, endDay, breakDay, count, probability, curveQa, bands));
    }

    /// <summary>Takes the bands out of the lanes of a model.</summary>
    private void Take(FittedModel model, Vector512<double> magnitudes, Span<BandModel> bands)
    {
        var intercept = model.InterceptAtZero(dates.Origin);
        for (var band = 0; band < bands.Length; band++)
        {
            var coefficients = new double[model.Weights.Length];
            for (var column = 0; column < coefficients.Length; column++)
            {
                coefficients[column] = model.Weights[column].GetElement(band);
            }

            bands[band] = new(model.Rmse.GetElement(band), coefficients, intercept.GetElement(band), magnitudes.GetElement(band));
        }
    }

    private static Vector512<double> MaskOf(IEnumerable<int> bands)
    {
        var mask = Vector512<long>.Zero;
        foreach (var band in bands)
        {
            mask = mask.WithElement(band, -1);
        }

        return mask.AsDouble();
    }
}
