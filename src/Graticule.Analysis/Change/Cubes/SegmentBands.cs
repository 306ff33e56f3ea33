using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>A segment as numbers, in the order in which cubes and tables have them.</summary>
internal static class SegmentBands
{
    /// <summary>Of a model at a date: what it says there.</summary>
    internal const string Value = "value";

    /// <summary>Of the segment.</summary>
    internal static IReadOnlyList<string> Facts { get; } = ["start", "end", "break", "probability", "observations", "curve_qa"];

    /// <summary>Of each of its bands, behind the name of the band.</summary>
    internal static IReadOnlyList<string> OfModel { get; } = ["intercept", "slope", "cos1", "sin1", "cos2", "sin2", "cos3", "sin3", "rmse", "magnitude"];

    internal static double DayOf(int day, DayForm form)
    {
        const int Epoch = 719_163;
        if (day < 1 || form == DayForm.Ordinal)
        {
            return form == DayForm.Ordinal ? day : double.NaN;
        }

        if (form == DayForm.Unix)
        {
            return day - Epoch;
        }

        var date = DateOnly.FromDayNumber(day - 1);
        return date.Year + ((date.DayOfYear - 1.0) / (DateTime.IsLeapYear(date.Year) ? 366 : 365));
    }

    /// <summary>The model of a band, as it is told.</summary>
    internal static void Put(BandModel model, Span<double> numbers)
    {
        numbers[0] = model.Intercept;
        for (var i = 0; i < model.Coefficients.Count; i++)
        {
            numbers[i + 1] = model.Coefficients[i];
        }

        (numbers[^2], numbers[^1]) = (model.Rmse, model.Magnitude);
    }

    /// <summary>What a model says of a day.</summary>
    internal static double ValueAt(BandModel model, int day, CcdcParameters parameters)
    {
        var sum = model.Intercept + (model.Coefficients[0] * day);
        for (var harmonic = 1; harmonic <= 3; harmonic++)
        {
            // In the version without it, nothing is predicted with the second harmonic.
            if (harmonic != 2 || parameters.HasSecondHarmonic)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * harmonic / parameters.DaysOfYear * day);
                sum += (model.Coefficients[(2 * harmonic) - 1] * cosine) + (model.Coefficients[2 * harmonic] * sine);
            }
        }

        return sum;
    }
}
