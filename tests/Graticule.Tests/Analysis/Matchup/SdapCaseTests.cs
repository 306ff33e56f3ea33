using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>The cases by which Apache SDAP tests its own match-up.</summary>
public sealed class SdapCaseTests : IDisposable
{
    private const long Day = 86_400;

    private readonly MatchupHarness _harness = new();

    /// <summary>Four corners of a box of 20 degrees, with the values 10, 11, 20, 21 of the first variable and those plus 20 of the second.</summary>
    private readonly MemoryGrid _corners = new([0, 20], [0, 20], [1_500_000_000])
    {
        Fields = [(_, row, column) => (row * 10) + 10 + column, (_, row, column) => (row * 10) + 30 + column],
    };

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task The_corners_of_a_tile_match_two_of_three_observations_in_place()
    {
        var insitu = _harness.Points("insitu", Rows((5, 15), (10, 10), (18, 3)), ("value", [30, 20, 31]));

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 1_000_000 }, _harness.Source(MemoryGrid.DatasetOf("tile", _corners), isPrimary: true, files: _corners), _harness.Source(insitu));

        AssertCorners(found);
        Assert.Equal((2, 2, 2), (_harness.Summary.Primaries, _harness.Summary.Pairs, _harness.Summary.UniqueSecondaries));
    }

    [Fact]
    public async Task The_corners_of_a_tile_match_two_of_three_pixels()
    {
        MemorySwath pixels = new([5, 10, 18], [15, 10, 3], [1_500_000_000, 1_500_000_000, 1_500_000_000], 3, [30, 20, 31]);

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 1_000_000 },
            _harness.Source(MemoryGrid.DatasetOf("tile", _corners), isPrimary: true, files: _corners),
            _harness.Source(MemorySwath.DatasetOf("swath", pixels), files: pixels));

        AssertCorners(found);
    }

    [Fact]
    public async Task All_variables_of_both_sides_are_kept()
    {
        var insitu = _harness.Points("insitu", Rows((18, 3)), ("temperature", [31]), ("salinity", [35]));

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 1_000_000 }, _harness.Source(MemoryGrid.DatasetOf("tile", _corners), isPrimary: true, files: _corners), _harness.Source(insitu));

        Assert.Equal([(0, 20.0), (1, 40.0)], found.Single().Point.Values);
        Assert.Equal([(0, 31.0), (1, 35.0)], found.Single().Matches.Single().Secondary.Values);
    }

    [Fact]
    public async Task Only_the_best_match_keeps_what_lies_at_the_same_place_and_time_at_another_depth()
    {
        var insitu = _harness.Points(
            "insitu",
            [
                new() { Latitude = 1, Longitude = 2, Time = 1_500_000_000, Depth = -2, Meta = "a" },
                new() { Latitude = 1, Longitude = 2, Time = 1_500_000_000, Depth = -3, Meta = "b" },
                new() { Latitude = 2, Longitude = 2, Time = 1_500_000_000, Depth = -2, Meta = "c" },
            ],
            ("value", [1, 2, 3]));

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 1_000_000, MatchOnce = true },
            _harness.Source(MemoryGrid.DatasetOf("tile", _corners), isPrimary: true, files: _corners),
            _harness.Source(insitu));

        var nearest = found.First(primary => primary.Point is { Latitude: 0, Longitude: 0 });
        Assert.Equal(["a", "b"], nearest.Matches.Select(match => match.Secondary.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true, 2, 2)]
    [InlineData(false, 90, 90)]
    public async Task The_best_match_is_the_nearest_in_space_or_in_time(bool distanceFirst, double latitude, double longitude)
    {
        MemoryGrid cell = new([1], [1], [1_500_000_000]) { Fields = [(_, _, _) => 1] };
        var insitu = _harness.Points(
            "insitu",
            [
                new() { Latitude = 2, Longitude = 2, Time = 1_500_000_000 - (7 * Day) },
                new() { Latitude = 90, Longitude = 90, Time = 1_500_000_001 },
            ],
            ("value", [1, 2]));

        var found = await _harness.MatchAsync(
            new() { RadiusTolerance = 20_000_000, TimeTolerance = 30 * Day, MatchOnce = true, PrioritizeDistance = distanceFirst },
            _harness.Source(MemoryGrid.DatasetOf("cell", cell), isPrimary: true, files: cell),
            _harness.Source(insitu));

        var secondary = found.Single().Matches.Single().Secondary;
        Assert.Equal((latitude, longitude), (secondary.Latitude, secondary.Longitude));
    }

    /// <summary>Values 21 and 30, 20 and 31, at the corners across from each other.</summary>
    private static void AssertCorners(List<MatchedPrimary> found)
    {
        Assert.Equal(2, found.Count);
        Assert.Equal((0, 20), (found[0].Point.Latitude, found[0].Point.Longitude));
        Assert.Equal((20, 0), (found[1].Point.Latitude, found[1].Point.Longitude));
        Assert.Equal(11, found[0].Point.Values[0].Value);
        Assert.Equal(20, found[1].Point.Values[0].Value);
        Assert.Equal((5, 15), (found[0].Matches.Single().Secondary.Latitude, found[0].Matches.Single().Secondary.Longitude));
        Assert.Equal((18, 3), (found[1].Matches.Single().Secondary.Latitude, found[1].Matches.Single().Secondary.Longitude));
        Assert.Equal(30, found[0].Matches.Single().Secondary.Values.Single().Value);
        Assert.Equal(31, found[1].Matches.Single().Secondary.Values.Single().Value);
    }

    private static IEnumerable<PointRow> Rows(params (double Latitude, double Longitude)[] places) =>
        places.Select(place => new PointRow { Latitude = place.Latitude, Longitude = place.Longitude, Time = 1_500_000_000, Depth = 0 });
}
