using System.Globalization;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2018-04-01T12:00:00Z", 1522584000)]
    [InlineData("2018-04-01 12:00:00", 1522584000)]
    [InlineData("2018-04-01 12:00:00 UTC", 1522584000)]
    [InlineData("2018-04-01T12:00Z", 1522584000)]
    [InlineData("2018-04-01T14:00:00+02:00", 1522584000)]
    [InlineData("2018-04-01T05:30:00-0630", 1522584000)]
    [InlineData("2018-04-01T12:00:00.999Z", 1522584000)]
    [InlineData("2018-04-01", 1522540800)]
    [InlineData("20180401", 1522540800)]
    [InlineData("1522584000", 1522584000)]
    [InlineData("1522584000.9", 1522584000)]
    [InlineData("1.522584e9", 1522584000)]
    [InlineData("1522584000000", 1522584000)]
    [InlineData("-0.5", -1)]
    [InlineData("1969-12-31T23:59:59.5Z", -1)]
    [InlineData("1970-01-01", 0)]
    [InlineData("2016-12-31T23:59:60Z", 1483228800)]
    [InlineData("0001-01-01T00:00:00Z", -62135596800)]
    public void Times_are_read_in_whole_seconds(string text, long seconds)
    {
        Assert.True(TimeText.TryParse(text, out var read));
        Assert.Equal(seconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2018-02-29T00:00:00Z")]
    [InlineData("2018-13-01")]
    [InlineData("2018-04-01T25:00:00Z")]
    [InlineData("2018-04-01T12:61:00Z")]
    [InlineData("2018-04-01T12:00:00X")]
    [InlineData("2018-04-01T12:00:00+99:00")]
    [InlineData("04/01/2018")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Fact]
    public void Random_times_are_those_of_the_framework()
    {
        Random random = new(2);
        for (var i = 0; i < 2000; i++)
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(-62135596800, 253402300799));
            Assert.True(TimeText.TryParse(time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), out var read));
            Assert.Equal(time.ToUnixTimeSeconds(), read);
        }
    }
}
