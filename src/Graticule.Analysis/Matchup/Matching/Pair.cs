namespace Graticule.Analysis.Matchup.Matching;

/// <summary>What a finder found.</summary>
/// <param name="Distance">Metres.</param>
/// <param name="Primary">Number in the stretch of primaries that is being searched.</param>
/// <param name="Set">Of secondaries.</param>
/// <param name="Secondary">Index in its set.</param>
internal readonly record struct Pair(double Distance, int Primary, int Set, int Secondary);

/// <summary>A growing list of pairs that is used again and again.</summary>
internal sealed class PairList
{
    /// <summary>More than that of more than one primary are not kept: the stretch is searched in halves (24 bytes each).</summary>
    public const int Most = 1 << 19;

    private Pair[] _pairs = new Pair[4096];

    public int Count { get; private set; }

    public bool IsTooLong => Count > Most;

    public ReadOnlySpan<Pair> Pairs => _pairs.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        if (_pairs.Length > 4 * Most)
        {
            _pairs = new Pair[4096];
        }
    }

    public void Add(in Pair pair)
    {
        if (Count == _pairs.Length)
        {
            Array.Resize(ref _pairs, 2 * Count);
        }

        _pairs[Count++] = pair;
    }

    /// <summary>Room for more, to be filled; <see cref="Added"/> tells how many were.</summary>
    public Span<Pair> Room(int count)
    {
        if (Count + count > _pairs.Length)
        {
            Array.Resize(ref _pairs, Math.Max(Count + count, 2 * _pairs.Length));
        }

        return _pairs.AsSpan(Count, count);
    }

    public void Added(int count) => Count += count;
}

/// <summary>Finds the pairs of a stretch of primaries with one set of secondaries. Used by one thread.</summary>
internal interface IPairFinder
{
    /// <summary>Adds the pairs of the primaries from <paramref name="first"/> to below <paramref name="end"/>, in any order.</summary>
    /// <remarks>It may stop when the list is too long and there is more than one primary.</remarks>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    void Find(int first, int end, PairList pairs, CancellationToken cancellationToken);
}
