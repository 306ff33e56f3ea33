namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Finds which places lie within a distance and a time of which.</summary>
public static class Matcher
{
    /// <summary>Some 73 billion years: greater tolerances are that, so that sums do not overflow.</summary>
    private const long MostSeconds = long.MaxValue / 4;

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
    /// <exception cref="ArgumentOutOfRangeException">A limit of the rule is negative or not a number, or there are no threads.</exception>
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
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        rule = Checked(rule);
        var surface = Ellipsoid.Of(rule.Surface);
        var finders = Plan(primaries, secondaries, rule, surface);
        new MatchWork(primaries, secondaries, rule, sink, progress).Run(() => [.. finders.Select(make => make())], threads, cancellationToken);
    }

    /// <summary>A rule whose sums of times do not overflow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative or not a number.</exception>
    internal static MatchRule Checked(MatchRule rule)
    {
        if (rule.Seconds < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Seconds, "The difference in time is a number of seconds, 0 or more.");
        }

        return rule.Radius >= 0
            ? rule with { Seconds = Math.Min(rule.Seconds, MostSeconds) }
            : throw new ArgumentOutOfRangeException(nameof(rule), rule.Radius, "The radius is a number of metres, 0 or more.");
    }

    /// <summary>How each set is searched: what it takes is made once, for all threads.</summary>
    private static List<Func<IPairFinder>> Plan(Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule, Ellipsoid surface)
    {
        var reader = new PlaceReader(primaries, surface);
        var own = primaries is GridPlaces cells && cells.Count > 0 ? new GridIndex(cells.Latitudes, cells.Longitudes, surface) : null;
        List<Func<IPairFinder>> finders = [];
        for (var set = 0; set < secondaries.Count && primaries.Count > 0; set++)
        {
            var number = set;
            switch (primaries, secondaries[set])
            {
                case (_, { Count: 0 }):
                    break;
                case (GridPlaces grid, PointPlaces points):
                    var byRow = new PointsByRow(points, own!, grid.Time, rule);
                    finders.Add(() => new PointsOfGrid(grid, own!, points, byRow, number, rule));
                    break;
                case (PointPlaces observers, PointPlaces points):
                    var timed = new TimedPoints(points, Limited(observers.Times.Min()) - rule.Seconds, Limited(observers.Times.Max()) + rule.Seconds, rule, surface);
                    finders.Add(() => new PointsAround(reader, points, timed, surface, number, rule));
                    break;
                case (_, GridPlaces grid) when primaries is not GridPlaces first || Math.Abs(first.Time - grid.Time) <= rule.Seconds:
                    var index = new GridIndex(grid.Latitudes, grid.Longitudes, surface);
                    finders.Add(() => new CellsOfGrid(reader, grid, index, number, rule));
                    break;
                default:
                    break;
            }
        }

        return finders;
    }

    private static long Limited(long time) => Math.Clamp(time, -MostSeconds, MostSeconds);
}
