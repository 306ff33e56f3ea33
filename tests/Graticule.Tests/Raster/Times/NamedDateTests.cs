using System.Globalization;
using Graticule.Raster.Times;

namespace Graticule.Tests.Raster.Times;

public sealed class NamedDateTests
{
    [Theory]
    [InlineData("20181231090000-JPL-L4_GHRSST", "2018-12-31T09:00:00Z")]
    [InlineData("sst_20200131", "2020-01-31T00:00:00Z")]
    [InlineData("sst_20200131T0615", "2020-01-31T06:15:00Z")]
    [InlineData("sst-2020-01-31T061500Z", "2020-01-31T06:15:00Z")]
    [InlineData("ascat_20180705_023000_metopb", "2018-07-05T00:00:00Z")]
    [InlineData("S2008001.L3m_DAY_CHL", "2008-01-01T00:00:00Z")]
    [InlineData("A2008366123456.L2", "2008-12-31T12:34:56Z")]
    [InlineData("A2007366.L2", null)]
    [InlineData("orbit_00012345", null)]
    [InlineData("v20_30", null)]
    [InlineData("20201331", null)]
    public void The_first_date_in_a_name_is_found(string name, string? expected) => Assert.Equal(Parsed(expected), NamedDate.Find(name)?.Time);

    [Theory]
    [InlineData("20181231T090000Z", "2018-12-31T09:00:00Z", true)]
    [InlineData("2018-12-31T09:00:00.000Z", "2018-12-31T09:00:00Z", true)]
    [InlineData("2018-12-31 09:00 +02:00", "2018-12-31T07:00:00Z", true)]
    [InlineData("2015-090T16:31:44.000", "2015-03-31T16:31:44Z", true)]
    [InlineData("2018:12:31 09:00:00", "2018-12-31T09:00:00Z", true)]
    [InlineData("2018-12-31", "2018-12-31T00:00:00Z", false)]
    [InlineData("2008001", "2008-01-01T00:00:00Z", false)]
    [InlineData("20080101", "2008-01-01T00:00:00Z", false)]
    [InlineData("present", null, false)]
    [InlineData("2018-02-30", null, false)]
    [InlineData("2018", null, false)]
    [InlineData(null, null, false)]
    public void Times_as_attributes_have_them_are_read(string? text, string? expected, bool hasTime)
    {
        Assert.Equal(Parsed(expected), WrittenTime.Find(text, out var found));
        Assert.Equal(hasTime, found);
    }

    private static DateTimeOffset? Parsed(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
