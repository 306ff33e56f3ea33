using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Quality;

public sealed class ScreeningTests
{
    private static readonly MatchSide Satellite = new("s", DatasetKind.Swath, [new("chlor_a", "mass_concentration_of_chlorophyll_in_sea_water"), new("senz")]);

    private static readonly MatchSide InPlace = new("p", DatasetKind.Points, [new("chlorophyll"), new("solar_zenith_angle", "solar_zenith_angle")]);

    /// <summary>A box that passes everything.</summary>
    private static readonly BoxValue Good = new(0, 25, 25, 1, 0.1);

    [Fact]
    public void What_fulfils_all_is_kept_and_of_several_the_closest_in_time()
    {
        var screening = Screening(ScreeningRule.BaileyWerdell);

        var kept = screening.Apply(Primary([Pair(1, -900), Pair(1.01, 600), Pair(0.99, 700)]));

        Assert.Equal(600, Assert.Single(kept!.Matches).TimeDifference);
        Assert.Equal((1, 2), (screening.Tally.Kept, screening.Tally.NotTheClosest));
    }

    [Theory]
    [InlineData(10_800, true)]
    [InlineData(-10_800, true)]
    [InlineData(10_801, false)]
    public void Three_hours_belong_to_it(long seconds, bool isKept) =>
        Assert.Equal(isKept, Screening(ScreeningRule.BaileyWerdell).Apply(Primary([Pair(1, seconds)])) is not null);

    [Theory]
    [InlineData(14, 0.15, true)] // 56 %
    [InlineData(13, 0.1, false)] // 52 %
    [InlineData(25, 0.1500001, false)]
    [InlineData(25, double.NaN, false)]
    public void Boxes_need_enough_cells_that_are_alike(int count, double deviation, bool isKept) =>
        Assert.Equal(isKept, Screening(ScreeningRule.BaileyWerdell).Apply(Primary([Pair(1, 0, new BoxValue(0, count, 25, 1, deviation))])) is not null);

    [Fact]
    public void A_pair_without_a_box_fails_and_each_is_counted_where_it_fails_first()
    {
        var screening = Screening(ScreeningRule.BaileyWerdell);

        Assert.Null(screening.Apply(Primary([Pair(1, 0, null), Pair(1, 20_000, null), Pair(1, 0, new BoxValue(0, 25, 25, 1, 9)), Pair(1, 0, zenith: 61)])));

        Assert.Equal((1, 1, 1, 1, 0), (screening.Tally.TooFewValid, screening.Tally.TooFarInTime, screening.Tally.TooVariable, screening.Tally.ZenithTooLarge, screening.Tally.Kept));
    }

    [Fact]
    public void Observations_far_from_the_mean_of_the_others_are_dropped()
    {
        var rule = new ScreeningRule { MostDeviations = 1.5 };
        var screening = Screening(rule);

        // Mean 2, standard deviation 2.236: 7 is 2.24 of them off.
        var kept = screening.Apply(Primary([Pair(1, 0), Pair(1, 1), Pair(1, 2), Pair(1, 3), Pair(1, 4), Pair(7, 5), Pair(1, 6), Pair(3, 7)]));

        Assert.Equal(1, screening.Tally.Outliers);
        Assert.DoesNotContain(kept!.Matches, match => match.Secondary.Values[0].Value == 7);
        Assert.Equal(3, Screening(rule).Apply(Primary([Pair(5.1, 0), Pair(5.1, 1), Pair(5.1, 2)]))!.Matches.Count);
    }

    [Fact]
    public void Without_criteria_everything_is_kept_as_it_is()
    {
        var primary = Primary([Pair(1, 0, null), Pair(double.NaN, 1_000_000, null)]);

        Assert.Equal(primary.Matches, Screening(new()).Apply(primary)!.Matches);
    }

    [Fact]
    public void Angles_of_the_primary_count_too()
    {
        var point = Primary([Pair(1, 0)]) with { Point = Point([(1, 75)]) };

        Assert.Null(Screening(ScreeningRule.BaileyWerdell).Apply(point));
    }

    [Fact]
    public void A_preset_is_read_by_name_and_its_criteria_are_overridden()
    {
        Assert.Null(ScreeningJson.Read(JsonValue.Create("bailey-werdell"), out var preset));
        Assert.Null(ScreeningJson.Read(JsonNode.Parse("""{"preset": "bailey-werdell", "maxTimeDifference": 3600, "closestInTime": false}"""), out var changed));
        Assert.Null(ScreeningJson.Read(JsonNode.Parse("""{"boxSize": 3, "minValidFraction": 0.5}"""), out var own));

        Assert.Equal(ScreeningRule.BaileyWerdell, preset);
        Assert.Equal(ScreeningRule.BaileyWerdell with { MostSeconds = 3600, IsClosestOnly = false }, changed);
        Assert.Equal(new ScreeningRule { BoxSize = 3, LeastValid = 0.5 }, own);
    }

    [Theory]
    [InlineData("\"strict\"", "bailey-werdell")]
    [InlineData("7", "bailey-werdell")]
    [InlineData("""{"boxSize": 4}""", "odd")]
    [InlineData("""{"minValidFraction": 55}""", "from 0 to 1")]
    [InlineData("""{"minValidFraction": "55"}""", "from 0 to 1")]
    [InlineData("""{"closestInTime": 1}""", "true or false")]
    [InlineData("""{"cv": 0.15}""", "maxCoefficientOfVariation")]
    [InlineData("""{"preset": "x"}""", "preset")]
    public void What_is_wrong_with_a_rule_is_said_with_what_would_be_right(string text, string expected) =>
        Assert.Contains(expected, ScreeningJson.Read(JsonNode.Parse(text), out _), StringComparison.Ordinal);

    private static Screening Screening(ScreeningRule rule) => new(rule, Satellite, InPlace, new VariablePair(0, 0));

    private static MatchedPrimary Primary(IReadOnlyList<Match> matches) => new(Point([(0, 1)]), matches);

    private static Match Pair(double value, long seconds, double zenith = 30) => Pair(value, seconds, Good, zenith);

    private static Match Pair(double value, long seconds, BoxValue? box, double zenith = 30) =>
        new(Point(double.IsNaN(value) ? [(1, zenith)] : [(0, value), (1, zenith)]), 100, seconds, box is null ? [] : [box]);

    private static MatchedPoint Point(IReadOnlyList<(int, double)> values) => new() { Id = "a", Longitude = 0, Latitude = 0, Time = 0, Source = "s", Values = values };
}
