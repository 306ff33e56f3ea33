using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>How much a band differs between neighbouring dates: the median of absolute differences of observations more than 30 days apart.</summary>
internal sealed class Variogram(int dates)
{
    private const int LeastDays = 30;

    private readonly double[] _differences = new double[dates];
    private readonly Dictionary<int, int> _gaps = [];

    /// <summary>One lane a band.</summary>
    internal Vector512<double> Of(Observations observations, int bands)
    {
        for (var lag = 1; lag < observations.Count; lag++)
        {
            if (UsualGap(observations, lag) > LeastDays)
            {
                return Medians(observations, lag, LeastDays, bands);
            }
        }

        return Medians(observations, lag: 1, atLeast: -1, bands);
    }

    /// <summary>The most frequent number of days between an observation and the one that many after it; the smallest of them where several are.</summary>
    private int UsualGap(Observations observations, int lag)
    {
        _gaps.Clear();
        for (var i = 0; i + lag < observations.Count; i++)
        {
            var gap = observations.Day(i + lag) - observations.Day(i);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_gaps, gap, out _)++;
        }

        var (usual, most) = (0, 0);
        foreach (var (gap, count) in _gaps)
        {
            if (count > most || (count == most && gap < usual))
            {
                (usual, most) = (gap, count);
            }
        }

        return usual;
    }

    private Vector512<double> Medians(Observations observations, int lag, int atLeast, int bands)
    {
        var medians = Vector512<double>.Zero;
        for (var band = 0; band < bands; band++)
        {
            var count = 0;
            for (var i = 0; i + lag < observations.Count; i++)
            {
                if (observations.Day(i + lag) - observations.Day(i) > atLeast)
                {
                    _differences[count++] = Math.Abs(observations.Value(i + lag, band) - observations.Value(i, band));
                }
            }

            medians = medians.WithElement(band, count == 0 ? 0 : Ccdc.Medians.Of(_differences.AsSpan(0, count)));
        }

        return medians;
    }
}
