using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

public sealed class MatchOnceTests
{
    private static readonly PointPlaces Primary = new([0], [0], [1000]);

    [Fact]
    public void The_nearest_is_kept_with_all_others_at_its_very_place_and_time()
    {
        // Four depths of one cast, one an hour later, one far away; the longitude of the last of the cast is a turn farther.
        var cast = new PointPlaces([0.1, 0.1, 0.1, 0.1, 0.5], [0.1, 0.1, 0.1, 360.1, 0.1], [900, 900, 4600, 900, 1000]);

        var found = Collected.Match(Primary, [cast], new(1e5, 10_000, MatchChoice.NearestInSpace));

        Assert.Equal([0, 1, 3], found.Select(pair => pair.Secondary));
    }

    [Fact]
    public void Others_at_the_very_place_and_time_are_kept_from_every_set()
    {
        var grid = new GridPlaces([0.1, 0.2], [0.1, 0.2], 900);

        var found = Collected.Match(Primary, [new PointPlaces([0.1], [0.1], [900]), grid], new(1e5, 10_000, MatchChoice.NearestInSpace));

        Assert.Equal([(0, 0), (1, 0)], found.Select(pair => (pair.Set, pair.Secondary)));
    }

    [Fact]
    public void Distance_or_time_comes_first_as_asked()
    {
        var points = new PointPlaces([2, 60, 60], [2, 60, 61], [1000 + (7 * 86400), 1001, 999]);

        Assert.Equal(0, Assert.Single(Collected.Match(Primary, [points], new(2e7, 1_000_000, MatchChoice.NearestInSpace))).Secondary);
        Assert.Equal(1, Assert.Single(Collected.Match(Primary, [points], new(2e7, 1_000_000, MatchChoice.NearestInTime))).Secondary);
    }

    [Fact]
    public void Of_equally_near_ones_the_earlier_in_time_difference_then_the_first_is_kept()
    {
        // North and south of a primary on the equator are equally far, to the last bit.
        var points = new PointPlaces([0.1, -0.1, 0.1, -0.1], [0, 0, 0, 0], [1003, 1002, 1002, 1002]);

        var found = Collected.Match(Primary, [points], new(1e5, 10_000, MatchChoice.NearestInSpace));

        Assert.Equal([1, 3], found.Select(pair => pair.Secondary));
    }

    [Fact]
    public void Distances_nearer_to_each_other_than_a_millimetre_are_told_apart()
    {
        // 390 km away, some tenths of a millimetre between them.
        var random = new Random(3);
        var latitudes = Enumerable.Range(0, 300).Select(_ => 3.5 + (random.NextDouble() * 2e-9)).ToArray();
        var points = new PointPlaces(latitudes, [.. Enumerable.Range(0, 300).Select(k => (k % 2 * 2) - 1 + (random.NextDouble() * 2e-9))], new long[300]);
        var primary = new PointPlaces([0], [0], [0]);

        var found = Collected.Match(primary, [points], new(5e5, 0, MatchChoice.NearestInSpace));

        var exact = Enumerable.Range(0, 300).MinBy(k => GeodesicDistance.Between(0, 0, points.Latitudes[k], points.Longitudes[k]));
        Assert.Equal(exact, Assert.Single(found).Secondary);
    }
}
