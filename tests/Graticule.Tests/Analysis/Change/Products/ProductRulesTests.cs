using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Products;
using Graticule.Tests.Analysis.Change.Results;

namespace Graticule.Tests.Analysis.Change.Products;

public sealed class ProductRulesTests
{
    /// <summary>1990-03-01 to 1999-12-31, a change on 2000-02-29, then 2000-06-01 to 2010-08-31 without one.</summary>
    private static readonly ChangeModel[] Usual =
    [
        Segment("1990-03-01", "1999-12-31", "2000-02-29", 1, 8, [9, 3, 4, 12, 0, 84, 7]),
        Segment("2000-06-01", "2010-08-31", "2010-08-31", 0, 6),
    ];

    [Theory]
    [InlineData("1989-07-01", 0)]
    [InlineData("1999-07-01", 0)]
    [InlineData("2000-01-01", 60)] // the 29th of February, although later in the year
    [InlineData("2000-07-01", 60)]
    [InlineData("2001-07-01", 0)]
    [InlineData("2010-07-01", 0)] // the end without a change is none
    public void The_time_of_change_is_its_day_of_the_year_in_its_year(string date, short expected) => Assert.Equal(expected, ProductRules.TimeOfChange(Usual, Day(date)));

    [Fact]
    public void Of_two_changes_in_a_year_the_later_and_the_larger_are_told()
    {
        ChangeModel[] two = [Segment("1990-01-01", "1995-01-01", "1995-02-01", 1, 8, [0, 30, 40, 0, 0, 0, 0]), Segment("1995-02-01", "1995-11-01", "1995-12-31", 1, 8, [0, 0, 1, 0, 0, 0, 0])];

        Assert.Equal(365, ProductRules.TimeOfChange(two, Day("1995-07-01")));
        Assert.Equal(50f, ProductRules.MagnitudeOfChange(two, Day("1995-07-01")));
        Assert.Equal(182, ProductRules.TimeSinceChange(two, Day("1996-06-30")));
    }

    [Theory]
    [InlineData("1999-07-01", 0)]
    [InlineData("2000-07-01", 85)] // 3, 4, 12, 0, 84: the blue and the thermal band do not count
    [InlineData("2001-07-01", 0)]
    public void The_magnitude_is_that_of_five_bands(string date, float expected) => Assert.Equal(expected, ProductRules.MagnitudeOfChange(Usual, Day(date)));

    [Theory]
    [InlineData("2000-02-28", 0)]
    [InlineData("2000-02-29", 0)]
    [InlineData("2000-03-01", 1)]
    [InlineData("2001-03-01", 366)]
    [InlineData("2015-07-01", 5601)]
    public void The_time_since_change_counts_days_from_the_last_one(string date, short expected) => Assert.Equal(expected, ProductRules.TimeSinceChange(Usual, Day(date)));

    [Theory]
    [InlineData("1982-01-01", 0)]
    [InlineData("1985-07-01", 1277)] // before all segments: since 1982
    [InlineData("1990-03-01", 0)]
    [InlineData("1991-03-01", 365)]
    [InlineData("1999-12-31", 3592)]
    [InlineData("2000-01-02", 2)] // after the end of a segment: since then
    [InlineData("2000-06-02", 1)]
    [InlineData("2010-08-31", 3743)] // the second segment's own length, and the 3,896 days since the first one ended
    [InlineData("2010-09-30", 30)]
    public void The_length_of_segment_counts_from_its_start_or_from_an_end(string date, short expected) => Assert.Equal(expected, ProductRules.LengthOfSegment(Usual, Day(date)));

    [Theory]
    [InlineData("1990-02-28", 0)]
    [InlineData("1990-03-01", 8)]
    [InlineData("1999-12-31", 8)]
    [InlineData("2000-03-01", 0)]
    [InlineData("2010-08-31", 6)]
    [InlineData("2010-09-01", 0)]
    public void The_fit_is_that_of_the_model_at_the_date(string date, byte expected) => Assert.Equal(expected, ProductRules.CurveFit(Usual, Day(date)));

    [Fact]
    public void A_pixel_without_segments_has_nothing_but_days_since_1982()
    {
        var day = Day("2010-07-01");

        Assert.Equal([0, 0, 0, 10_408, 0], ChangeProduct.All.Select(product => product.Value([], day)));
    }

    [Fact]
    public void A_break_day_of_zero_is_no_day() =>
        Assert.Equal(0, ProductRules.TimeOfChange([Segment("1990-01-01", "1995-01-01", "1995-02-01", 1, 8) with { BreakDay = 0 }], Day("1995-07-01")));

    /// <summary>The same rules by looking at each day of a calendar, segment by segment, and by sorting.</summary>
    [Fact]
    public void Made_up_segments_give_what_a_look_at_each_day_gives()
    {
        MadeUpOutcomes made = new(11);
        Random random = new(5);
        for (var i = 0; i < 300; i++)
        {
            var segments = Enumerable.Range(0, random.Next(4)).Select(_ => made.Model(724_000 + random.Next(3000))).ToArray();
            var date = new DateOnly(1982, 1, 1).AddDays(random.Next(1, 4500));
            var (day, since) = (date.DayNumber + 1, date.DayNumber - new DateOnly(1982, 1, 1).DayNumber);

            var changes = segments.Where(one => one.ChangeProbability == 1 && one.BreakDay > 0).ToList();
            var ofYear = changes.Where(one => Date(one.BreakDay).Year == date.Year).ToList();
            Assert.Equal(ofYear.Select(one => Date(one.BreakDay).DayOfYear).Order().LastOrDefault(), ProductRules.TimeOfChange(segments, day));
            Assert.Equal((float)ofYear.Select(one => Math.Sqrt(one.Bands.Skip(1).Take(5).Sum(band => band.Magnitude * band.Magnitude))).Order().LastOrDefault(), ProductRules.MagnitudeOfChange(segments, day), 1e-3f);
            Assert.Equal(Enumerable.Range(0, 20_000).FirstOrDefault(back => changes.Exists(one => one.BreakDay == day - back)), ProductRules.TimeSinceChange(segments, day));
            Assert.Equal(
                segments.Select(one => day > one.EndDay ? day - one.EndDay : day - one.StartDay).Select(days => days >= 0 && days < since ? days : since).Append(since).Min(),
                ProductRules.LengthOfSegment(segments, day));
            Assert.Equal(segments.Where(one => Enumerable.Range(one.StartDay, one.EndDay - one.StartDay + 1).Contains(day)).Select(one => one.CurveQa).Order().LastOrDefault(), ProductRules.CurveFit(segments, day));
        }

        static DateOnly Date(int day) => DateOnly.FromDayNumber(day - 1);
    }

    private static int Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber + 1;

    private static ChangeModel Segment(string start, string end, string breaks, double change, int curve, double[]? magnitudes = null) => new(
        Day(start), Day(end), Day(breaks), 100, change, curve, [.. (magnitudes ?? new double[7]).Select(magnitude => new BandModel(1, new double[7], 1, magnitude))]);
}
