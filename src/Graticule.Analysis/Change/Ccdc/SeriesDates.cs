using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The dates of a chip, and what depends on nothing but them: shared by all its pixels.</summary>
internal sealed class SeriesDates
{
    /// <summary>Numbers in a row of the design: trend, three harmonics, and 1.</summary>
    internal const int Width = 8;

    /// <summary>Quarter days in four years of 365.25 days: phases are whole numbers of them.</summary>
    private const int PhaseCircle = 1461;

    private readonly double _frequency;
    private readonly ConcurrentDictionary<int, double[]> _slow = [];

    /// <param name="days">In rising order.</param>
    /// <param name="daysOfYear">Of the harmonics.</param>
    internal SeriesDates(int[] days, double daysOfYear)
    {
        Days = days;
        Origin = days.Length == 0 ? 0 : days[days.Length / 2];
        _frequency = 2 * Math.PI / daysOfYear;
        Design = new double[days.Length * Width];
        Phases = Array.ConvertAll(days, static day => (int)(4L * day % PhaseCircle));
        ByPhase = [.. Enumerable.Range(0, days.Length).OrderBy(i => Phases[i])];
        for (var i = 0; i < days.Length; i++)
        {
            var row = Design.AsSpan(i * Width, Width);
            row[0] = days[i] - Origin;
            for (var harmonic = 1; harmonic <= 3; harmonic++)
            {
                (row[2 * harmonic], row[(2 * harmonic) - 1]) = Math.SinCos(harmonic * _frequency * days[i]);
            }

            row[7] = 1;
        }
    }

    internal int[] Days { get; }

    /// <summary>The day that the trend of the design counts from, so that its sums keep their digits.</summary>
    internal int Origin { get; }

    /// <summary>A row for each date: day less origin, cos wt, sin wt, cos 2wt, sin 2wt, cos 3wt, sin 3wt, 1; phases are those of the day itself.</summary>
    internal double[] Design { get; }

    /// <summary>The row of the design of a date.</summary>
    internal ref readonly double Row(int date) => ref MemoryMarshal.GetReference(Design.AsSpan(date * Width, Width));

    /// <summary>Quarter days since a year of 365.25 days began.</summary>
    internal int[] Phases { get; }

    /// <summary>Indexes of dates by phase, then date.</summary>
    internal int[] ByPhase { get; }

    /// <summary>How far apart in season, in quarter days.</summary>
    internal static int PhaseDistance(int one, int other)
    {
        var distance = Math.Abs(one - other);
        return Math.Min(distance, PhaseCircle - distance);
    }

    /// <summary>Cosine and sine, side by side for each date, of a harmonic of that many years.</summary>
    internal double[] SlowHarmonic(int years) => _slow.GetOrAdd(years, length =>
    {
        var values = new double[2 * Days.Length];
        for (var i = 0; i < Days.Length; i++)
        {
            (values[(2 * i) + 1], values[2 * i]) = Math.SinCos(_frequency / length * Days[i]);
        }

        return values;
    });
}
