using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Tests.Analysis;

namespace Graticule.Tests.Raster.Observations.Grids;

public sealed class SwathGranuleTests : IDisposable
{
    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [SkippableFact]
    public void Rows_of_SMAP_have_the_seconds_of_the_day_that_the_revolution_began_on()
    {
        var path = SharedData.Find("data/ocean/not_empty_smap.h5");
        Skip.If(path is null, SharedData.Absent);
        var layout = new DatasetLayout { Time = "row_time", Variables = ["smap_sss", "anc_sst", "nedt_h_aft"] };

        using var swath = ObservationFolder.Swath(path, layout);

        Assert.Equal((76, 2), (swath.Rows, swath.Columns));
        var day = new DateTimeOffset(2015, 3, 31, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var latitudes = _files.Numbers("out = nc.Dataset(path)['lat'][:]", path);
        Assert.Equal(latitudes, swath.Latitudes);
        Assert.Equal(_files.Numbers("out = nc.Dataset(path)['lon'][:]", path), swath.Longitudes);
        Assert.Contains(latitudes, latitude => !double.IsNaN(latitude));
        for (var pixel = 0; pixel < latitudes.Length; pixel++)
        {
            Assert.Equal(double.IsNaN(latitudes[pixel]) ? 0 : day + (pixel % 2 == 0 ? 60162 : 60165), swath.Times[pixel]);
        }

        ObservationFolder.AssertSame(_files.Numbers("out = nc.Dataset(path)['smap_sss'][:]", path), swath.Read(0));
        ObservationFolder.AssertSame(_files.Numbers("out = nc.Dataset(path)['anc_sst'][:] - np.float32(273.15)", path), swath.Read(1));
        ObservationFolder.AssertSame(_files.Numbers("out = nc.Dataset(path)['nedt_h_aft'][:]", path), swath.Read(2));
    }

    [SkippableFact]
    public void What_is_registered_of_SMAP_is_found_without_a_layout()
    {
        var path = SharedData.Find("data/ocean/not_empty_smap.h5");
        Skip.If(path is null, SharedData.Absent);

        var facts = GranuleScan.Read(path, new());

        Assert.Equal((DatasetKind.Swath, 152L), (facts.Kind, facts.Count));
        Assert.Equal(3, facts.End - facts.Start);
        Assert.Equal((-50.055954f, 36.013237f), ((float)facts.Bounds.South, (float)facts.Bounds.East));
        Assert.Contains(facts.Variables, variable => variable is { Name: "anc_sst", Units: "celsius" });
        Assert.Contains(facts.Variables, variable => variable is { Name: "tb_h_bias_adj", Units: "Degrees kelvin" });
        Assert.DoesNotContain(facts.Variables, variable => variable.Name is "lat" or "lon" or "smap_ambiguity_spd");
    }

    [SkippableFact]
    public void Steps_of_a_curvilinear_grid_lie_one_below_the_other()
    {
        var path = DemoData.Find("test_stageiv_xyt.nc");

        using var swath = ObservationFolder.Swath(path);

        Assert.Equal((23 * 118, 87), (swath.Rows, swath.Columns));
        Assert.Equal(_files.Numbers("d = nc.Dataset(path); out = [np.datetime64(t).astype('M8[s]').astype('i8') for t in nc.num2date(d['time'][:], d['time'].units, only_use_cftime_datetimes=False)]", path), Enumerable.Range(0, 23).Select(step => (double)swath.Times[step * 118 * 87]));
        Assert.Equal(_files.Numbers("out = np.tile(nc.Dataset(path)['lat'][:], (23, 1))", path), swath.Latitudes);
        ObservationFolder.AssertSame(_files.Numbers("out = nc.Dataset(path)['Total_precipitation_surface_1_Hour_Accumulation'][:]", path), swath.Read(0));
    }

    [SkippableFact]
    public void Times_of_pixels_are_those_of_rows_or_of_the_file_and_an_offset()
    {
        const string Places = """
            d = nc.Dataset(path, 'w'); d.createDimension('time', 1); d.createDimension('nj', 2); d.createDimension('ni', 3)
            v = d.createVariable('lat', 'i2', ('nj', 'ni'), fill_value=-32768); v.set_auto_maskandscale(False); v.units, v.scale_factor = 'degrees_north', 0.01
            v[:] = [[100, 200, -32768], [400, 500, 600]]
            v = d.createVariable('lon', 'i4', ('nj', 'ni')); v.set_auto_maskandscale(False); v.units, v.scale_factor = 'degrees_east', 1e-5
            v[:] = [[35900000, 35950000, 0], [17000000, 1, 2]]
            v = d.createVariable('sst', 'f4', ('time', 'nj', 'ni')); v.units = 'K'; v[:] = [[[280, 281, 282], [283, 284, 285]]]
            """;
        var offset = _files.Make("offset.nc", Places + """

            v = d.createVariable('time', 'i4', ('time',)); v.units = 'seconds since 1981-01-01 00:00:00'; v[:] = [10]
            v = d.createVariable('sst_dtime', 'i2', ('time', 'nj', 'ni'), fill_value=-1); v.set_auto_maskandscale(False); v.units, v.scale_factor = 'seconds', 0.5
            v[:] = [[[0, 3, 4], [-1, -4, -5]]]
            """);
        var rows = _files.Make("rows.nc", Places + """

            v = d.createVariable('time', 'f8', ('nj',)); v.units = 'days since 1981-01-01'; v[:] = [1, 1.5]
            """);

        using var first = ObservationFolder.Swath(offset, new() { Variables = ["sst"] });
        using var second = ObservationFolder.Swath(rows);

        var epoch = new DateTimeOffset(1981, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal([epoch + 10, epoch + 11, 0, epoch + 10, epoch + 8, epoch + 7], first.Times);
        Assert.Equal([epoch + 86400, epoch + 86400, 0, epoch + 129600, epoch + 129600, epoch + 129600], second.Times);
        Assert.Equal([1, 2, double.NaN, 4, 5, 6], first.Latitudes);
        Assert.Equal([359, 359.5, double.NaN, 170, 1e-5, 2e-5], second.Longitudes.Select(longitude => Math.Round(longitude, 9)));
        Assert.Equal([280f - 273.15f, 281f - 273.15f, 282f - 273.15f, 283f - 273.15f, 284f - 273.15f, 285f - 273.15f], first.Read(0));
        Assert.Equal(new LonLatBox(-1, 1, 170, 6), Rounded(GranuleScan.Read(rows, new()).Bounds));

        // Pixels of a tile lie on a diagonal; its first edge has one step where the file has one time.
        Assert.EndsWith("[[0, 4, 4]]", first.IdOf(4), StringComparison.Ordinal);
        Assert.EndsWith("[[4, 4, 4]]", second.IdOf(4), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_track_of_a_satellite_is_a_swath_of_one_column_and_a_track_in_place_are_points()
    {
        const string Track = """
            d = nc.Dataset(path, 'w'); d.createDimension('NUMROWS', 3)
            for n, a, u in (('lat', [1, 2, 3], 'degrees_north'), ('lon', [10, 20, 30], 'degrees_east'), ('time', [5, 6, 7], 'seconds since 2000-01-01'), ('wind', [7, 8, 9], 'm s-1')):
                v = d.createVariable(n, 'f8', ('NUMROWS',)); v.units = u; v[:] = a
            """;
        var satellite = _files.Make("satellite.nc", Track + "\nd.processing_level = 'L2'\nd.close()");
        var drifter = _files.Make("drifter.nc", Track + "\nd.featureType = 'trajectory'\nd.close()");

        using var swath = ObservationFolder.Swath(satellite);

        Assert.Equal((3, 1), (swath.Rows, swath.Columns));
        Assert.Equal([7, 8, 9], swath.Read(0));
        Assert.Equal([10, 20, 30], swath.Longitudes);
        Assert.Equal(DatasetKind.Points, GranuleScan.Read(drifter, new()).Kind);
        Assert.Equal(DatasetKind.Swath, GranuleScan.Read(drifter, new(), DatasetKind.Swath).Kind);
    }

    private static LonLatBox Rounded(LonLatBox box) => new(Math.Round(box.West, 6), Math.Round(box.South, 6), Math.Round(box.East, 6), Math.Round(box.North, 6));
}
