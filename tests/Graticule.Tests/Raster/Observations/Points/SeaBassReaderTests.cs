using Graticule.Raster.Observations;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class SeaBassReaderTests : IDisposable
{
    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Fields_tell_time_and_place()
    {
        var (table, facts) = _files.Build(_files.Write("a.sb", """
            /begin_header
            /investigators=Somebody
            /cruise=AMT-1
            /missing=-9999
            /below_detection_limit=-8888
            /delimiter=comma
            !
            ! a remark
            /fields=date,time,lat,lon,depth,chl,phaeo
            /units=yyyymmdd,hh:mm:ss,degrees,degrees,m,mg/m^3,mg/m^3
            /end_header
            20180401,12:00:00,10.5,-30.25,5,0.5,-9999
            20180401,11:30:30,10.25,-30.5,5,-8888,0.125
            20180401,11:30:30,10.25,-30.5,5
            """));
        Assert.Equal([1522582230, 1522584000L], table.Times.ToArray());
        Assert.Equal([10.25, 10.5], table.Latitudes.ToArray());
        Assert.Equal([double.NaN, 0.5], table.Values(table.IndexOf("chl")).ToArray());
        Assert.Equal([0.125, double.NaN], table.Values(table.IndexOf("phaeo")).ToArray());
        Assert.Equal("mg/m^3", table.Variables[0].Units);
        Assert.Equal(new(Id: "AMT-1"), table.PlatformOf(0));
        Assert.Equal(("Somebody", 1L), (facts.Attributes["investigators"], facts.Rejected));
        Assert.Equal("line 14: it has 5 values, and the header names 7 fields", facts.Faults[0]);
    }

    [Fact]
    public void The_header_tells_what_the_fields_do_not()
    {
        var (table, _) = _files.Build(_files.Write("a.sb", """
            /begin_header
            /north_latitude=45.5[DEG]
            /south_latitude=45.5[DEG]
            /east_longitude=-20[DEG]
            /west_longitude=-20[DEG]
            /start_date=20180401
            /start_time=12:00:00[GMT]
            /measurement_depth=NA
            /missing=-999
            /delimiter=space
            /fields=depth,Wt
            /units=m,degreesC
            /end_header
              1.0   20.5
              2.0   -999
            """));
        Assert.Equal([1, 2.0], table.Depths.ToArray());
        Assert.Equal((45.5, -20.0, 1522584000L), (table.Latitudes[1], table.Longitudes[1], table.Times[1]));
        Assert.Equal([20.5, double.NaN], table.Values(0).ToArray());
    }

    [Theory]
    [InlineData("/fields=lat\n", "is no SeaBASS file")]
    [InlineData("/begin_header\n/fields=lat,lon\n1,2\n", "has a header that does not end")]
    [InlineData("/begin_header\n/delimiter=comma\n/fields=lat,lon,chl\n/north_latitude=1\n/end_header\n1,2,3\n", "has no column for time")]
    [InlineData("/begin_header\n/delimiter=comma\n/fields=date,time,chl\n/north_latitude=1\n/south_latitude=2\n/end_header\n", "has no column for latitude, longitude")]
    public void What_cannot_be_placed_is_refused(string content, string reason)
    {
        var path = _files.Write("a.sb", content);
        Assert.StartsWith(reason, Assert.Throws<ObservationFileException>(() => _files.Build(path)).Reason, StringComparison.Ordinal);
    }
}
