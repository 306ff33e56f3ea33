using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

public sealed class MatcherTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_found_is_what_measuring_every_pair_finds(int seed)
    {
        var scenes = new Scenes(seed);
        var pairs = 0;
        for (var round = 0; round < 60; round++)
        {
            scenes.Move();
            var primaries = scenes.Any(120);
            Places[] secondaries = [.. Enumerable.Range(0, scenes.Pick([1, 1, 2, 3])).Select(_ => scenes.Any(140))];
            var rule = new MatchRule(
                scenes.Radius(), scenes.Pick([0, 20, 100, long.MaxValue]), scenes.Pick(Enum.GetValues<MatchChoice>()), scenes.Pick(Enum.GetValues<EarthSurface>()));

            var expected = AllPairs.Match(primaries, secondaries, rule);
            var found = Collected.Match(primaries, secondaries, rule, scenes.Pick([1, 2, 3]));

            AssertSame(expected, found, rule, $"seed {seed} round {round}: {rule} at {scenes.Latitude} {scenes.Longitude} {scenes.Span} {primaries} {string.Join<Places>(' ', secondaries)}");
            pairs += expected.Count;
        }

        Assert.True(pairs > 10_000, "the scenes hold pairs");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Pairs_do_not_depend_on_the_order_of_points(int seed)
    {
        var scenes = new Scenes(seed);
        for (var round = 0; round < 10; round++)
        {
            scenes.Move();
            var (primaries, secondaries) = (scenes.Points(150), scenes.Points(170));
            var (order, otherOrder) = (scenes.Order(150), scenes.Order(170));
            var rule = new MatchRule(scenes.Radius(), 100);

            var found = Collected.Match(primaries, [secondaries], rule).ToHashSet();
            var shuffled = Collected.Match(Scenes.Shuffled(primaries, order), [Scenes.Shuffled(secondaries, otherOrder)], rule);

            Assert.Equal(found.Count, shuffled.Count);
            Assert.All(shuffled, pair => Assert.Contains(pair with { Primary = order[pair.Primary], Secondary = otherOrder[pair.Secondary] }, found));
        }
    }

    [Theory]
    [InlineData(EarthSurface.Wgs84)]
    [InlineData(EarthSurface.Sphere)]
    public void A_pair_exactly_on_the_radius_is_one_and_the_next_smaller_radius_has_it_not(EarthSurface surface)
    {
        var scenes = new Scenes(21);
        for (var round = 0; round < 150; round++)
        {
            scenes.Move();
            var grid = scenes.Grid(30) with { Valid = null };
            var points = scenes.Points(6);
            var point = Enumerable.Range(0, 6).First(k => AllPairs.At(points, k) is not null);
            var cell = scenes.Pick([.. Enumerable.Range(0, grid.Count)]);
            var (a, b) = (AllPairs.At(points, point)!.Value, AllPairs.At(grid, cell)!.Value);
            var radius = GeodesicDistance.Between(surface, a.Latitude, a.Longitude, b.Latitude, b.Longitude);
            foreach (var (primaries, secondaries) in new (Places, Places)[] { (grid, points), (points, grid), (points, Flat(grid)), (Flat(grid), points) })
            {
                Assert.True(Has(radius), $"{radius} of {a} to {b}");
                Assert.False(radius > 0 && Has(Math.BitDecrement(radius)), $"below {radius} of {a} to {b}");

                bool Has(double limit) => Collected.Match(primaries, [secondaries], new(limit, 1000, Surface: surface))
                    .Exists(pair => (primaries == points ? (pair.Primary, pair.Secondary) : (pair.Secondary, pair.Primary)) == (point, cell));
            }
        }
    }

    [Fact]
    public void Both_ends_of_the_tolerance_in_time_belong_to_it()
    {
        var primaries = new PointPlaces([10], [20], [1000]);
        var secondaries = new PointPlaces([10, 10, 10, 10], [20, 20, 20, 20], [899, 900, 1100, 1101]);

        var found = Collected.Match(primaries, [secondaries], new(0, 100));

        Assert.Equal([(1, -100L), (2, 100L)], found.Select(pair => (pair.Secondary, pair.Difference)));
    }

    [Fact]
    public void Places_on_either_side_of_the_antimeridian_and_of_a_pole_are_neighbours()
    {
        var primaries = new PointPlaces([0, 89.9999, -89.9999], [179.9999, 10, -20], [0, 0, 0]);
        var points = new PointPlaces([0, 89.9999, -89.9999], [-179.9999, 190, 160], [0, 0, 0]);
        var grid = new GridPlaces([-89.9999, 0, 89.9999], [160, 180.0001, 190], 0);

        Assert.Equal([(0, 0), (1, 1), (2, 2)], Collected.Match(primaries, [points], new(100, 0)).Select(pair => (pair.Primary, pair.Secondary)));
        Assert.Equal(
            [(0, 4), (1, 6), (1, 7), (1, 8), (2, 0), (2, 1), (2, 2)],
            Collected.Match(primaries, [grid], new(100, 0)).Select(pair => (pair.Primary, pair.Secondary)).Order());
    }

    [Fact]
    public void What_is_found_is_the_same_with_any_number_of_threads_and_comes_in_several_batches_in_order()
    {
        var grid = new GridPlaces([.. Enumerable.Range(0, 200).Select(k => 10 + (k * 0.01))], [.. Enumerable.Range(0, 300).Select(k => 20 + (k * 0.01))], 0);
        var random = new Random(5);
        var points = new PointPlaces([.. Draw(10, 2)], [.. Draw(20, 3)], new long[2000]);
        var rule = new MatchRule(5000, 0);

        var one = new Collected();
        Matcher.Match(grid, [points, points], rule, one, 1, null, CancellationToken.None);
        var three = new Collected();
        Matcher.Match(grid, [points, points], rule, three, 3, null, CancellationToken.None);

        Assert.True(one.Batches > 3);
        Assert.True(one.Pairs.Count > 100_000);
        Assert.Equal(one.Pairs, three.Pairs);

        IEnumerable<double> Draw(double from, double span) => Enumerable.Range(0, 2000).Select(_ => from + (span * random.NextDouble())).ToList();
    }

    [Fact]
    public void A_stretch_with_more_pairs_than_fit_is_found_in_parts()
    {
        var grid = new GridPlaces([10, 10.01], [.. Enumerable.Range(0, 400).Select(k => k * 0.0001)], 0);
        var points = new PointPlaces([.. Enumerable.Repeat(10.0, 4000)], [.. Enumerable.Range(0, 4000).Select(k => k * 0.00001)], new long[4000]);
        var counts = new Counted();

        Matcher.Match(grid, [points], new(1e5, 0), counts, 2, null, CancellationToken.None);
        Assert.Equal(800L * 4000, counts.Pairs);

        counts = new();
        Matcher.Match(points, [grid], new(1e5, 0), counts, 2, null, CancellationToken.None);
        Assert.Equal(800L * 4000, counts.Pairs);
    }

    [Fact]
    public void Progress_never_falls_and_ends_with_the_whole()
    {
        var progress = new Shares();
        var points = new PointPlaces([.. Enumerable.Range(0, 5000).Select(k => k * 0.01)], new double[5000], new long[5000]);

        Matcher.Match(points, [points], new(3000, 0), new Counted(), 2, progress, CancellationToken.None);

        Assert.True(progress.Told.Count > 2);
        Assert.Equal(progress.Told.Order(), progress.Told);
        Assert.Equal(1, progress.Told[^1]);
    }

    [Fact]
    public void A_cancelled_match_ends_at_once_even_where_each_pair_must_be_measured()
    {
        using var cancellation = new CancellationTokenSource();
        var grid = new GridPlaces([.. Enumerable.Range(0, 1800).Select(k => -89.95 + (k * 0.1))], [.. Enumerable.Range(0, 3600).Select(k => k * 0.1)], 0);
        var points = new PointPlaces(new double[100], new double[100], new long[100]);
        cancellation.CancelAfter(100);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => Matcher.Match(points, [grid], new(1.5e7, 0), new Counted(), 2, null, cancellation.Token));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}"); // it would take minutes
    }

    [Fact]
    public void What_the_sink_throws_ends_the_match_and_is_thrown()
    {
        var points = new PointPlaces(new double[3000], new double[3000], new long[3000]);

        var thrown = Assert.Throws<IOException>(() => Matcher.Match(points, [points], new(1, 0), new Full(), 3, null, CancellationToken.None));

        Assert.Equal("no room", thrown.Message);
    }

    [Fact]
    public void Limits_that_are_none_are_refused()
    {
        var points = new PointPlaces([0], [0], [0]);

        Assert.Throws<ArgumentOutOfRangeException>(() => Collected.Match(points, [points], new(double.NaN, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Collected.Match(points, [points], new(-1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Collected.Match(points, [points], new(1, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Collected.Match(points, [points], new(1, 1), threads: 0));
        Assert.Empty(Collected.Match(new PointPlaces([], [], []), [points], new(1, 1)));
        Assert.Empty(Collected.Match(points, [new PointPlaces([], [], []), new GridPlaces([], [], 0)], new(1, 1)));
    }

    private static PointPlaces Flat(GridPlaces grid) => new(
        [.. Enumerable.Range(0, grid.Count).Select(k => AllPairs.At(grid, k)!.Value.Latitude)],
        [.. Enumerable.Range(0, grid.Count).Select(k => AllPairs.At(grid, k)!.Value.Longitude)],
        [.. Enumerable.Repeat(grid.Time, grid.Count)]);

    private static void AssertSame(List<FoundPair> expected, List<FoundPair> found, MatchRule rule, string scene)
    {
        var distances = found.ToDictionary(pair => (pair.Primary, pair.Set, pair.Secondary), pair => (pair.Distance, pair.Difference));
        Assert.True(expected.Count == found.Count, $"{expected.Count} expected, {found.Count} found; {scene}");
        foreach (var pair in expected)
        {
            Assert.True(distances.TryGetValue((pair.Primary, pair.Set, pair.Secondary), out var told), $"{pair} is missing; {scene}");
            Assert.True(Math.Abs(told.Distance - pair.Distance) < 1e-3 && told.Distance <= rule.Radius, $"{pair} is told as {told}; {scene}");
            Assert.Equal(pair.Difference, told.Difference);
        }
    }

    private sealed class Counted : IMatchSink
    {
        public long Pairs { get; private set; }

        public void Take(MatchBatch batch) => Pairs += batch.Distances.Length;
    }

    private sealed class Full : IMatchSink
    {
        public void Take(MatchBatch batch) => throw new IOException("no room");
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Told { get; } = [];

        public void Report(double value) => Told.Add(value);
    }
}
