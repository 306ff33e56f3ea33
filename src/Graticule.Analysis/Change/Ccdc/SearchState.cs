using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Where the search for segments in a pixel's series stands, and what it works with. A thread has one.</summary>
internal sealed class SearchState(CcdcParameters parameters, SeriesDates dates)
{
    private readonly Vector512<double> _detection = MaskOf(parameters.DetectionBands);

    internal CcdcParameters Parameters => parameters;

    internal Observations Observations { get; } = new(dates);

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

    internal void Add(int startDay, int endDay, int breakDay, int count, double probability, int curveQa, Vector512<double> magnitudes)
    {
        var intercept = Model.InterceptAtZero(dates.Origin);
        var bands = new BandModel[PixelSeries.Bands];
        for (var band = 0; band < bands.Length; band++)
        {
            var coefficients = new double[Model.Weights.Length];
            for (var column = 0; column < coefficients.Length; column++)
            {
                coefficients[column] = Model.Weights[column].GetElement(band);
            }

            bands[band] = new(Model.Rmse.GetElement(band), coefficients, intercept.GetElement(band), magnitudes.GetElement(band));
        }

        Models.Add(new(startDay, endDay, breakDay, count, probability, curveQa, bands));
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
