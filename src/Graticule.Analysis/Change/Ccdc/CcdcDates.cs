namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The dates of a chip with all that is computed of them once, for the parameters of an algorithm.</summary>
public sealed class CcdcDates
{
    /// <param name="days">Days since 1 January of year 1, which is 1; in rising order; a day may be there twice, of which the first look that is used counts.</param>
    /// <param name="parameters">Of the algorithm.</param>
    /// <exception cref="ArgumentException">The days are not in order.</exception>
    public CcdcDates(int[] days, CcdcParameters parameters)
    {
        for (var i = 1; i < days.Length; i++)
        {
            if (days[i] < days[i - 1])
            {
                throw new ArgumentException($"The days must rise; {days[i]} follows {days[i - 1]}.", nameof(days));
            }
        }

        (Parameters, Series) = (parameters, new(days, parameters.DaysOfYear));
    }

    public CcdcParameters Parameters { get; }

    internal SeriesDates Series { get; }
}
