using System.Globalization;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.Cubes;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2020", "2020-01-01T00:00:00.000")]
    [InlineData("2020-06", "2020-06-01T00:00:00.000")]
    [InlineData("2020-06-07", "2020-06-07T00:00:00.000")]
    [InlineData("2020-060", "2020-02-29T00:00:00.000")]
    [InlineData("2020-366", "2020-12-31T00:00:00.000")]
    [InlineData("2020-06-07-13", "2020-06-07T13:00:00.000")]
    [InlineData("2020-06-07T13:14:15Z", "2020-06-07T13:14:15.000")]
    [InlineData("2020-06-07t13:14:15.5z", "2020-06-07T13:14:15.500")]
    [InlineData("2020-06-07 13:14:15", "2020-06-07T13:14:15.000")]
    [InlineData("2020-06-07T13:14:15.123456+05:30", "2020-06-07T07:44:15.123")]
    [InlineData("2020-06-07T13:14Z", "2020-06-07T13:14:00.000")]
    [InlineData("2020-12-31T24:00:00Z", "2021-01-01T00:00:00.000")]
    [InlineData("2010-01-01T00:00:00.0Z", "2010-01-01T00:00:00.000")]
    public void Texts_name_instants(string text, string expected)
    {
        Assert.True(Instants.TryParse(text, out var instant));
        Assert.Equal(expected, instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("B1")]
    [InlineData("2020-13")]
    [InlineData("2021-366")]
    [InlineData("2020-000")]
    [InlineData("2020-djf")]
    [InlineData("2021-02-29")]
    [InlineData("13:14:15Z")]
    [InlineData("20200607")]
    [InlineData("2020-06-07T25:00:00Z")]
    public void Other_texts_name_none(string? text)
    {
        Assert.False(Instants.TryParse(text, out _));
        Assert.Null(Instants.Find(text));
    }
}
