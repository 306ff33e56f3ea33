using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

public sealed class GridSummaryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counts_means_and_nearest_cells_are_those_of_all_measured_pairs(int seed)
    {
        var scenes = new Scenes(seed);
        var random = new Random(seed);
        var reached = 0;
        for (var round = 0; round < 50; round++)
        {
            scenes.Move();
            var points = scenes.Points(80);
            var grids = Grids(scenes, random);
            float[][] values = [.. grids.Select(grid => Values(grid, random))];
            var rule = new MatchRule(
                scenes.Radius(), scenes.Pick([20, 100, long.MaxValue]), scenes.Pick(Enum.GetValues<MatchChoice>()), scenes.Pick(Enum.GetValues<EarthSurface>()));

            var summary = new GridSummary(points, rule);
            for (var k = 0; k < grids.Length; k++)
            {
                summary.Add(grids[k], values[k], scenes.Pick([1, 2]), null, CancellationToken.None);
            }

            Places[] valid = [.. grids.Select((grid, k) => grid with { Valid = [.. values[k].Select((value, cell) => float.IsFinite(value) && grid.Valid?[cell] != false)] })];
            var own = AllPairs.Match(points, valid, rule with { Choice = MatchChoice.All }).ToLookup(pair => pair.Primary);
            for (var point = 0; point < points.Count; point++)
            {
                AssertSame(own[point].ToList(), summary, point, values, rule, $"seed {seed} round {round} point {point}: {rule} at {scenes.Latitude} {scenes.Longitude} {scenes.Span}");
                reached += own[point].Count();
            }
        }

        Assert.True(reached > 10_000, "the scenes hold pairs");
    }

    [Fact]
    public void A_dense_grid_round_the_circle_counts_as_the_matcher_does()
    {
        // Axes in float32, as files have them: cells are a little off their even places, and the seam lies at the antimeridian.
        double[] latitudes = [.. Enumerable.Range(0, 720).Select(k => (double)(float)(-89.875 + (k * 0.25)))];
        double[] longitudes = [.. Enumerable.Range(0, 1440).Select(k => (double)(float)(-179.875 + (k * 0.25)))];
        var random = new Random(4);
        var values = Enumerable.Range(0, latitudes.Length * longitudes.Length).Select(_ => random.Next(3) == 0 ? float.NaN : (float)random.NextDouble()).ToArray();
        var grid = new GridPlaces(latitudes, longitudes, 0);
        var points = new PointPlaces(
            [.. Enumerable.Range(0, 1500).Select(k => k % 3 == 0 ? 89.875 - (0.125 * random.Next(40)) : (random.NextDouble() * 180) - 90)],
            [.. Enumerable.Range(0, 1500).Select(k => k % 2 == 0 ? -180 + (0.125 * random.Next(2880)) : (random.NextDouble() * 360) - 180)],
            new long[1500]);
        foreach (var rule in new MatchRule[] { new(111_000, 0), new(27_798, 0, Surface: EarthSurface.Sphere) })
        {
            var summary = new GridSummary(points, rule);
            summary.Add(grid, values, 2, null, CancellationToken.None);
            var pairs = Collected.Match(points, [grid with { Valid = [.. values.Select(float.IsFinite)] }], rule);

            Assert.Equal(pairs.Count, summary.Pairs);
            foreach (var own in pairs.GroupBy(pair => pair.Primary))
            {
                Assert.Equal(own.Count(), summary.CellsOf(own.Key));
                Assert.Equal(own.Average(pair => (double)values[pair.Secondary]), summary.MeanOf(own.Key), 1e-12);
                Assert.Equal(own.First().Distance, summary.NearestOf(own.Key)!.Value.Distance, 1e-3);
            }
        }
    }

    [Fact]
    public void Values_that_are_not_one_for_each_cell_are_refused()
    {
        var summary = new GridSummary(new PointPlaces([0], [0], [0]), new(1, 1));

        Assert.Throws<ArgumentException>(() => summary.Add(new GridPlaces([0, 1], [0, 1], 0), new float[3], 1, null, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GridSummary(new PointPlaces([0], [0], [0]), new(-1, 1)));
    }

    [Fact]
    public void A_cancelled_summary_ends()
    {
        var summary = new GridSummary(new PointPlaces([0], [0], [0]), new(1e6, 1));

        Assert.ThrowsAny<OperationCanceledException>(
            () => summary.Add(new GridPlaces([0, 1], [0, 1], 0), new float[4], 2, null, new CancellationToken(canceled: true)));
    }

    /// <summary>One to three grids, the later ones sometimes of the axes of the first.</summary>
    private static GridPlaces[] Grids(Scenes scenes, Random random)
    {
        var first = scenes.Grid(150);
        return
        [
            first,
            .. Enumerable.Range(0, random.Next(3)).Select(_ =>
                random.Next(2) == 0 ? first with { Time = first.Time + random.Next(-30, 30), Valid = null } : scenes.Grid(120)),
        ];
    }

    private static float[] Values(GridPlaces grid, Random random) =>
        [.. Enumerable.Range(0, grid.Count).Select(_ => random.Next(6) == 0 ? float.NaN : 270 + (30 * random.NextSingle()))];

    private static void AssertSame(List<FoundPair> own, GridSummary summary, int point, float[][] values, MatchRule rule, string scene)
    {
        Assert.True(own.Count == summary.CellsOf(point), $"{own.Count} expected, {summary.CellsOf(point)} counted; {scene}");
        if (own.Count == 0)
        {
            Assert.Null(summary.NearestOf(point));
            Assert.True(double.IsNaN(summary.MeanOf(point)));
            return;
        }

        Assert.Equal(own.Average(pair => (double)values[pair.Set][pair.Secondary]), summary.MeanOf(point), 1e-9);
        var best = rule.Choice == MatchChoice.NearestInTime
            ? own.MinBy(pair => (Math.Abs(pair.Difference), pair.Distance, pair.Set, pair.Secondary))
            : own.MinBy(pair => (pair.Distance, Math.Abs(pair.Difference), pair.Set, pair.Secondary));
        var nearest = summary.NearestOf(point)!.Value;
        Assert.True(
            (best.Set, best.Secondary, best.Difference) == (nearest.Grid, nearest.Cell, nearest.TimeDifference) && Math.Abs(best.Distance - nearest.Distance) < 1e-3,
            $"{best} expected, {nearest} told; {scene}");
    }
}
