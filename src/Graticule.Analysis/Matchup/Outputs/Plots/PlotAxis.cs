using System.Globalization;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>A range of values along an axis, with the round numbers to be written there.</summary>
/// <param name="Least">At its beginning; of a logarithmic axis the logarithm.</param>
/// <param name="Most">At its end.</param>
/// <param name="IsLogarithmic">Whether values are powers of ten of what lies along it.</param>
internal sealed record PlotAxis(double Least, double Most, bool IsLogarithmic = false)
{
    private const int MostTicks = 8;

    /// <summary>Around values, with a margin.</summary>
    internal static PlotAxis Around(double least, double most, bool isLogarithmic = false)
    {
        if (!double.IsFinite(least) || !double.IsFinite(most))
        {
            return new(0, 1, isLogarithmic);
        }

        var margin = most > least ? (most - least) * 0.05 : Math.Max(Math.Abs(most) * 0.05, 0.5);
        return new(least - margin, most + margin, isLogarithmic);
    }

    /// <summary>Share of the axis before a value.</summary>
    internal double ShareOf(double value) => (value - Least) / (Most - Least);

    /// <summary>Places on it, and what is written there.</summary>
    internal IEnumerable<(double Place, string Text)> Ticks()
    {
        if (IsLogarithmic && Most - Least >= 1)
        {
            for (var power = (int)Math.Ceiling(Least); power <= Most; power++)
            {
                yield return (power, Text(Math.Pow(10, power), 0));
            }

            yield break;
        }

        var step = Step();
        var digits = Math.Max(0, -(int)Math.Floor(Math.Log10(step)));
        for (var number = Math.Ceiling(Least / step); number * step <= Most; number++)
        {
            yield return (number * step, IsLogarithmic ? Text(Math.Pow(10, number * step), 0) : Text(number * step, digits));
        }
    }

    /// <summary>A round number by which few ticks lie apart: 1, 2 or 5 times a power of ten.</summary>
    internal double Step()
    {
        var rough = (Most - Least) / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }

    /// <summary>A number as it is written at an axis or in a legend.</summary>
    internal static string Text(double value, int digits) => Math.Abs(value) switch
    {
        0 => "0",
        < 1e-3 or >= 1e6 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        _ => digits > 0 ? value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture),
    };
}
