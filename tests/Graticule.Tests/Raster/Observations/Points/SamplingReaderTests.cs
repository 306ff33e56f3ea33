using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Raster.Observations.Points;

/// <summary>Files of discrete sampling geometries as netCDF4-python writes them.</summary>
public sealed class SamplingReaderTests : IDisposable
{
    private const string Start = """
        import sys, numpy as np, netCDF4
        f = netCDF4.Dataset(sys.argv[1], 'w')
        f.Conventions = 'CF-1.8'
        def var(name, type, dims, values, **attributes):
            fill = attributes.pop('fill', None)
            v = f.createVariable(name, type, dims, fill_value=fill)
            v.setncatts(attributes)
            if values is not None: v[...] = values
            return v
        def time(dims, values): var('time', 'f8', dims, values, standard_name='time', units='hours since 2018-04-01 00:00:00')
        def places(dims, lat, lon):
            var('lat', 'f8', dims, lat, standard_name='latitude', units='degrees_north')
            var('lon', 'f8', dims, lon, standard_name='longitude', units='degrees_east')

        """;

    private const long Epoch = 1522540800;

    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [SkippableFact]
    public void Points_have_packed_values_and_fills()
    {
        var (table, facts) = Build("""
            f.featureType = 'point'; f.title = 'bottles'
            f.createDimension('obs', 4)
            time('obs', [3, 1, 2, 0]); places('obs', [10, 20, -30, 40], [350, 20, 30, 180])
            var('depth', 'f4', 'obs', [5, 0, 2.5, 1], standard_name='depth', units='m', positive='down')
            v = var('temp', 'i2', 'obs', None, fill=-32768, standard_name='sea_water_temperature', units='K', scale_factor=0.01, add_offset=273.15, coordinates='time lat lon depth')
            v[:] = np.ma.masked_array([293.15, 283.15, 0, 275.15], [0, 0, 1, 0])
            var('sal', 'f8', 'obs', [35, np.nan, 36, 37], units='1e-3')
            var('crs', 'i4', (), 1, grid_mapping_name='latitude_longitude')
            """);
        Assert.Equal("bottles", facts.Attributes["title"]);
        Assert.Equal([Epoch, Epoch + 3600, Epoch + 7200, Epoch + 10800], table.Times.ToArray());
        Assert.Equal([180, 20, 30, -10.0], table.Longitudes.ToArray());
        Assert.Equal([1, 0, 2.5, 5.0], table.Depths.ToArray());
        Assert.Equal(["temp", "sal"], table.Variables.Select(variable => variable.Name));
        Assert.Equal("celsius", table.Variables[0].Units);
        Assert.Equal([2, 10, double.NaN, 20], table.Values(table.IndexOf("sea_water_temperature")).ToArray().Select(value => Math.Round(value, 4)));
        Assert.Equal([37, double.NaN, 36, 35], table.Values(1).ToArray());
    }

    [SkippableTheory]
    [InlineData("f.createDimension('traj', 2); var('rowSize', 'i4', 'traj', [3, 2], sample_dimension='obs')")]
    [InlineData("f.createDimension('traj', 2); var('index', 'i4', 'obs', [0, 0, 0, 1, 1], instance_dimension='traj')")]
    public void Ragged_trajectories_carry_the_ids_of_their_platforms(string form)
    {
        var (table, _) = Build($"""
            f.featureType = 'trajectory'
            f.createDimension('obs', 5)
            {form}
            f.createDimension('len', 4)
            c = f.createVariable('id', 'S1', ('traj', 'len')); c.cf_role = 'trajectory_id'
            c[:] = netCDF4.stringtochar(np.array(['d-01', 'd-02'], 'S4'))
            time('obs', [0, 1, 2, 0.5, 1.5]); places('obs', [0, 1, 2, 3, 4], [0, 1, 2, 3, 4])
            var('sst', 'f4', 'obs', [1, 2, 3, 4, 5], units='degree_Celsius')
            """);
        Assert.Equal(["d-01", "d-02", "d-01", "d-02", "d-01"], Enumerable.Range(0, 5).Select(row => table.PlatformOf(row).Id));
        Assert.Equal([1, 4, 2, 5, 3.0], table.Values(0).ToArray());
        Assert.Equal([0, 3, 1, 4, 2.0], table.Latitudes.ToArray());
    }

    [SkippableFact]
    public void Orthogonal_time_series_repeat_places_and_times()
    {
        var (table, _) = Build("""
            f.featureType = 'timeSeries'
            f.createDimension('station', 2); f.createDimension('time', 3)
            s = f.createVariable('name', str, 'station'); s.cf_role = 'timeseries_id'; s[0] = 'north'; s[1] = 'süd'
            time('time', [0, 1, 2]); places('station', [50, -50], [10, 20])
            var('alt', 'f4', 'station', [2, 4], standard_name='height', units='m', positive='up', axis='Z')
            v = var('air_temperature', 'f4', ('station', 'time'), None, fill=-1e30, units='degC')
            v[:] = np.ma.masked_array([[1., 2, 3], [4, 5, 6]], [[0, 1, 0], [0, 0, 0]])
            """);
        Assert.Equal(5, table.Count);
        Assert.Equal([(Epoch, "north", -2.0, 1.0), (Epoch, "süd", -4, 4), (Epoch + 3600, "süd", -4, 5), (Epoch + 7200, "north", -2, 3), (Epoch + 7200, "süd", -4, 6)],
            Enumerable.Range(0, 5).Select(row => (table.Times[row], table.PlatformOf(row).Id!, table.Depths[row], table.Values(0)[row]))
                .OrderBy(row => row.Item1).ThenBy(row => row.Item2, StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Incomplete_profiles_leave_out_what_fills_them_up()
    {
        var (table, facts) = Build("""
            f.featureType = 'profile'; f.platform_code = 'ship-7'
            f.createDimension('profile', 2); f.createDimension('z', 3)
            time('profile', [0, 6]); places('profile', [5, 6], [7, 8])
            var('depth', 'f4', ('profile', 'z'), [[1, 2, 3], [10, 9.96921e36, 9.96921e36]], units='m', positive='down', axis='Z')
            var('salt', 'f8', ('profile', 'z'), [[35, 36, 37], [38, np.nan, np.nan]], standard_name='sea_water_practical_salinity', units='1')
            """);
        Assert.Equal((4, 0L), (table.Count, facts.Rejected));
        Assert.Equal([1, 2, 3, 10.0], table.Depths.ToArray());
        Assert.Equal([5, 5, 5, 6.0], table.Latitudes.ToArray());
        Assert.Equal("ship-7", table.PlatformOf(3).Id);
        Assert.Equal(4, new PointQuery { Variables = ["sea_water_practical_salinity"] }.Count(table));
    }

    [SkippableFact]
    public void Profiles_of_stations_are_reached_through_two_indexes()
    {
        var (table, _) = Build("""
            f.featureType = 'timeSeriesProfile'
            f.createDimension('station', 2); f.createDimension('profile', 3); f.createDimension('obs', 6)
            var('station_id', 'i4', 'station', [11, 22], cf_role='timeseries_id')
            var('station_index', 'i4', 'profile', [0, 1, 0], instance_dimension='station')
            var('row_size', 'i4', 'profile', [2, 3, 1], sample_dimension='obs')
            time('profile', [0, 1, 2]); places('station', [1, 2], [3, 4])
            var('z', 'f4', 'obs', [1, 2, 1, 2, 3, 1], units='m', positive='down', axis='Z')
            var('oxygen', 'f4', 'obs', [1, 2, 3, 4, 5, 6], units='umol kg-1')
            """);
        Assert.Equal([1, 1, 2, 2, 2, 1.0], table.Latitudes.ToArray());
        Assert.Equal(["11", "11", "22", "22", "22", "11"], Enumerable.Range(0, 6).Select(row => table.PlatformOf(row).Id));
        Assert.Equal([1, 2, 3, 4, 5, 6.0], table.Values(0).ToArray());
    }

    [SkippableFact]
    public void A_single_station_has_its_place_once()
    {
        var (table, _) = Build("""
            f.featureType = 'timeSeries'
            f.createDimension('time', 3)
            time('time', [0, 1, 2]); places((), 12.5, -45)
            var('wind_speed', 'f4', 'time', [1, 2, 3], units='m s-1')
            """);
        Assert.Equal([12.5, 12.5, 12.5], table.Latitudes.ToArray());
        Assert.Equal([-45, -45, -45.0], table.Longitudes.ToArray());
        Assert.Equal([1, 2, 3.0], table.Values(0).ToArray());
    }

    [SkippableFact]
    public void Counts_beyond_the_observations_are_refused()
    {
        var fault = Assert.Throws<ObservationFileException>(() => Build("""
            f.createDimension('traj', 2); f.createDimension('obs', 3)
            var('rowSize', 'i4', 'traj', [3, 2], sample_dimension='obs')
            time('obs', [0, 1, 2]); places('obs', [0, 1, 2], [0, 1, 2]); var('sst', 'f4', 'obs', [1, 2, 3])
            """));
        Assert.Contains("rowSize", fault.Reason, StringComparison.Ordinal);
    }

    private (PointTable Table, PointFileFacts Facts) Build(string program)
    {
        var path = Path.Combine(_files.Folder, "a.nc");
        CubeFolder.Python($"{Start}{program}\nf.close()\nprint('written')\n", path);
        return _files.Build(path);
    }
}
