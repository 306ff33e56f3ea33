namespace Graticule.Analysis.Change.Ccdc;

/// <summary>A segment of a pixel's series that one model describes. Days count from 1 on 1 January of year 1 (proleptic Gregorian).</summary>
/// <param name="StartDay">Day of the first observation.</param>
/// <param name="EndDay">Day of the last observation.</param>
/// <param name="BreakDay">Day of the first observation that the model does not describe; without a change, the last day.</param>
/// <param name="ObservationCount">Observations in it.</param>
/// <param name="ChangeProbability">1: it ends by a change; 0: not.</param>
/// <param name="CurveQa">Number of coefficients; 14, 24: fits before the first and after the last segment; 44: few clear observations; 54: snow.</param>
/// <param name="Bands">Blue, green, red, near infrared, both short-wave infrared, thermal.</param>
public sealed record ChangeModel(
    int StartDay, int EndDay, int BreakDay, int ObservationCount, double ChangeProbability, int CurveQa, IReadOnlyList<BandModel> Bands);

/// <summary>The model of a band: intercept + c0 t + c1 cos wt + c2 sin wt + c3 cos 2wt + c4 sin 2wt + c5 cos 3wt + c6 sin 3wt.</summary>
/// <param name="Rmse">Root mean square of the residuals, in units of the band.</param>
/// <param name="Coefficients">Seven; those that were not fitted are 0.</param>
/// <param name="Intercept">At day 0.</param>
/// <param name="Magnitude">Median of the absolute residuals of the observations after it, at least 0.</param>
public sealed record BandModel(double Rmse, IReadOnlyList<double> Coefficients, double Intercept, double Magnitude);
