using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// The observations of a fit window that are nearest in season to another one. They are kept in order of phase, so that the nearest are found by
/// going to both sides from there, and not by sorting at every step.
/// </summary>
internal sealed class SeasonalNeighbours(SeriesDates dates)
{
    internal const int Most = 24;

    private readonly int[] _positionOfDate = new int[dates.Days.Length];
    private readonly int[] _positions = new int[dates.Days.Length];
    private readonly int[] _phases = new int[dates.Days.Length];
    private readonly int[] _tied = new int[dates.Days.Length];
    private int _count;

    /// <summary>Takes the observations of a window.</summary>
    internal void Take(Observations observations, int start, int end)
    {
        Array.Fill(_positionOfDate, -1);
        for (var position = start; position < end; position++)
        {
            _positionOfDate[observations.Date(position)] = position;
        }

        _count = 0;
        foreach (var date in dates.ByPhase)
        {
            if (_positionOfDate[date] is var position and >= 0)
            {
                (_positions[_count], _phases[_count]) = (position, dates.Phases[date]);
                _count++;
            }
        }
    }

    /// <summary>Sum over the nearest ones; of those equally far, the earlier ones.</summary>
    /// <param name="phase">Of the other observation.</param>
    /// <param name="values">By position.</param>
    internal Vector512<double> Sum(int phase, Vector512<double>[] values)
    {
        var sum = Vector512<double>.Zero;
        if (_count <= Most)
        {
            for (var i = 0; i < _count; i++)
            {
                sum += values[_positions[i]];
            }

            return sum;
        }

        var found = Array.BinarySearch(_phases, 0, _count, phase);
        var right = found >= 0 ? found : ~found % _count;
        var left = right == 0 ? _count - 1 : right - 1;
        for (var taken = 0; taken < Most;)
        {
            var nearest = Math.Min(SeriesDates.PhaseDistance(_phases[left], phase), SeriesDates.PhaseDistance(_phases[right], phase));
            var tied = TakeTied(phase, nearest, _count - taken, ref left, ref right);
            if (taken + tied > Most)
            {
                Array.Sort(_tied, 0, tied);
                tied = Most - taken;
            }

            for (var i = 0; i < tied; i++)
            {
                sum += values[_tied[i]];
            }

            taken += tied;
        }

        return sum;
    }

    /// <summary>Gathers all that are as far as that on both sides, and passes them.</summary>
    private int TakeTied(int phase, int distance, int left, ref int toLeft, ref int toRight)
    {
        var tied = 0;
        while (tied < left && SeriesDates.PhaseDistance(_phases[toLeft], phase) == distance)
        {
            _tied[tied++] = _positions[toLeft];
            toLeft = toLeft == 0 ? _count - 1 : toLeft - 1;
        }

        while (tied < left && SeriesDates.PhaseDistance(_phases[toRight], phase) == distance)
        {
            _tied[tied++] = _positions[toRight];
            toRight = toRight == _count - 1 ? 0 : toRight + 1;
        }

        return tied;
    }
}
