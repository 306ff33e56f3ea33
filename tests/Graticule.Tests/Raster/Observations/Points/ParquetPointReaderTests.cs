using Graticule.Raster.Observations;
using Graticule.Tests.Raster.Tables;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class ParquetPointReaderTests : IDisposable
{
    private const string Insitu =
        "insitu/provider=Saildrone/project=shark-2018/platform_code=3B/geo_spatial_interval=0_-150/year=2018/month=4/job_id=6d0e/part-00000-0.gz.parquet";

    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_folders_of_an_in_situ_service_tell_what_its_files_do_not()
    {
        var (table, facts) = _files.Build(Fixtures.PathOf(Insitu));
        Assert.Equal((Fixtures.Rows, "Saildrone", "shark-2018", 0L), (facts.Count, facts.Provider, facts.Project, facts.Rejected));
        Assert.Equal(["3B"], facts.Platforms);
        Assert.Equal(["sea_water_temperature", "sea_water_temperature_quality"], facts.Variables.Select(variable => variable.Name));
        for (var i = 0; i < table.Count; i++)
        {
            Assert.Equal((Fixtures.Epoch + (i * 60), 10 + (i / 100.0), -140 - (i / 50.0)), (table.Times[i], table.Latitudes[i], table.Longitudes[i]));
            Assert.Equal(i % 4 == 0 ? -99999 : 0.5, table.Depths[i]);
            Assert.Equal(($"{i}_0", "6d0e", null), (table.MetaOf(i), table.JobOf(i), table.DeviceOf(i)));
            Assert.Equal(new("3B", i % 2 == 1 ? "1041" : "1042", "autonomous surface water vehicle"), table.PlatformOf(i));
            Assert.Equal(i % 3 == 2 ? double.NaN : 20 + (i / 64.0), table.Values(0)[i]);
            Assert.Equal(i % 3 == 2 ? double.NaN : 1, table.Values(1)[i]);
        }
    }

    [Fact]
    public void Points_of_GeoParquet_are_read()
    {
        var (table, _) = _files.Build(Fixtures.PathOf("places.parquet"));
        Assert.Equal(Fixtures.Rows, table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            Assert.Equal((Fixtures.Epoch + i, -30 + (i / 10.0), i / 10.0, $"st-{i % 3}"), (table.Times[i], table.Longitudes[i], table.Latitudes[i], table.PlatformOf(i).Id));
        }

        Assert.Equal("chlorophyll", Assert.Single(table.Variables).Name);
    }

    [Fact]
    public void A_table_without_places_is_refused_with_what_it_has()
    {
        var fault = Assert.Throws<ObservationFileException>(() => _files.Build(Fixtures.PathOf("arrow-snappy.parquet")));
        Assert.StartsWith("has no column for latitude and longitude; it has truth, small", fault.Reason, StringComparison.Ordinal);
    }
}
