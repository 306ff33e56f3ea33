namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Of the pairs of a primary the nearest one, and those whose secondaries are at its very place and time.</summary>
internal sealed class NearestPairs(Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule)
{
    private readonly Ellipsoid _surface = Ellipsoid.Of(rule.Surface);

    /// <summary>Moves what is kept to the front.</summary>
    /// <param name="primary">Index of the primary.</param>
    /// <param name="pairs">Its pairs, at least one, in any order.</param>
    /// <returns>How many are kept.</returns>
    public int Keep(int primary, Span<TimedPair> pairs)
    {
        var winner = Nearest(primary, pairs);
        var kept = 0;
        foreach (var pair in pairs)
        {
            if (PlaceOf.AreSame(secondaries[winner.Set], winner.Secondary, secondaries[pair.Set], pair.Secondary))
            {
                pairs[kept++] = pair with { Distance = winner.Distance };
            }
        }

        return kept;
    }

    private TimedPair Nearest(int primary, Span<TimedPair> pairs)
    {
        var isByTime = rule.Choice == MatchChoice.NearestInTime;
        var (least, soonest) = (double.PositiveInfinity, long.MaxValue);
        foreach (var pair in pairs)
        {
            var time = isByTime ? Math.Abs(pair.Difference) : 0;
            if (time <= soonest)
            {
                least = time < soonest ? pair.Distance : Math.Min(least, pair.Distance);
                soonest = time;
            }
        }

        // The others are farther whatever the errors of the fast distances are; of these the exact ones decide.
        var (best, isFirst) = (default(TimedPair), true);
        var most = least + (2 * FastDistance.Margin(Math.Min(least, FastDistance.Reach)));
        foreach (var pair in pairs)
        {
            if (pair.Distance <= most && (!isByTime || Math.Abs(pair.Difference) == soonest))
            {
                var exact = pair with { Distance = Exact(primary, pair) };
                if (isFirst || PairOrder.Compare(exact, best) < 0)
                {
                    (best, isFirst) = (exact, false);
                }
            }
        }

        return best;
    }

    private double Exact(int primary, in TimedPair pair)
    {
        var (latitude, longitude) = PlaceOf.Position(primaries, primary);
        var (otherLatitude, otherLongitude) = PlaceOf.Position(secondaries[pair.Set], pair.Secondary);
        return _surface.Exact(latitude, longitude, otherLatitude, otherLongitude);
    }
}
