using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>Grids that Python's netCDF4 wrote, in all the ways that files differ.</summary>
public sealed class MadeGridTests : IDisposable
{
    /// <summary>Writes three steps of 5 x 7 cells; the form of the file and the order of its dimensions are arguments.</summary>
    private const string Steps = """
        form, order, chunked = sys.argv[2], sys.argv[3].split(','), sys.argv[4] == 'chunked'
        d = nc.Dataset(path, 'w', format=form)
        for n, s in (('time', 3), ('lat', 5), ('lon', 7)): d.createDimension(n, s)
        t = d.createVariable('time', 'f8', ('time',)); t.units = 'hours since 2020-02-28 12:00:00'; t[:] = [0, 12, 30.5]
        y = d.createVariable('lat', 'f4', ('lat',)); y.units = 'degrees_north'; y[:] = [60, 50, 40, 30, 20]
        x = d.createVariable('lon', 'f4', ('lon',)); x.units = 'degrees_east'; x[:] = [150, 160, 170, 180, 190, 200, 210]
        a = np.arange(105).reshape(3, 5, 7)
        k = {'zlib': True, 'shuffle': True, 'chunksizes': [2 if n == 'time' else 3 for n in order]} if chunked else {}
        v = d.createVariable('sst', 'i2', order, fill_value=-32768, **k)
        v.set_auto_maskandscale(False)
        v.units, v.standard_name, v.scale_factor, v.add_offset = 'kelvin', 'sea_surface_temperature', 0.01, 290.
        r = a.copy(); r[1, 2, 3] = -32768
        v[:] = np.transpose(r, [('time', 'lat', 'lon').index(n) for n in order])
        d.close()
        """;

    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [SkippableTheory]
    [InlineData("NETCDF4", "time,lat,lon", "chunked")]
    [InlineData("NETCDF4", "time,lat,lon", "whole")]
    [InlineData("NETCDF4", "lat,lon,time", "chunked")]
    [InlineData("NETCDF4", "lon,time,lat", "chunked")]
    [InlineData("NETCDF4", "time,lon,lat", "chunked")]
    [InlineData("NETCDF4_CLASSIC", "lon,lat,time", "whole")]
    [InlineData("NETCDF3_CLASSIC", "time,lat,lon", "whole")]
    [InlineData("NETCDF3_64BIT_OFFSET", "lat,lon,time", "whole")]
    [InlineData("NETCDF3_64BIT_DATA", "time,lon,lat", "whole")]
    public void Dimensions_in_any_order_are_read_as_steps_of_rows_and_columns(string form, string order, string storage)
    {
        var path = _files.Make("a.nc", Steps, form, order, storage);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal([60, 50, 40, 30, 20], grid.Latitudes);
        Assert.Equal([150, 160, 170, 180, 190, 200, 210], grid.Longitudes);
        var start = new DateTimeOffset(2020, 2, 28, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal([start, start + 43200, start + 109800], grid.Times);
        for (var time = 0; time < 3; time++)
        {
            AssertWindow(grid, time, 0, 5, 0, 7);
            AssertWindow(grid, time, 1, 3, 2, 4);
            AssertWindow(grid, time, 4, 1, 6, 1);
        }
    }

    [SkippableFact]
    public void Coordinates_at_the_antimeridian_make_a_box_across_it()
    {
        var path = _files.Make("a.nc", Steps, "NETCDF4", "time,lat,lon", "whole");

        var facts = GranuleScan.Read(path, new());

        Assert.Equal((new LonLatBox(150, 20, -150, 60), 105L), (facts.Bounds, facts.Count));
        Assert.Equal(new ObservedVariable("sst", "sea_surface_temperature", null, "celsius"), facts.Variables[0]);
    }

    [SkippableFact]
    public void Identifiers_count_rows_from_the_south_within_the_tile()
    {
        var path = _files.Make("a.nc", Steps, "NETCDF4", "time,lat,lon", "whole");
        var layout = new DatasetLayout { Slices = new Dictionary<string, int>(StringComparer.Ordinal) { ["time"] = 1, ["lat"] = 3, ["lon"] = 4 } };

        using var grid = ObservationFolder.Grid(path, layout);

        Assert.Equal(TileIds.Uuid("aa.nc\"sst\"lat:0:3,lon:4:7,time:2:3") + "[[0, 1, 2]]", grid.IdOf(2, 1, 6));
        Assert.Equal(TileIds.Uuid("aa.nc\"sst\"lat:3:5,lon:0:4,time:0:1") + "[[0, 1, 0]]", grid.IdOf(0, 3, 0));
    }

    [SkippableTheory]
    [InlineData("v = d.createVariable('v', 'f4', ('lat', 'lon'), fill_value=-9999.)\nv[:] = [[1, 2], [-9999., 4]]", "1,2,nan,4")]
    [InlineData("v = d.createVariable('v', 'f4', ('lat', 'lon'), fill_value=False)\nv.missing_value = np.array([7, 8], 'f4')\nv[:] = [[1, 7], [8, 4]]", "1,nan,nan,4")]
    [InlineData("v = d.createVariable('v', 'f8', ('lat', 'lon'))\nv.valid_range = [0., 3.]\nv[:] = [[-0.1, 0], [3, 3.1]]", "nan,0,3,nan")]
    [InlineData("v = d.createVariable('v', 'f4', ('lat', 'lon'))\nv.valid_min = np.float32(0.1)\nv[:] = np.array([[0.1, 0], [np.inf, np.nan]], 'f4')", "0.1,nan,nan,nan")]
    [InlineData("v = d.createVariable('v', 'f4', ('lat', 'lon'))\nv[0, :] = [1, 2]", "1,2,nan,nan")]
    [InlineData("v = d.createVariable('v', 'i2', ('lat', 'lon'), fill_value=-1)\nv.set_auto_maskandscale(False)\nv.valid_max = np.int16(100)\nv.scale_factor = 0.5\nv.add_offset = 1.\nv[:] = [[-1, 100], [101, 7]]", "nan,51,nan,4.5")]
    [InlineData("v = d.createVariable('v', 'i2', ('lat', 'lon'))\nv.set_auto_maskandscale(False)\nv.valid_min = 0.\nv.valid_max = 4.5\nv.scale_factor = 0.5\nv.add_offset = 0.\nv[:] = [[-1, 9], [10, 0]]", "nan,4.5,nan,0")]
    [InlineData("v = d.createVariable('v', 'i1', ('lat', 'lon'), fill_value=-128)\nv.set_auto_maskandscale(False)\nv[:] = [[-128, -1], [127, 0]]", "nan,-1,127,0")]
    [InlineData("v = d.createVariable('v', 'u1', ('lat', 'lon'), fill_value=255)\nv.set_auto_maskandscale(False)\nv.scale_factor = 2.\nv[:] = [[255, 254], [0, 1]]", "nan,508,0,2")]
    [InlineData("v = d.createVariable('v', 'i1', ('lat', 'lon'), fill_value=False)\nv.set_auto_maskandscale(False)\nv.setncattr('_Unsigned', 'true')\nv[:] = [[-1, 127], [0, -128]]", "255,127,0,128")]
    [InlineData("v = d.createVariable('v', 'u2', ('lat', 'lon'), fill_value=65535)\nv.set_auto_maskandscale(False)\nv[:] = [[65535, 65534], [0, 1]]", "nan,65534,0,1")]
    [InlineData("v = d.createVariable('v', 'i4', ('lat', 'lon'))\nv.set_auto_maskandscale(False)\nv.scale_factor = np.float32(0.5)\nv[:] = [[-2147483647, -3], [5, 2000000001]]", "nan,-1.5,2.5,1000000000.5")]
    [InlineData("v = d.createVariable('v', 'i8', ('lat', 'lon'), fill_value=-5)\nv[:] = [[-5, 3000000000], [5, -7]]", "nan,3000000000,5,-7")]
    [InlineData("v = d.createVariable('v', 'u4', ('lat', 'lon'))\nv[:] = [[4000000000, 1], [2, 3]]", "4000000000,1,2,3")]
    public void Packed_numbers_become_values_and_what_stands_for_nothing_becomes_NaN(string variable, string expected)
    {
        var path = _files.Make("sst_20200131.nc", Small(variable));

        using var grid = ObservationFolder.Grid(path);

        var numbers = expected.Split(',').Select(text => text == "nan" ? double.NaN : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        ObservationFolder.AssertSame(numbers, ObservationFolder.Read(grid));
        Assert.Equal([new DateTimeOffset(2020, 1, 31, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()], grid.Times);
    }

    [SkippableTheory]
    [InlineData("0,90,180,270,360", "0,90,180,270")]
    [InlineData("-180,-90,0,90,180", "-180,-90,0,90")]
    [InlineData("0,90,179.5,-179.5,-90", "0,90,179.5,180.5,270")]
    [InlineData("170,90,-30,-120", "170,90,-30,-120")]
    [InlineData("-90,-179.5,179.5,90", "-90,-179.5,-180.5,-270")]
    public void Longitudes_are_turned_until_they_go_on_in_one_direction(string stored, string expected)
    {
        var path = _files.Make("sst_20200131.nc", $"""
            x = [{stored}]
            d = nc.Dataset(path, 'w'); d.createDimension('lat', 1); d.createDimension('lon', len(x))
            v = d.createVariable('lat', 'f8', ('lat',)); v.standard_name = 'latitude'; v[:] = [5]
            v = d.createVariable('lon', 'f8', ('lon',)); v.standard_name = 'longitude'; v[:] = x
            v = d.createVariable('v', 'f4', ('lat', 'lon')); v[:] = np.arange(len(x))[None]
            """);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal(expected.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), grid.Longitudes);
        Assert.Equal(Enumerable.Range(0, grid.Longitudes.Length).Select(i => (float)i), ObservationFolder.Read(grid));
    }

    [SkippableFact]
    public void The_first_layer_is_read_and_what_has_other_dimensions_is_no_variable()
    {
        var path = _files.Make("sst_20200131.nc", """
            d = nc.Dataset(path, 'w')
            for n, s in (('member', 2), ('depth', 3), ('lat', 2), ('lon', 2), ('one', 1)): d.createDimension(n, s)
            for n, u in (('lat', 'degrees_north'), ('lon', 'degrees_east')):
                v = d.createVariable(n, 'f4', (n,)); v.units = u; v[:] = [1, 2]
            v = d.createVariable('temperature', 'f4', ('one', 'depth', 'lat', 'lon')); v[:] = np.arange(12).reshape(1, 3, 2, 2)
            v = d.createVariable('members', 'f4', ('member', 'lat', 'lon')); v[:] = 0
            v = d.createVariable('row', 'f4', ('lat',)); v[:] = 0
            """);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal(["temperature"], GranuleScan.Read(path, new()).Variables.Select(variable => variable.Name));
        Assert.Equal([0, 1, 2, 3], ObservationFolder.Read(grid));
        var fault = Assert.Throws<ObservationFileException>(() => GranuleScan.Read(path, new() { Variables = ["members"] }));
        Assert.Contains("'member' of 2 steps", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Coordinates_of_two_dimensions_that_are_a_grid_after_all_are_read_as_one()
    {
        var path = _files.Make("sst_20200131.nc", """
            d = nc.Dataset(path, 'w'); d.createDimension('x', 3); d.createDimension('y', 2)
            v = d.createVariable('lat', 'f4', ('x', 'y')); v.units = 'degrees_north'; v[:] = [[1, 2]] * 3
            v = d.createVariable('lon', 'f4', ('x', 'y')); v.units = 'degrees_east'; v[:] = [[5] * 2, [6] * 2, [7] * 2]
            v = d.createVariable('v', 'f4', ('x', 'y')); v[:] = [[0, 3], [1, 4], [2, 5]]
            """);

        using var grid = ObservationFolder.Grid(path);

        Assert.Equal([1, 2], grid.Latitudes);
        Assert.Equal([5, 6, 7], grid.Longitudes);
        Assert.Equal([0, 1, 2, 3, 4, 5], ObservationFolder.Read(grid));
    }

    /// <summary>A grid of 2 x 2 cells with what a program adds.</summary>
    internal static string Small(string variable) => $"""
        d = nc.Dataset(path, 'w'); d.createDimension('lat', 2); d.createDimension('lon', 2)
        for n, u in (('lat', 'degrees_north'), ('lon', 'degrees_east')):
            v = d.createVariable(n, 'f4', (n,)); v.units = u; v[:] = [1, 2]
        {variable}
        d.close()
        """;

    private static void AssertWindow(GridGranule grid, int time, int row, int rows, int column, int columns)
    {
        var values = new float[rows * columns];
        grid.Read(0, time, row, rows, column, columns, values);
        for (var i = 0; i < values.Length; i++)
        {
            var (y, x) = (row + (i / columns), column + (i % columns));
            var expected = (time, y, x) == (1, 2, 3) ? float.NaN : (float)((((((time * 5) + y) * 7) + x) * 0.01) + 290) - 273.15f;
            Assert.Equal(expected, values[i]);
        }
    }
}
