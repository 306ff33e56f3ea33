using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Which observations of a pixel are used, and how the pixel is treated.</summary>
internal sealed class PixelFilter(CcdcParameters parameters, SeriesDates dates)
{
    private const int Thermal = PixelSeries.Bands - 1;
    private const int Green = 1;
    private const int LeastThermal = -9320;
    private const int MostThermal = 7070;
    private const int MostReflectance = 10_000;

    /// <summary>Kelvin x 10 to degrees Celsius x 100.</summary>
    private const int CelsiusFactor = 10;
    private const int CelsiusShift = 27_315;

    private readonly QaClass[] _classes = new QaClass[dates.Days.Length];
    private readonly double[] _greens = new double[dates.Days.Length];
    private readonly int[] _counts = new int[(int)QaClass.Unknown];

    /// <summary>Reads the quality band.</summary>
    /// <returns>How the pixel is treated, and the shares of cloud, snow and water.</returns>
    /// <exception cref="CcdcException">A number has no meaning.</exception>
    internal (CcdcProcedure Procedure, double Cloud, double Snow, double Water) Classify(ReadOnlySpan<int> qa)
    {
        Array.Clear(_counts);
        for (var i = 0; i < qa.Length; i++)
        {
            _classes[i] = QaClasses.Of(qa[i], parameters.Qa);
            if (_classes[i] == QaClass.Unknown)
            {
                throw new CcdcException($"The quality {qa[i]} of day {dates.Days[i]} has no meaning: it must say fill, clear, water, shadow, snow or cloud.");
            }

            _counts[(int)_classes[i]]++;
        }

        const double NotZero = 0.01;
        double clear = _counts[(int)QaClass.Clear];
        double water = _counts[(int)QaClass.Water];
        double snow = _counts[(int)QaClass.Snow];
        double all = qa.Length - _counts[(int)QaClass.Fill];
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

    /// <summary>Fills the observations with those that are used.</summary>
    /// <param name="pixel">Classified just before.</param>
    /// <param name="procedure">How it is treated.</param>
    /// <param name="wraps">Whether numbers are of 16 bits, in which the conversion of temperatures runs over.</param>
    /// <param name="observations">Emptied first.</param>
    internal void Fill(PixelSeries pixel, CcdcProcedure procedure, bool wraps, Observations observations)
    {
        observations.Clear();
        var before = int.MinValue;
        Span<double> lanes = stackalloc double[PixelSeries.Bands + 1];
        lanes[^1] = 0;
        for (var date = 0; date < _classes.Length; date++)
        {
            var values = pixel.Values.Slice(date * PixelSeries.Bands, PixelSeries.Bands);
            var thermal = procedure == CcdcProcedure.Standard ? Celsius(values[Thermal], wraps) : values[Thermal];
            if (!IsUsed(_classes[date], procedure, values, thermal) || dates.Days[date] == before)
            {
                continue;
            }

            before = dates.Days[date];
            for (var band = 0; band < Thermal; band++)
            {
                lanes[band] = values[band];
            }

            lanes[Thermal] = thermal;
            observations.Add(date, Vector512.Create<double>(lanes));
        }

        if (procedure == CcdcProcedure.InsufficientClear)
        {
            DropBright(observations);
        }
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

    private static bool IsUsed(QaClass shown, CcdcProcedure procedure, ReadOnlySpan<int> values, int thermal)
    {
        if (procedure == CcdcProcedure.PermanentSnow && shown == QaClass.Snow)
        {
            return true;
        }

        if (shown is not (QaClass.Clear or QaClass.Water) || thermal is <= LeastThermal or >= MostThermal)
        {
            return false;
        }

        foreach (var value in values[..Thermal])
        {
            if (value is <= 0 or >= MostReflectance)
            {
                return false;
            }
        }

        return true;
    }

    private void DropBright(Observations observations)
    {
        if (observations.Count == 0)
        {
            return;
        }

        for (var i = 0; i < observations.Count; i++)
        {
            _greens[i] = observations.Value(i, Green);
        }

        var limit = Medians.Of(_greens.AsSpan(0, observations.Count)) + parameters.GreenLimit;
        for (var i = observations.Count - 1; i >= 0; i--)
        {
            if (observations.Value(i, Green) >= limit)
            {
                observations.RemoveAt(i);
            }
        }
    }
}
