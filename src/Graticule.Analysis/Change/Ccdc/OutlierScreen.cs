using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Finds clouds and shadows that the quality band has missed in a window (Tmask: Zhu and Woodcock 2014, doi 10.1016/j.rse.2014.06.012).</summary>
internal sealed class OutlierScreen(CcdcParameters parameters, SeriesDates dates)
{
    private const int MostColumns = SmallLeastSquares.Most;

    private readonly RobustFit _fit = new(dates.Days.Length);
    private readonly double[] _design = new double[dates.Days.Length * MostColumns];
    private readonly double[] _values = new double[dates.Days.Length];
    private readonly double[] _solution = new double[MostColumns];
    private readonly bool[] _flags = new bool[dates.Days.Length];

    /// <summary>Flags by position less start; valid until the next call.</summary>
    internal ReadOnlySpan<bool> Flag(Observations observations, int start, int end, Vector512<double> variogram)
    {
        var columns = FillDesign(observations, start, end);
        var flags = _flags.AsSpan(0, end - start);
        flags.Clear();
        foreach (var band in parameters.OutlierBands)
        {
            for (var i = 0; i < flags.Length; i++)
            {
                _values[i] = observations.Value(start + i, band);
            }

            _fit.Fit(_design.AsSpan(0, flags.Length * columns), columns, _values.AsSpan(0, flags.Length), _solution.AsSpan(0, columns));
            var limit = parameters.OutlierMultiple * variogram.GetElement(band);
            for (var i = 0; i < flags.Length; i++)
            {
                var predicted = 0.0;
                for (var j = 0; j < columns; j++)
                {
                    predicted += _design[(i * columns) + j] * _solution[j];
                }

                flags[i] |= Math.Abs(predicted - _values[i]) > limit;
            }
        }

        return flags;
    }

    /// <summary>
    /// The year, a harmonic of as many years as the window touches, and a constant. A window of a single year has the year only: the same columns
    /// twice would leave the fit without a solution.
    /// </summary>
    private int FillDesign(Observations observations, int start, int end)
    {
        var years = (int)Math.Ceiling(observations.Span(start, end) / parameters.DaysOfYear);
        var slow = years > 1 ? dates.SlowHarmonic(years) : null;
        var columns = 2 + (slow is null ? 0 : 2) + (parameters.ScreensWithConstant ? 1 : 0);
        for (var i = start; i < end; i++)
        {
            var date = observations.Date(i);
            var row = _design.AsSpan((i - start) * columns, columns);
            dates.Design.AsSpan((date * SeriesDates.Width) + 1, 2).CopyTo(row);
            slow?.AsSpan(2 * date, 2).CopyTo(row[2..]);
            if (parameters.ScreensWithConstant)
            {
                row[^1] = 1;
            }
        }

        return columns;
    }
}
