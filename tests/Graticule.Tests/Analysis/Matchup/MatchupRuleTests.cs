using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>Which observations take part, and what is told of them.</summary>
public sealed class MatchupRuleTests : IDisposable
{
    private const long Day = 86_400;
    private const long Noon = 1_500_033_600;

    private readonly MatchupHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    public static TheoryData<int, double, double, double, double> Areas => new()
    {
        { 1, -20, -20, 20, 20 },
        { 2, 170, -15, -165, 25 },
        { 3, -180, 70, 180, 90 },
        { 4, -60, -90, 60, -75 },
        { 5, -180, -90, 180, 90 },
    };

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task Pairs_are_those_that_a_search_through_all_finds(int seed, double west, double south, double east, double north)
    {
        Random random = new(seed);
        LonLatBox box = new(west, south, east, north);
        MemoryGrid[] days = [.. Enumerable.Range(0, 3).Select(day => GlobalGrid(day, random.Next()))];
        var points = RandomPoints(random, 400);
        MatchupRequest request = new() { Box = box, RadiusTolerance = 400_000, TimeTolerance = Day, Start = Noon, End = Noon + Day };

        var found = await _harness.MatchAsync(
            request, _harness.Source(MemoryGrid.DatasetOf("grid", days), isPrimary: true, files: days), _harness.Source(_harness.Points("points", points, ("t", Values(400)))));

        var expected = from file in days
                       from row in Enumerable.Range(0, file.Latitudes.Length)
                       from column in Enumerable.Range(0, file.Longitudes.Length)
                       let longitude = GridWindow.Turned(file.Longitudes[column])
                       where box.Contains(longitude, file.Latitudes[row]) && file.Times[0] <= Noon + Day && !float.IsNaN(file.Fields[0](0, row, column))
                       from point in points
                       where Math.Abs(point.Time - file.Times[0]) <= Day
                           && GeodesicDistance.Between(file.Latitudes[row], longitude, point.Latitude, point.Longitude) <= 400_000
                       select $"{file.IdOf(0, row, column)} {point.Meta}";
        AssertSame(expected, found);
        Assert.Equal(found.Sum(primary => primary.Matches.Count), _harness.Summary.Pairs);
        Assert.Equal(found.SelectMany(primary => primary.Matches).Select(match => match.Secondary.Id).Distinct(StringComparer.Ordinal).Count(), _harness.Summary.UniqueSecondaries);
    }

    [Fact]
    public async Task What_is_found_does_not_depend_on_the_size_of_chunks_or_on_the_order_of_input()
    {
        Random random = new(8);
        MemoryGrid[] days = [.. Enumerable.Range(0, 3).Select(day => GlobalGrid(day, random.Next()))];
        var points = RandomPoints(random, 500);
        var values = Values(500);
        MatchupRequest request = new() { RadiusTolerance = 300_000, TimeTolerance = Day / 2, MatchOnce = true };
        var grid = MemoryGrid.DatasetOf("grid", days);
        var options = MatchupHarness.Options(grid);
        var insitu = _harness.Points("points", points, ("t", values));
        int[] order = [.. Enumerable.Range(0, 500)];
        random.Shuffle(order);
        var shuffled = _harness.Points("shuffled", order.Select(i => points[i]), ("t", [.. order.Select(i => values[i])]));

        var whole = await _harness.MatchAsync(request, _harness.Source(insitu, isPrimary: true), _harness.Source(grid, files: days));
        var parts = await _harness.MatchAsync(
            request,
            _harness.Source(shuffled, MatchupHarness.Options(shuffled) with { MostObservations = 7, Slot = 3600 }, isPrimary: true),
            _harness.Source(grid, options with { MostObservations = 100, MostKept = 0 }, files: days));

        Assert.NotEmpty(whole);
        Assert.Equal(Text(whole), Text(parts));
    }

    [Fact]
    public async Task Pixels_of_a_swath_are_primaries_in_the_span_of_time_only()
    {
        MemorySwath swath = new([1, 1, 1, 1], [1, 2, 3, 4], [Noon - 1, Noon, Noon + 10, Noon + 11], 2, [5, 6, 7, 8]);
        var insitu = _harness.Points("points", [Point(1, 2.5, Noon)], ("t", [1]));

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 1_000_000, Start = Noon, End = Noon + 10 }, _harness.Source(MemorySwath.DatasetOf("swath", swath), isPrimary: true, files: swath), _harness.Source(insitu));

        Assert.Equal([6, 7], found.Select(primary => primary.Point.Values.Single().Value));
        Assert.Equal(["swath.h5[[0, 1]]", "swath.h5[[1, 0]]"], found.Select(primary => primary.Point.Id));
    }

    [Fact]
    public async Task Primaries_of_a_swath_are_in_order_of_time()
    {
        MemorySwath swath = new([1, 1, 1, 1], [1, 2, 3, 4], [Noon + 3, Noon + 1, Noon + 3, Noon], 2, [5, 6, 7, 8]);
        var insitu = _harness.Points("points", [Point(1, 2.5, Noon)], ("t", [1]));

        var found = await _harness.MatchAsync(new() { RadiusTolerance = 1_000_000 }, _harness.Source(MemorySwath.DatasetOf("swath", swath), isPrimary: true, files: swath), _harness.Source(insitu));

        Assert.Equal([8, 6, 5, 7], found.Select(primary => primary.Point.Values.Single().Value));
    }

    [Theory]
    [InlineData(false, new[] { 0, 1 }, new[] { 0 })]
    [InlineData(true, new[] { 1 }, new int[0])]
    public async Task Zeros_are_values_unless_they_are_to_be_dropped(bool drop, int[] primary, int[] secondary)
    {
        MemoryGrid cell = new([1], [1], [Noon]) { Fields = [(_, _, _) => 0, (_, _, _) => 3, (_, _, _) => float.NaN] };
        var grid = MemoryGrid.DatasetOf("cell", cell);
        var insitu = _harness.Points("points", [Point(1, 1, Noon)], ("t", [0]));

        var found = await _harness.MatchAsync(
            new() { DropZeros = drop },
            _harness.Source(grid, MatchupHarness.Options(grid) with { DropZeros = drop }, isPrimary: true, files: cell),
            _harness.Source(insitu, MatchupHarness.Options(insitu) with { DropZeros = drop }));

        Assert.Equal(primary, found.Single().Point.Values.Select(value => value.Variable));
        Assert.Equal(secondary, found.Single().Matches.Single().Secondary.Values.Select(value => value.Variable));
    }

    [Fact]
    public async Task A_cell_takes_part_where_at_least_one_variable_has_a_value()
    {
        MemoryGrid cells = new([1], [1, 2, 3], [Noon]) { Fields = [(_, _, column) => column == 0 ? 1 : float.NaN, (_, _, column) => column == 1 ? 2 : float.NaN] };
        var insitu = _harness.Points("points", [Point(1, 2, Noon)], ("t", [9]));

        var found = await _harness.MatchAsync(new() { RadiusTolerance = 1_000_000 }, _harness.Source(MemoryGrid.DatasetOf("cells", cells), isPrimary: true, files: cells), _harness.Source(insitu));

        Assert.Equal([(0, 1.0), (1, 2.0)], found.Select(primary => primary.Point.Values.Single()));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Secondaries_beyond_the_box_match_unless_they_are_to_be_clipped(bool clip, int expected)
    {
        MemoryGrid cell = new([1], [1], [Noon]) { Fields = [(_, _, _) => 1] };
        var insitu = _harness.Points("points", [Point(1, 1, Noon), Point(1, 1.001, Noon)], ("t", [1, 2]));

        var found = await _harness.MatchAsync(
            new() { Box = new(0, 0, 1, 1), ClipSecondaries = clip }, _harness.Source(MemoryGrid.DatasetOf("cell", cell), isPrimary: true, files: cell), _harness.Source(insitu));

        Assert.Equal(expected, found.Single().Matches.Count);
    }

    [Fact]
    public async Task Points_are_filtered_by_platform_depth_and_variable()
    {
        MemoryGrid cell = new([1], [1], [Noon]) { Fields = [(_, _, _) => 1] };
        PointRow[] rows =
        [
            Point(1, 1, Noon) with { Platform = new("30"), Depth = 5, Meta = "kept" },
            Point(1, 1, Noon) with { Platform = new("31"), Depth = 5, Meta = "other platform" },
            Point(1, 1, Noon) with { Platform = new("30"), Depth = 11, Meta = "too deep" },
            Point(1, 1, Noon) with { Platform = new("30"), Depth = 5, Meta = "no value" },
        ];
        var insitu = _harness.Points("points", rows, ("t", [1, 2, 3, double.NaN]), ("s", [1, 2, 3, 4]));
        var options = MatchupHarness.Options(insitu) with { Platforms = ["30"], DepthMin = 0, DepthMax = 10, Parameter = "t" };

        var found = await _harness.MatchAsync(new(), _harness.Source(MemoryGrid.DatasetOf("cell", cell), isPrimary: true, files: cell), _harness.Source(insitu, options));

        Assert.Equal("kept", found.Single().Matches.Single().Secondary.Id);
    }

    [Fact]
    public async Task The_best_match_is_found_among_all_secondary_sets()
    {
        MemoryGrid cell = new([1], [1], [Noon]) { Fields = [(_, _, _) => 1] };
        var far = _harness.Points("far", [Point(1.005, 1, Noon)], ("t", [1]));
        var near = _harness.Points("near", [Point(1.001, 1, Noon + 5)], ("t", [1]));

        var found = await _harness.MatchAsync(
            new() { MatchOnce = true }, _harness.Source(MemoryGrid.DatasetOf("cell", cell), isPrimary: true, files: cell), _harness.Source(far), _harness.Source(near));

        Assert.Equal("near", found.Single().Matches.Single().Secondary.Source);
    }

    [Fact]
    public async Task A_box_has_the_statistics_of_the_cells_around_also_those_beyond_the_area_and_over_the_seam()
    {
        MemoryGrid grid = new([0, 10, 20], [.. Enumerable.Range(0, 36).Select(i => i * 10.0)], [Noon])
        {
            Fields = [(_, row, column) => row == 2 && column == 35 ? float.NaN : (row * 100) + column],
        };
        var dataset = MemoryGrid.DatasetOf("grid", grid);
        var insitu = _harness.Points("points", [Point(10, 0, Noon)], ("t", [1]));

        var found = await _harness.MatchAsync(
            new() { Box = new(-1, 9, 1, 11), Cells = 3 },
            _harness.Source(dataset, MatchupHarness.Options(dataset) with { Box = 3 }, isPrimary: true, files: grid),
            _harness.Source(insitu));

        var box = found.Single().Matches.Single().Boxes.Single();
        double[] cells = [35, 0, 1, 135, 100, 101, 200, 201];
        Assert.Equal((0, 8, 9), (box.Variable, box.Count, box.Total));
        Assert.Equal(cells.Average(), box.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(cells.Sum(cell => Math.Pow(cell - cells.Average(), 2)) / 7), box.StandardDeviation, 1e-9);
    }

    [Fact]
    public async Task Boxes_lie_around_secondaries_where_primaries_are_points_and_screening_judges_them()
    {
        MemoryGrid grid = new([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [Noon]) { Fields = [(_, row, column) => column < 3 ? 10 : 10 * (row + 1)] };
        var dataset = MemoryGrid.DatasetOf("grid", grid);
        var insitu = _harness.Points("points", [Point(1, 1, Noon), Point(1, 4, Noon)], ("t", [1, 2]));

        var found = await _harness.MatchAsync(
            new() { Cells = 3, Screening = new ScreeningRule { BoxSize = 3, MostVariation = 0.15, LeastValid = 0.5 } },
            _harness.Source(insitu, isPrimary: true),
            _harness.Source(dataset, MatchupHarness.Options(dataset) with { Box = 3 }, files: grid));

        Assert.Equal(1, found.Single().Point.Values.Single().Value);
        Assert.Equal((9, 10.0), (found.Single().Matches.Single().Boxes.Single().Count, found.Single().Matches.Single().Boxes.Single().Mean));
        Assert.Equal(1, _harness.Summary.Pairs);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_once_and_the_rest_goes_on()
    {
        MemoryGrid good = new([1], [1], [Noon], "good.nc") { Fields = [(_, _, _) => 1] };
        var bad = good with { Name = "bad.nc", Times = [Noon - 5], Fault = "ends too early" };
        var insitu = _harness.Points("points", [Point(1, 1, Noon), Point(1, 1, Noon + 1)], ("t", [1, 2]));

        var found = await _harness.MatchAsync(new(), _harness.Source(MemoryGrid.DatasetOf("grid", good, bad), isPrimary: true, files: [good, bad]), _harness.Source(insitu));

        Assert.Equal("good.nc", found.Single().Point.File);
        Assert.Contains("bad.nc", Assert.Single(_harness.Warnings), StringComparison.Ordinal);
        Assert.Contains("ends too early", _harness.PrimaryLog.Failed["bad.nc"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_several_days_need_is_read_once()
    {
        MemoryGrid[] days = [.. Enumerable.Range(0, 5).Select(day => GlobalGrid(day, day))];
        var copies = days.Select(day => day with { }).ToArray();

        await _harness.MatchAsync(
            new() { RadiusTolerance = 1000, TimeTolerance = Day, Box = new(-10, -10, 10, 10) },
            _harness.Source(MemoryGrid.DatasetOf("primary", days), isPrimary: true, files: days),
            _harness.Source(MemoryGrid.DatasetOf("secondary", copies), files: copies));

        Assert.All(copies, copy => Assert.Equal(days[0].Reads, copy.Reads));
        Assert.True(_harness.Summary.Pairs > 2 * _harness.Summary.Primaries);
    }

    private static MemoryGrid GlobalGrid(int day, int seed) => new(
        [.. Enumerable.Range(0, 37).Select(i => -90 + (i * 5.0))], [.. Enumerable.Range(0, 72).Select(i => i * 5.0)], [Noon + (day * Day)], $"day{day}.nc")
    {
        Fields = [(_, row, column) => (((row * 72) + column) ^ seed) % 5 == 0 ? float.NaN : row + column],
    };

    private static List<PointRow> RandomPoints(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new PointRow
        {
            Latitude = Math.Asin((random.NextDouble() * 2) - 1) * 180 / Math.PI,
            Longitude = (random.NextDouble() * 360) - 180,
            Time = Noon - Day + random.NextInt64(5 * Day),
            Meta = $"p{i}",
        }),
    ];

    private static double[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => i + 1.0)];

    private static PointRow Point(double latitude, double longitude, long time) => new() { Latitude = latitude, Longitude = longitude, Time = time };

    private static void AssertSame(IEnumerable<string> expected, List<MatchedPrimary> found)
    {
        var pairs = expected.Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(pairs);
        Assert.Equal(pairs, found.SelectMany(primary => primary.Matches.Select(match => $"{primary.Point.Id} {match.Secondary.Id}")).Order(StringComparer.Ordinal));
    }

    private static List<string> Text(List<MatchedPrimary> found) =>
        [.. found.Select(primary => $"{primary.Point.Id}: {string.Join(", ", primary.Matches.Select(match => FormattableString.Invariant($"{match.Secondary.Id} {match.Distance} {match.TimeDifference}")))}")];
}
