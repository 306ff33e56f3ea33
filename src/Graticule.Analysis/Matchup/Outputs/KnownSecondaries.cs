using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>
/// Numbers secondaries as they come; one that neighbouring primaries share has one number. Of very many, some get a second number, so that memory stays
/// bounded; two walks over the same pairs give the same numbers.
/// </summary>
internal sealed class KnownSecondaries
{
    private const int MostKnown = 1 << 18;

    private readonly Dictionary<MatchedPoint, long> _numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Numbers that were given.</summary>
    internal long Count { get; private set; }

    /// <param name="point">A secondary.</param>
    /// <param name="isNew">Whether it has just got its number.</param>
    internal long NumberOf(MatchedPoint point, out bool isNew)
    {
        isNew = !_numbers.TryGetValue(point, out var number);
        if (isNew)
        {
            if (_numbers.Count == MostKnown)
            {
                _numbers.Clear();
            }

            number = Count++;
            _numbers.Add(point, number);
        }

        return number;
    }
}
