namespace Graticule.Analysis.Matchup.Matching;

/// <summary>A pair of one primary with the difference of its times.</summary>
internal readonly record struct TimedPair(double Distance, long Difference, int Set, int Secondary);

/// <summary>Puts the pairs of one primary in order. Used by one thread.</summary>
internal sealed class PairOrder
{
    /// <summary>Up to that many are sorted by insertion.</summary>
    private const int Few = 24;

    private double[] _keys = [];
    private int[] _places = [];
    private TimedPair[] _pairs = [];

    /// <summary>By distance, then time, then set, then index.</summary>
    public void Sort(Span<TimedPair> pairs)
    {
        if (pairs.Length <= Few)
        {
            Insert(pairs);
            return;
        }

        if (_keys.Length < pairs.Length)
        {
            var length = Math.Max(pairs.Length, 2 * _keys.Length);
            (_keys, _places, _pairs) = (new double[length], new int[length], new TimedPair[length]);
        }

        for (var k = 0; k < pairs.Length; k++)
        {
            (_keys[k], _places[k], _pairs[k]) = (pairs[k].Distance, k, pairs[k]);
        }

        _keys.AsSpan(0, pairs.Length).Sort(_places.AsSpan(0, pairs.Length));
        for (var k = 0; k < pairs.Length; k++)
        {
            pairs[k] = _pairs[_places[k]];
        }

        SettleTies(pairs);
    }

    /// <summary>Less than 0: <paramref name="a"/> comes first.</summary>
    public static int Compare(in TimedPair a, in TimedPair b) =>
        a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : CompareTied(a, b);

    private static int CompareTied(in TimedPair a, in TimedPair b)
    {
        var time = Math.Abs(a.Difference).CompareTo(Math.Abs(b.Difference));
        return time != 0 ? time : a.Set != b.Set ? a.Set.CompareTo(b.Set) : a.Secondary.CompareTo(b.Secondary);
    }

    private static void Insert(Span<TimedPair> pairs)
    {
        for (var k = 1; k < pairs.Length; k++)
        {
            var pair = pairs[k];
            var to = k;
            for (; to > 0 && Compare(pairs[to - 1], pair) > 0; to--)
            {
                pairs[to] = pairs[to - 1];
            }

            pairs[to] = pair;
        }
    }

    private static void SettleTies(Span<TimedPair> pairs)
    {
        for (var first = 0; first < pairs.Length;)
        {
            var end = first + 1;
            while (end < pairs.Length && pairs[end].Distance == pairs[first].Distance)
            {
                end++;
            }

            if (end - first > Few)
            {
                pairs[first..end].Sort((a, b) => CompareTied(a, b));
            }
            else
            {
                Insert(pairs[first..end]);
            }

            first = end;
        }
    }
}
