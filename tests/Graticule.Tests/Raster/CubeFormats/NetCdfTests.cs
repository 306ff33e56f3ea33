using System.Globalization;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class NetCdfTests : IDisposable
{
    private const string Sum =
        """
        import sys, numpy, xarray
        d = xarray.open_dataset(sys.argv[1], decode_coords='all')
        a = d['var']
        """;

    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Xarray_reads_dimensions_times_names_place_and_every_cell()
    {
        var cube = CubeFolder.Cube(2, 3, 300, 280);
        var file = _folder.Write("NETCDF", cube)[0];
        File.WriteAllBytes(Path.Combine(_folder.Root, "cells"), Bytes(cube.Values));

        var said = CubeFolder.Python(
            Sum + """

            expected = numpy.fromfile(sys.argv[2]).reshape(a.shape).astype('float32')
            print(a.dims, a.shape, a.dtype)
            print(list(a.t.values.astype('datetime64[D]').astype(str)), list(a.bands.values), float(a.x[1]), float(a.y[0]))
            print(numpy.array_equal(a.values, expected, equal_nan=True), int(numpy.isnan(a.values).sum()) > 0)
            print(list(d.data_vars), 'UTM zone 32N' in str([d[c].attrs.get('crs_wkt') or d[c].attrs.get('spatial_ref') for c in d.coords]))
            """,
            _folder.PathOf(file),
            Path.Combine(_folder.Root, "cells"));

        Assert.Equal(
            [
                "('t', 'bands', 'y', 'x') (2, 3, 280, 300) float32", "['2022-06-05', '2022-06-15'] ['B01', 'B02', 'B03'] 652030.0 5180990.0", "True True", "['var'] True",
            ],
            said.Split('\n'));
        Assert.Equal(["B01", "B02", "B03"], file.Bands.Select(band => band.Name));
        Assert.Equal(("2022-06-05T00:00:00Z", "2022-06-15T00:00:00Z"), (file.Start, file.End));
    }

    [SkippableFact]
    public void Dimensions_of_any_order_and_labels_of_any_kind_come_back()
    {
        var (x, y) = new Grid(10, 50, 0.5, 0.25, 3, 2, "EPSG:4326").ToDimensions("lon", "lat");
        var shape = new CubeShape([x, new("when", DimensionType.Temporal, new(["first_date", "2022-djf"])), y, new("n", DimensionType.Other, LabelList.Numbered(4))]);
        double[] cells = [.. Enumerable.Range(0, 48).Select(number => number == 3 ? Missing.Value : number % 2)];

        var file = _folder.Write("netcdf", new MemoryCube(shape, cells), ("datatype", "uint8"), ("compress", "none"))[0];
        var said = CubeFolder.Python(
            Sum + """

            print(a.dims, a.shape, list(a.when.values), a.n.values.tolist(), a.lon.attrs['units'], a.lat.values.tolist())
            print([[float(a.isel(lon=i % 6 % 3, lat=i % 6 // 3, when=i // 24, n=i // 6 % 4)) for i in range(48)]])
            """,
            _folder.PathOf(file));

        var lines = said.Split('\n');
        Assert.Equal("('lon', 'when', 'lat', 'n') (3, 2, 2, 4) ['first_date', '2022-djf'] [0, 1, 2, 3] degrees_east [50.125, 50.375]", lines[0]);
        Assert.Equal(
            "[[" + string.Join(", ", cells.Select(cell => Missing.Is(cell) ? "nan" : cell.ToString("0.0", CultureInfo.InvariantCulture))) + "]]", lines[1]);
    }

    [SkippableTheory]
    [InlineData("2022-06-05T10:30:00Z", "2022-06-05T12:00:00+02:00", "1654425000 1654423200")]
    [InlineData("2022-06", "2023", "1654041600 1672531200")]
    public void Instants_and_periods_become_times(string first, string second, string seconds)
    {
        var shape = new CubeShape([new("t", DimensionType.Temporal, new([first, second]))]);

        var file = _folder.Write("netCDF", new MemoryCube(shape, [1.5, 2.5]), ("datatype", "float64"))[0];

        Assert.Equal(
            seconds + " [1.5, 2.5]",
            CubeFolder.Python(Sum + "\nprint(*a.t.values.astype('datetime64[s]').astype(int), a.values.tolist())", _folder.PathOf(file)));
    }

    [SkippableFact]
    public void Gdal_reads_its_place_and_its_arrays()
    {
        var file = _folder.Write("netCDF", CubeFolder.Cube(1, 2, 20, 10))[0];

        var (_, arrays) = CubeFolder.Run("/usr/bin/gdalmdiminfo", [_folder.PathOf(file)]);
        var (_, raster) = CubeFolder.Run("/usr/bin/gdalinfo", [$"NETCDF:{_folder.PathOf(file)}:var"]);

        Assert.Contains("\"/bands\"", arrays, StringComparison.Ordinal);
        Assert.Contains("Origin = (652000.000000000000000,5181000.000000000000000)", raster, StringComparison.Ordinal);
        Assert.Contains("UTM zone 32N", raster, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cube_without_dimensions_is_one_number()
    {
        var file = _folder.Write("netCDF", new MemoryCube(new([]), [42]))[0];

        Assert.True(new FileInfo(_folder.PathOf(file)).Length > 0);
        Assert.Equal(42, file.Bands[0].Mean);
    }

    private static byte[] Bytes(double[] cells)
    {
        var bytes = new byte[cells.Length * sizeof(double)];
        Buffer.BlockCopy(cells, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
