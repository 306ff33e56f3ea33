namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Cuts primaries into stretches that threads search, and lets their results out in order. The lengths follow what is found: few pairs, long
/// stretches. Thread safe.
/// </summary>
/// <param name="count">Number of primaries.</param>
/// <param name="row">Stretches are of so many primaries, or end with a row of so many, where they can.</param>
/// <param name="threads">Number of threads.</param>
internal sealed class Stretches(int count, int row, int threads)
{
    /// <summary>Pairs of a stretch that are aimed at: enough to be worth the handing over, few enough to lie in a cache.</summary>
    private const int Aim = 1 << 16;

    private readonly object _gate = new();
    private readonly int _longest = Math.Max(1, Math.Min(1 << 20, count / (4 * threads)));
    private double _pairsForPrimary = 8;
    private int _next;
    private int _number;
    private int _turn;
    private bool _isStopped;

    /// <summary>The next stretch; false: there is none.</summary>
    public bool TryNext(out int number, out int first, out int end)
    {
        lock (_gate)
        {
            (number, first) = (_number++, _next);
            var length = (int)Math.Clamp(Aim / Math.Max(_pairsForPrimary, 1e-6), 1, _longest);
            length = length > row ? length / row * row : length;
            length = first % row is var within and > 0 ? Math.Min(length, row - within) : length;
            end = _next = (int)Math.Min((long)first + length, count);
            return first < count && !_isStopped;
        }
    }

    /// <summary>Waits until all stretches before one are let out.</summary>
    /// <returns>False: the work was stopped.</returns>
    public bool WaitFor(int number)
    {
        lock (_gate)
        {
            while (_turn != number && !_isStopped)
            {
                Monitor.Wait(_gate);
            }

            return !_isStopped;
        }
    }

    /// <summary>A stretch is let out; the next one may follow.</summary>
    public void Done(int primaries, long pairs)
    {
        lock (_gate)
        {
            _turn++;
            _pairsForPrimary = (_pairsForPrimary + ((double)pairs / primaries)) / 2;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets no more stretches in or out.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }
}
