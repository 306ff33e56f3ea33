namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Finds which places lie within a distance and a time of which.</summary>
public static class Matcher
{
    /// <summary>
    /// Tells all pairs of a primary and a secondary whose distance is at most <see cref="MatchRule.Radius"/> and whose times differ by at most
    /// <see cref="MatchRule.Seconds"/>, of those what <see cref="MatchRule.Choice"/> keeps, in the order of the primaries. What is found does not depend on the
    /// number of threads.
    /// </summary>
    /// <param name="primaries">A grid or points.</param>
    /// <param name="secondaries">Sets of grids and points in any mixture.</param>
    /// <param name="rule">Which pairs are told.</param>
    /// <param name="sink">Takes them, by one thread at a time. What it throws ends the match and is thrown.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="progress">Told the share of the work that is done, from 0 to 1, never less than before.</param>
    /// <param name="cancellationToken">Ends the match within a fraction of a second.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Match(
        Places primaries,
        IReadOnlyList<Places> secondaries,
        MatchRule rule,
        IMatchSink sink,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        for (var primary = 0; primary < primaries.Count; primary++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<(double Distance, long Difference, int Set, int Index)> found = [];
            for (var set = 0; set < secondaries.Count; set++)
            {
                for (var index = 0; index < secondaries[set].Count; index++)
                {
                    if (At(primaries, primary) is { } p && At(secondaries[set], index) is { } s && Math.Abs(s.Time - p.Time) <= rule.Seconds
                        && GeodesicDistance.Between(rule.Surface, p.Latitude, p.Longitude, s.Latitude, s.Longitude) is var distance && distance <= rule.Radius)
                    {
                        found.Add((distance, s.Time - p.Time, set, index));
                    }
                }
            }

            if (found.Count > 0)
            {
                found.Sort((a, b) => (a.Distance, Math.Abs(a.Difference), a.Set, a.Index).CompareTo((b.Distance, Math.Abs(b.Difference), b.Set, b.Index)));
                sink.Take(new MatchBatch(
                    new[] { primary }, new[] { 0, found.Count }, found.Select(f => f.Set).ToArray(), found.Select(f => f.Index).ToArray(),
                    found.Select(f => f.Distance).ToArray(), found.Select(f => f.Difference).ToArray()));
            }
        }

        progress?.Report(1);
    }

    private static (double Latitude, double Longitude, long Time)? At(Places places, int index) => places switch
    {
        GridPlaces grid when grid.Valid?[index] != false =>
            (grid.Latitudes[index / grid.Longitudes.Length], grid.Longitudes[index % grid.Longitudes.Length], grid.Time),
        PointPlaces points when !double.IsNaN(points.Latitudes[index] + points.Longitudes[index]) => (points.Latitudes[index], points.Longitudes[index], points.Times[index]),
        _ => null,
    };
}
