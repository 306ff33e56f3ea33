using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Which observations of a pixel are used, and how the pixel is treated.</summary>
internal sealed class PixelFilter(CcdcParameters parameters, SeriesDates dates)
{
    /// <summary>Kelvin x 10 to degrees Celsius x 100.</summary>
    private const int CelsiusFactor = 10;
    private const int CelsiusShift = 27_315;

    private const int QaRow = PixelSeries.Bands;

    private readonly QaClass[] _classes = new QaClass[dates.Days.Length];
    private readonly double[] _greens = new double[dates.Days.Length];
    private readonly int[] _counts = new int[(int)QaClass.Unknown];
    private readonly double[] _lanes = new double[(parameters.Bands + Lanes - 1) / Lanes * Lanes];
    private readonly int[] _rows = [.. parameters.Rows];
    private int _before;

    private static int Lanes => Vector512<double>.Count;

    /// <summary>Reads the quality band.</summary>
    /// <returns>How the pixel is treated, and the shares of cloud, snow and water.</returns>
    /// <exception cref="CcdcException">A number has no meaning.</exception>
    internal (CcdcProcedure Procedure, double Cloud, double Snow, double Water) Classify(PixelSeries pixel)
    {
        for (var i = 0; i < _classes.Length; i++)
        {
            var number = RowOf(pixel, i, _rows[QaRow]);
            _classes[i] = QaClasses.Of(number, parameters.Qa);
            if (_classes[i] == QaClass.Unknown)
            {
                throw new CcdcException($"The quality {number} of day {dates.Days[i]} has no meaning: it must say fill, clear, water, shadow, snow or cloud.");
            }
        }

        return Count();
    }

    /// <summary>Takes what the observations show as it is.</summary>
    internal (CcdcProcedure Procedure, double Cloud, double Snow, double Water) Classify(ReadOnlySpan<QaClass> shown)
    {
        shown.CopyTo(_classes);
        return Count();
    }

    /// <summary>Fills the observations with those that are used.</summary>
    /// <param name="pixel">Classified just before.</param>
    /// <param name="procedure">How it is treated.</param>
    /// <param name="wraps">Whether numbers are of 16 bits, in which the conversion of temperatures runs over.</param>
    /// <param name="observations">Emptied first.</param>
    internal void Fill(PixelSeries pixel, CcdcProcedure procedure, bool wraps, Observations observations)
    {
        Begin(observations);
        for (var date = 0; date < _classes.Length; date++)
        {
            if (!IsShown(date, procedure))
            {
                continue;
            }

            for (var band = 0; band < PixelSeries.Bands; band++)
            {
                _lanes[band] = RowOf(pixel, date, _rows[band]);
            }

            if (procedure == CcdcProcedure.Standard && parameters.Thermal is { } thermal)
            {
                _lanes[thermal] = Celsius((int)_lanes[thermal], wraps);
            }

            Add(date, procedure, observations);
        }

        End(procedure, observations);
    }

    /// <summary>Fills the observations with those that are used of numbers that may be no numbers: such observations are not.</summary>
    /// <param name="values">Date by date, the bands.</param>
    /// <param name="procedure">How the pixel is treated; it was classified just before.</param>
    /// <param name="observations">Emptied first.</param>
    internal void Fill(ReadOnlySpan<double> values, CcdcProcedure procedure, Observations observations)
    {
        Begin(observations);
        for (var date = 0; date < _classes.Length; date++)
        {
            if (!IsShown(date, procedure))
            {
                continue;
            }

            values.Slice(date * parameters.Bands, parameters.Bands).CopyTo(_lanes);
            if (procedure == CcdcProcedure.Standard && parameters.Thermal is { } thermal)
            {
                _lanes[thermal] = (CelsiusFactor * _lanes[thermal]) - CelsiusShift;
            }

            Add(date, procedure, observations);
        }

        End(procedure, observations);
    }

    private static int RowOf(PixelSeries pixel, int date, int row) => row == QaRow ? pixel.Qa[date] : pixel.Values[(date * PixelSeries.Bands) + row];

    private (CcdcProcedure Procedure, double Cloud, double Snow, double Water) Count()
    {
        Array.Clear(_counts);
        foreach (var shown in _classes)
        {
            _counts[(int)shown]++;
        }

        const double NotZero = 0.01;
        double clear = _counts[(int)QaClass.Clear];
        double water = _counts[(int)QaClass.Water];
        double snow = _counts[(int)QaClass.Snow];
        double all = _classes.Length - _counts[(int)QaClass.Fill];
        var snowShare = snow / (clear + water + snow + NotZero);
        var procedure = CcdcProcedure.InsufficientClear;
        if ((clear + water) / all >= parameters.ClearShare)
        {
            procedure = CcdcProcedure.Standard;
        }
        else if (snowShare >= parameters.SnowShare)
        {
            procedure = CcdcProcedure.PermanentSnow;
        }

        return (procedure, _counts[(int)QaClass.Cloud] / all, snowShare, water / (clear + water + NotZero));
    }

    private void Begin(Observations observations)
    {
        observations.Clear();
        _before = int.MinValue;
    }

    private bool IsShown(int date, CcdcProcedure procedure) => dates.Days[date] != _before
        && (_classes[date] is QaClass.Clear or QaClass.Water || (procedure == CcdcProcedure.PermanentSnow && _classes[date] == QaClass.Snow));

    /// <summary>Adds what lies in the lanes, if it is what bands can be. Of snow, whatever it is.</summary>
    private void Add(int date, CcdcProcedure procedure, Observations observations)
    {
        var isAnything = procedure == CcdcProcedure.PermanentSnow && _classes[date] == QaClass.Snow;
        for (var band = 0; band < parameters.Bands; band++)
        {
            var (least, most) = band == parameters.Thermal ? parameters.Temperatures : parameters.Reflectances;
            if (isAnything ? !double.IsFinite(_lanes[band]) : !(_lanes[band] > least && _lanes[band] < most))
            {
                return;
            }
        }

        _before = dates.Days[date];
        observations.Add(date, _lanes);
    }

    /// <summary>
    /// In the type of the input: a missing temperature of Landsat's 16 bits, -9999, runs over to 3767, which looks like one. So the dates of Landsat 8
    /// without temperatures take part, and the numbers of LCMAP depend on it.
    /// </summary>
    private static int Celsius(int kelvin, bool wraps)
    {
        var celsius = (CelsiusFactor * (long)kelvin) - CelsiusShift;
        return wraps ? unchecked((short)celsius) : (int)Math.Clamp(celsius, int.MinValue, int.MaxValue);
    }

    /// <summary>Where few observations are clear, bright ones are clouds that were missed.</summary>
    private void End(CcdcProcedure procedure, Observations observations)
    {
        if (procedure != CcdcProcedure.InsufficientClear || observations.Count == 0 || parameters.Green is not { } green)
        {
            return;
        }

        for (var i = 0; i < observations.Count; i++)
        {
            _greens[i] = observations.Value(i, green);
        }

        var limit = Medians.Of(_greens.AsSpan(0, observations.Count)) + parameters.GreenLimit;
        for (var i = observations.Count - 1; i >= 0; i--)
        {
            if (observations.Value(i, green) >= limit)
            {
                observations.RemoveAt(i);
            }
        }
    }
}
