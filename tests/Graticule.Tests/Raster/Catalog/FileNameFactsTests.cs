using Graticule.Raster.Catalog;

namespace Graticule.Tests.Raster.Catalog;

public sealed class FileNameFactsTests
{
    [Theory]
    [InlineData("20170101T100407.tif", "2017-01-01T10:04:07Z", null)]
    [InlineData("ndvi_2017-03-09.tif", "2017-03-09T00:00:00Z", null)]
    [InlineData("MOD13Q1.A2017033.h18v04.tif", "2017-02-02T00:00:00Z", null)]
    [InlineData("2019/2019_12_31/scene.tif", "2019-12-31T00:00:00Z", null)]
    [InlineData("T32TPS_20170101T100407_B8A_20m.jp2", "2017-01-01T10:04:07Z", "B8A")]
    [InlineData("S2A_20170111_B04.tif", "2017-01-11T00:00:00Z", "B04")]
    [InlineData("LC08_L2SP_193027_20170102_20200901_02_T1_SR_B4.TIF", "2017-01-02T00:00:00Z", "SR_B4")]
    [InlineData("LE07_L2SP_193027_20020102_20200901_02_T1_QA_PIXEL.TIF", "2002-01-02T00:00:00Z", "QA_PIXEL")]
    [InlineData("dem.tif", null, null)]
    [InlineData("tile_20171301.tif", null, null)]
    [InlineData("id_123456789.tif", null, null)]
    public void Names_tell_times_and_bands(string name, string? time, string? band)
    {
        var facts = FileNameFacts.Read(name);

        Assert.Equal(time, facts.Time is { } found ? Instant.ToText(found) : null);
        Assert.Equal(band, facts.Band);
    }

    [Theory]
    [InlineData("days since 1981-01-01 00:00:00", 13878.375, "2018-12-31T09:00:00Z")]
    [InlineData("seconds since 1970-01-01", 1.5, "1970-01-01T00:00:01.5Z")]
    [InlineData("hours since 1900-01-01 00:00:0.0", 24, "1900-01-02T00:00:00Z")]
    [InlineData("months since 1900-01-01", 24, null)]
    public void Times_of_netcdf_files_are_counted_from_their_epoch(string units, double number, string? expected) =>
        Assert.Equal(expected, CfTime.Find(units, number) is { } time ? Instant.ToText(time) : null);
}
