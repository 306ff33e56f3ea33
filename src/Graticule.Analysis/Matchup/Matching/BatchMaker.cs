namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Makes batches of the pairs that were found: grouped by primary, chosen, in order. Used by one thread; its arrays are used again.</summary>
internal sealed class BatchMaker(Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule)
{
    private readonly PairOrder _order = new();
    private readonly NearestPairs? _nearest = rule.Choice == MatchChoice.All ? null : new(primaries, secondaries, rule);
    private int[] _ends = [];
    private TimedPair[] _grouped = [];
    private int[] _primaries = [];
    private int[] _starts = [0];
    private int[] _sets = [];
    private int[] _secondaries = [];
    private double[] _distances = [];
    private long[] _differences = [];

    /// <param name="first">The primary that pairs count from.</param>
    /// <param name="count">Number of primaries in the stretch.</param>
    /// <param name="pairs">In any order.</param>
    /// <returns>Null: there are no pairs.</returns>
    public MatchBatch? Make(int first, int count, ReadOnlySpan<Pair> pairs)
    {
        if (pairs.IsEmpty)
        {
            return null;
        }

        Group(first, count, pairs);
        Grow(pairs.Length, Math.Min(count, pairs.Length));
        var (batched, kept, start) = (0, 0, 0);
        for (var primary = 0; primary < count; primary++)
        {
            var end = _ends[primary];
            if (end > start)
            {
                var own = _grouped.AsSpan(start, end - start);
                own = _nearest is null ? own : own[.._nearest.Keep(first + primary, own)];
                _order.Sort(own);
                foreach (var pair in own)
                {
                    (_distances[kept], _differences[kept], _sets[kept], _secondaries[kept]) = (pair.Distance, pair.Difference, pair.Set, pair.Secondary);
                    kept++;
                }

                _primaries[batched++] = first + primary;
                _starts[batched] = kept;
            }

            start = end;
        }

        return new(
            _primaries.AsMemory(0, batched), _starts.AsMemory(0, batched + 1), _sets.AsMemory(0, kept), _secondaries.AsMemory(0, kept),
            _distances.AsMemory(0, kept), _differences.AsMemory(0, kept));
    }

    /// <summary>Sorts by counting; afterwards the pairs of a primary end at its element of the ends.</summary>
    private void Group(int first, int count, ReadOnlySpan<Pair> pairs)
    {
        if (_ends.Length < count)
        {
            _ends = new int[count];
        }

        if (_grouped.Length < pairs.Length)
        {
            _grouped = new TimedPair[Math.Max(pairs.Length, 2 * _grouped.Length)];
        }

        var ends = _ends.AsSpan(0, count);
        ends.Clear();
        foreach (ref readonly var pair in pairs)
        {
            ends[pair.Primary]++;
        }

        var sum = 0;
        for (var primary = 0; primary < count; primary++)
        {
            (ends[primary], sum) = (sum, sum + ends[primary]);
        }

        foreach (ref readonly var pair in pairs)
        {
            var difference = PlaceOf.Time(secondaries[pair.Set], pair.Secondary) - PlaceOf.Time(primaries, first + pair.Primary);
            _grouped[ends[pair.Primary]++] = new(pair.Distance, difference, pair.Set, pair.Secondary);
        }
    }

    private void Grow(int pairs, int batched)
    {
        if (_sets.Length < pairs)
        {
            var length = Math.Max(pairs, 2 * _sets.Length);
            (_sets, _secondaries, _distances, _differences) = (new int[length], new int[length], new double[length], new long[length]);
        }

        if (_primaries.Length < batched)
        {
            (_primaries, _starts) = (new int[batched], new int[batched + 1]);
        }
    }
}
