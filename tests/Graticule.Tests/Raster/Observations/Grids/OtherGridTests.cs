using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>Grids that were written through GDAL, which needs no Python; Zarr folders; several readers at once.</summary>
public sealed class OtherGridTests : IDisposable
{
    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(PixelType.Float32)]
    [InlineData(PixelType.Int16)]
    [InlineData(PixelType.UInt8)]
    [InlineData(PixelType.Float64)]
    public void Blocks_are_read_in_any_window_by_several_readers_at_once(PixelType type)
    {
        var (path, numbers) = Write(type, rows: 61, columns: 83);
        var dataset = ObservationFolder.Dataset(path, DatasetKind.Grid);

        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, reader =>
        {
            using var grid = GridGranule.Open(dataset, dataset.Granules[0]);
            Assert.Equal((16, 20), (grid.BlockRows, grid.BlockColumns));
            var random = new Random(reader);
            for (var i = 0; i < 30; i++)
            {
                var (step, row, column) = (random.Next(2), random.Next(61), random.Next(83));
                var (rows, columns) = (1 + random.Next(61 - row), 1 + random.Next(83 - column));
                var values = new float[rows * columns];
                grid.Read(0, step, row, rows, column, columns, values);
                for (var at = 0; at < values.Length; at++)
                {
                    var number = numbers[(((step * 61) + row + (at / columns)) * 83) + column + (at % columns)];
                    Assert.Equal(number == 7 ? float.NaN : number, values[at]);
                }
            }
        });
    }

    [Fact]
    public void A_variable_that_another_file_of_the_data_set_has_is_NaN_where_it_is_not()
    {
        var (path, _) = Write(PixelType.Float32, 17, 21);
        var dataset = ObservationFolder.Dataset(path, DatasetKind.Grid) with { Variables = [new("absent"), new("value")] };

        using var grid = GridGranule.Open(dataset, dataset.Granules[0]);

        Assert.All(ObservationFolder.Read(grid), value => Assert.Equal(float.NaN, value));
        Assert.Equal(31, ObservationFolder.Read(grid, 1)[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Read(2, 0, 0, 1, 0, 1, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Read(0, 0, 16, 2, 0, 1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Read(0, 2, 0, 1, 0, 1, new float[1]));
    }

    [SkippableTheory]
    [InlineData("True", "None")]
    [InlineData("False", "None")]
    [InlineData("False", "numcodecs.Zlib(3)")]
    [InlineData("True", "numcodecs.Blosc('zstd', 3)")]
    public void Folders_of_Zarr_are_read_consolidated_or_not(string isConsolidated, string compressor)
    {
        var path = _files.Make("a.zarr", $$"""
            import xarray as xr, numcodecs
            a = np.arange(210, dtype='f8').reshape(2, 7, 15) * 0.01 + 290; a[1, 2, 3] = np.nan
            x = xr.Dataset({'sst': (('time', 'lat', 'lon'), a, {'units': 'kelvin', 'standard_name': 'sea_surface_temperature'})},
                coords={'time': ('time', np.array([0, 1], 'i4'), {'units': 'days since 2020-01-01'}), 'lat': ('lat', np.arange(7.) * -1, {'units': 'degrees_north'}),
                    'lon': ('lon', np.arange(15.) * 10, {'units': 'degrees_east'})}, attrs={'title': 'made'})
            x.sst.encoding = {'dtype': 'i2', 'scale_factor': 0.01, 'add_offset': 290., '_FillValue': -999, 'chunks': (1, 4, 8), 'compressor': {{compressor}}}
            x.to_zarr(path, mode='w', consolidated={{isConsolidated}})
            """);

        using var grid = ObservationFolder.Grid(path);

        var facts = GranuleScan.Read(path, new());
        Assert.Equal(("celsius", "made"), (facts.Variables.Single().Units, facts.Attributes["title"]));
        Assert.Equal([0, -1, -2, -3, -4, -5, -6], grid.Latitudes);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(new DateTimeOffset(2020, 1, 1 + time, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), grid.Times[time]);
            var expected = Enumerable.Range(time * 105, 105).Select(i => i == 105 + 33 ? float.NaN : (float)((i * 0.01) + 290) - 273.15f);
            Assert.Equal(expected, ObservationFolder.Read(grid, 0, time));
        }
    }

    /// <summary>Two steps of numbers from 0 to 250 in blocks of 16 x 20, shuffled and deflated; 7 stands for nothing.</summary>
    private (string Path, float[] Numbers) Write(PixelType type, int rows, int columns)
    {
        var path = _files.PathOf($"{type}_20200131.nc");
        var numbers = Enumerable.Range(0, 2 * rows * columns).Select(i => (float)(i * 31L % 251)).ToArray();
        using var file = new ArrayFile(path);
        (string Name, int Size, string Units)[] axes = [("time", 2, "hours since 2020-01-31"), ("lat", rows, "degrees_north"), ("lon", columns, "degrees_east")];
        foreach (var (name, size, units) in axes)
        {
            file.AddDimension(name, size);
            file.AddNumbers(name, [name], PixelType.Float64);
            file.Note(name, "units", units);
        }

        file.AddNumbers("value", ["time", "lat", "lon"], type, "COMPRESS=DEFLATE", "BLOCKSIZE=1,16,20");
        file.DeclareNoData("value", 7);
        foreach (var (name, size, _) in axes)
        {
            file.Write(name, [0], [(nuint)size], [1], PixelType.Float64, MemoryMarshal.AsBytes<double>(Enumerable.Range(0, size).Select(i => (double)i).ToArray()));
        }

        file.Write("value", [0, 0, 0], [2, (nuint)rows, (nuint)columns], [rows * columns, columns, 1], PixelType.Float32, MemoryMarshal.AsBytes(numbers.AsSpan()));
        file.Finish();
        return (path, numbers);
    }
}
