namespace Graticule.Tests.Analysis.Change.Ccdc.Plain;

/// <summary>A model of seven bands over a range of observations.</summary>
internal sealed class PlainModel
{
    private readonly double[][] _weights;
    private readonly double[] _intercepts;

    internal PlainModel(double[] days, double[][] bands, int coefficients)
    {
        _weights = [.. Enumerable.Range(0, 7).Select(band => PlainLasso.Fit(days, [.. bands.Select(observed => observed[band])], coefficients, 1e-4))];
        double[] means = [.. Enumerable.Range(0, 7).Select(column => days.Average(day => PlainLasso.Column(column, day)))];
        _intercepts = [.. _weights.Select((weights, band) => bands.Average(observed => observed[band]) - weights.Zip(means, (weight, mean) => weight * mean).Sum())];
        Squares = [.. days.Select((day, i) => Enumerable.Range(0, 7).Select(band => Math.Pow(bands[i][band] - Predict(day, band), 2)).ToArray())];
        Rmse = [.. Enumerable.Range(0, 7).Select(band => Math.Sqrt(Squares.Sum(squares => squares[band]) / (days.Length - coefficients)))];
        Days = days;
    }

    internal double[] Days { get; }

    internal double[] Rmse { get; }

    /// <summary>Squared residuals of the observations that were fitted, by band.</summary>
    internal double[][] Squares { get; }

    internal double Slope(int band) => _weights[band][0];

    internal double Predict(double day, int band) => _intercepts[band] + _weights[band].Select((weight, column) => weight * PlainLasso.Column(column, day)).Sum();

    internal double[] Residuals(double day, double[] observed) => [.. observed.Select((value, band) => Math.Abs(value - Predict(day, band)))];

    internal double[] Coefficients(int band) => _weights[band];

    internal double Intercept(int band) => _intercepts[band];

    /// <summary>Of the 24 observations nearest in season to a day.</summary>
    internal double SeasonalRmse(double day, int band)
    {
        double[] distances = [.. Days.Select(other => other - day).Select(apart => Math.Abs((Math.Round(apart / 365.25, MidpointRounding.ToEven) * 365.25) - apart))];
        return Math.Sqrt(Enumerable.Range(0, Days.Length).OrderBy(i => distances[i]).Take(24).Sum(i => Squares[i][band])) / 4;
    }
}
