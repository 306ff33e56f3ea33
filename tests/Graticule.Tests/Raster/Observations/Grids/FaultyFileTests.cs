using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>Files that cannot be used: each is named, with the reason.</summary>
public sealed class FaultyFileTests : IDisposable
{
    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("", "cannot be read as NetCDF or HDF5")]
    [InlineData("no netCDF at all", "cannot be read as NetCDF or HDF5")]
    [InlineData("CDF\u0001 and nothing more", "cannot be read as NetCDF or HDF5")]
    [InlineData("\u0089HDF\r\n\u001a\n and nothing more", "cannot be read as NetCDF or HDF5")]
    public void What_is_no_file_of_arrays_is_named(string content, string reason)
    {
        var path = _files.PathOf("a_20200101.nc");
        File.WriteAllText(path, content, System.Text.Encoding.Latin1);

        AssertFault(path, reason);
    }

    [Fact]
    public void What_is_not_there_or_is_no_plain_path_is_named()
    {
        AssertFault(_files.PathOf("absent.nc"), "does not exist");
        AssertFault("/vsimem/absent.nc", "is not the plain path");
        AssertFault(_files.PathOf("a\"b.nc"), "is not the plain path");
        Directory.CreateDirectory(_files.PathOf("folder.zarr"));
        AssertFault(_files.PathOf("folder.zarr"), "Zarr");
    }

    [SkippableTheory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void A_file_that_was_cut_off_is_named(double part)
    {
        var path = _files.Make("cut_20200101.nc", MadeGridTests.Small("v = d.createVariable('v', 'f4', ('lat', 'lon'), zlib=True)\nv[:] = np.random.rand(2, 2)"));
        using (var file = File.Open(path, FileMode.Open))
        {
            file.SetLength((long)(file.Length * part));
        }

        var fault = Record.Exception(() =>
        {
            using var grid = ObservationFolder.Grid(path);
            ObservationFolder.Read(grid);
        });

        Assert.Contains("'cut_20200101.nc'", Assert.IsType<ObservationFileException>(fault).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("d.createDimension('x', 2); v = d.createVariable('v', 'f4', ('x',)); v[:] = 1", "has no latitudes and longitudes")]
    [InlineData("d.createDimension('x', 2); v = d.createVariable('lat', 'f4', ('x',)); v[:] = [1, 2]; v = d.createVariable('v', 'f4', ('x',)); v[:] = 1", "has no longitudes")]
    public void A_file_without_places_is_named(string program, string reason) =>
        AssertFault(_files.Make("a_20200101.nc", $"d = nc.Dataset(path, 'w'); {program}; d.close()"), reason);

    [SkippableTheory]
    [InlineData("", "tells no time")]
    [InlineData("d.createDimension('time', 2); v = d.createVariable('time', 'f8', ('time',)); v.units = 'months since 2000-01-01'; v[:] = [0, 1]", "no fixed length")]
    [InlineData("d.createDimension('time', 2); v = d.createVariable('time', 'f8', ('time',)); v.units = 'days since 2000-01-01'; v.calendar = '360_day'; v[:] = [0, 1]", "calendar '360_day'")]
    [InlineData("d.createDimension('time', 2); v = d.createVariable('time', 'f8', ('time',)); v.units = 'days since 2000-13-01'; v[:] = [0, 1]", "does not exist")]
    [InlineData("d.createDimension('time', 2); v = d.createVariable('time', 'f8', ('time',)); v.units = 'days since 2000-01-01'; v[:] = [0, np.nan]", "steps without a time")]
    [InlineData("v = d.createVariable('time', 'f8', ('lat',)); v.units = 'days since 2000-01-01'; v[:] = [0, 1]", "differs from place to place")]
    public void A_grid_without_a_time_is_named(string program, string reason) =>
        AssertFault(_files.Make("a.nc", MadeGridTests.Small($"v = d.createVariable('v', 'f4', ('lat', 'lon')); v[:] = 1; {program}")), reason);

    [SkippableTheory]
    [InlineData("d['lat'][:] = [1, 1]", "do not rise or fall")]
    [InlineData("d['lat'][:] = [1, 91]", "beyond the poles")]
    [InlineData("d['lat'][:] = [1, np.nan]", "are no numbers")]
    [InlineData("d['lon'][:] = [1, 1000]", "beyond 720 degrees")]
    public void Coordinates_that_make_no_axis_are_named(string program, string reason) =>
        AssertFault(_files.Make("a_20200101.nc", MadeGridTests.Small($"v = d.createVariable('v', 'f4', ('lat', 'lon')); v[:] = 1; {program}")), reason);

    [SkippableFact]
    public void Sizes_that_a_small_file_only_claims_are_refused_before_anything_is_read()
    {
        var swath = _files.Make("a_20200101.nc", """
            d = nc.Dataset(path, 'w'); d.createDimension('y', 1000000); d.createDimension('x', 1000000)
            for n, u in (('lat', 'degrees_north'), ('lon', 'degrees_east')):
                v = d.createVariable(n, 'f4', ('y', 'x'), chunksizes=(1000, 1000), zlib=True); v.units = u
            v = d.createVariable('v', 'f4', ('y', 'x'), chunksizes=(1000, 1000), zlib=True)
            """);
        var blocks = _files.Make("b_20200101.nc", """
            d = nc.Dataset(path, 'w')
            for n, u in (('lat', 'degrees_north'), ('lon', 'degrees_east')):
                d.createDimension(n, 20000); v = d.createVariable(n, 'f4', (n,)); v.units = u; v[:] = np.arange(20000) * 0.004
            v = d.createVariable('v', 'f4', ('lat', 'lon'), chunksizes=(20000, 20000), zlib=True)
            """);

        Assert.True(new FileInfo(swath).Length < 1 << 20);
        AssertFault(swath, "1000000");
        AssertFault(blocks, "blocks of 20000 x 20000 numbers");
    }

    [SkippableFact]
    public void A_variable_or_a_coordinate_that_the_configuration_names_and_the_file_has_not_is_named()
    {
        var path = _files.Make("a_20200101.nc", MadeGridTests.Small("v = d.createVariable('v', 'f4', ('lat', 'lon')); v[:] = 1"));

        Assert.Contains("no variable 'w'", Assert.Throws<ObservationFileException>(() => GranuleScan.Read(path, new() { Variables = ["v", "w"] })).Message, StringComparison.Ordinal);
        Assert.Contains("no variable 'y', which its data set's configuration names as latitude", Assert.Throws<ObservationFileException>(() => GranuleScan.Read(path, new() { Latitude = "y" })).Message, StringComparison.Ordinal);
    }

    private static void AssertFault(string path, string reason)
    {
        var fault = Assert.Throws<ObservationFileException>(() => GranuleScan.Read(path, new()));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{Path.GetFileName(path)}' ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(path)! + "/", fault.Message, StringComparison.Ordinal);
    }
}
