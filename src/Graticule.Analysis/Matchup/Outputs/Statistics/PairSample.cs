namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>
/// The values of pairs and where they are, all of them up to a number, and a random choice of so many of more (Vitter's algorithm R, seeded: the same
/// pairs give the same choice).
/// </summary>
internal sealed class PairSample(int most = PairSample.Most)
{
    /// <summary>Pairs that are held at most, 32 bytes each.</summary>
    internal const int Most = 1 << 20;

    private const int Seed = 20_060_502;

    private readonly Random _random = new(Seed);
    private readonly List<PairValue> _values = [];

    /// <summary>Pairs that were added.</summary>
    internal long Count { get; private set; }

    internal IReadOnlyList<PairValue> Values => _values;

    /// <summary>Whether it holds not all of them.</summary>
    internal bool IsChoice => Count > _values.Count;

    internal void Add(PairValue value)
    {
        Count++;
        if (_values.Count < most)
        {
            _values.Add(value);
            return;
        }

        var place = _random.NextInt64(Count);
        if (place < most)
        {
            _values[(int)place] = value;
        }
    }
}

/// <summary>A pair's values of one variable.</summary>
/// <param name="X">Of the reference.</param>
/// <param name="Y">Of what is compared with it.</param>
/// <param name="Longitude">Of the primary, in degrees.</param>
/// <param name="Latitude">Of the primary, in degrees.</param>
internal readonly record struct PairValue(double X, double Y, double Longitude, double Latitude)
{
    internal double Difference => Y - X;
}
