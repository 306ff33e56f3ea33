using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

/// <summary>A pair as tests compare it.</summary>
internal readonly record struct FoundPair(int Primary, int Set, int Secondary, double Distance, long Difference);

/// <summary>Matches by measuring every pair exactly: what the matcher is held against.</summary>
internal static class AllPairs
{
    public static List<FoundPair> Match(Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule)
    {
        List<FoundPair> all = [];
        for (var primary = 0; primary < primaries.Count; primary++)
        {
            if (At(primaries, primary) is not { } p)
            {
                continue;
            }

            List<FoundPair> own = [];
            for (var set = 0; set < secondaries.Count; set++)
            {
                for (var index = 0; index < secondaries[set].Count; index++)
                {
                    if (At(secondaries[set], index) is { } s && Math.Abs(s.Time - p.Time) <= rule.Seconds
                        && GeodesicDistance.Between(rule.Surface, p.Latitude, p.Longitude, s.Latitude, s.Longitude) is var distance && distance <= rule.Radius)
                    {
                        own.Add(new(primary, set, index, distance, s.Time - p.Time));
                    }
                }
            }

            all.AddRange(own.Count == 0 ? own : Keep(own, secondaries, rule.Choice));
        }

        return all;
    }

    public static (double Latitude, double Longitude, long Time)? At(Places places, int index) => places switch
    {
        GridPlaces grid when grid.Valid?[index] != false =>
            (grid.Latitudes[index / grid.Longitudes.Length], grid.Longitudes[index % grid.Longitudes.Length], grid.Time),
        PointPlaces points when !double.IsNaN(points.Latitudes[index] + points.Longitudes[index]) =>
            (points.Latitudes[index], points.Longitudes[index], points.Times[index]),
        _ => null,
    };

    private static IEnumerable<FoundPair> Keep(List<FoundPair> own, IReadOnlyList<Places> secondaries, MatchChoice choice)
    {
        if (choice == MatchChoice.All)
        {
            return own;
        }

        var best = choice == MatchChoice.NearestInSpace
            ? own.MinBy(pair => (pair.Distance, Math.Abs(pair.Difference), pair.Set, pair.Secondary))
            : own.MinBy(pair => (Math.Abs(pair.Difference), pair.Distance, pair.Set, pair.Secondary));
        return own.Where(pair => At(secondaries[pair.Set], pair.Secondary) == At(secondaries[best.Set], best.Secondary));
    }
}

/// <summary>Keeps what it is given, and checks the order in which it comes.</summary>
internal sealed class Collected : IMatchSink
{
    private int _last = -1;

    public List<FoundPair> Pairs { get; } = [];

    public int Batches { get; private set; }

    public static List<FoundPair> Match(Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule, int threads = 2)
    {
        var sink = new Collected();
        Matcher.Match(primaries, secondaries, rule, sink, threads, null, CancellationToken.None);
        return sink.Pairs;
    }

    public void Take(MatchBatch batch)
    {
        Batches++;
        var primaries = batch.Primaries.Span;
        var starts = batch.Starts.Span;
        Assert.Equal(primaries.Length + 1, starts.Length);
        Assert.Equal(0, starts[0]);
        for (var k = 0; k < primaries.Length; k++)
        {
            Assert.True(primaries[k] > _last, "primaries rise");
            Assert.True(starts[k + 1] > starts[k], "each has a pair");
            _last = primaries[k];
            for (var pair = starts[k]; pair < starts[k + 1]; pair++)
            {
                Pairs.Add(new(_last, batch.Sets.Span[pair], batch.Secondaries.Span[pair], batch.Distances.Span[pair], batch.TimeDifferences.Span[pair]));
                if (pair > starts[k])
                {
                    Assert.True(Key(Pairs[^2]).CompareTo(Key(Pairs[^1])) < 0, "pairs of a primary are in order");
                }
            }
        }
    }

    private static (double Distance, long Time, int Set, int Secondary) Key(FoundPair pair) => (pair.Distance, Math.Abs(pair.Difference), pair.Set, pair.Secondary);
}
