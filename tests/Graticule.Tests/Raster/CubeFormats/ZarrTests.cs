using System.IO.Compression;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class ZarrTests : IDisposable
{
    private const string Open =
        """
        import sys, numpy, xarray, zarr
        d = xarray.open_zarr(zarr.ZipStore(sys.argv[1], mode='r'))
        a = d['var']
        """;

    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Xarray_reads_dimensions_times_names_place_and_every_cell()
    {
        var cube = CubeFolder.Cube(2, 3, 300, 280);
        var file = _folder.Write("ZARR", cube)[0];
        File.WriteAllBytes(Path.Combine(_folder.Root, "cells"), Bytes(cube.Values));

        var said = CubeFolder.Python(
            Open + """

            expected = numpy.fromfile(sys.argv[2]).reshape(a.shape).astype('float32')
            print(a.dims, a.shape, a.dtype, a.encoding['chunks'])
            print(list(d.t.values.astype('datetime64[D]').astype(str)), list(d.bands.values), float(d.x[1]), float(d.y[0]))
            print(numpy.array_equal(a.values, expected, equal_nan=True), int(numpy.isnan(a.values).sum()) > 0)
            print(list(d.data_vars), 'UTM zone 32N' in d.spatial_ref.attrs['crs_wkt'], d.spatial_ref.attrs['GeoTransform'])
            """,
            _folder.PathOf(file),
            Path.Combine(_folder.Root, "cells"));

        Assert.Equal(
            [
                "('t', 'bands', 'y', 'x') (2, 3, 280, 300) float32 (1, 1, 256, 256)",
                "['2022-06-05', '2022-06-15'] ['B01', 'B02', 'B03'] 652030.0 5180990.0",
                "True True",
                "['var'] True 652000 20 0 5181000 0 -20",
            ],
            said.Split('\n'));
        Assert.Equal(("result.zarr.zip", "application/vnd.zarr+zip; version=2"), (file.Name, file.MediaType));
        Assert.Equal(["B01", "B02", "B03"], file.Bands.Select(band => band.Name));
        Assert.Equal(("2022-06-05T00:00:00Z", "2022-06-15T00:00:00Z", "EPSG:32632"), (file.Start, file.End, file.ReferenceSystem));
    }

    [SkippableFact]
    public void Gdal_reads_the_same_array_with_its_place_and_its_units()
    {
        var file = _folder.Write("Zarr", CubeFolder.Cube(1, 2, 20, 10))[0];

        var name = $"ZARR:\"/vsizip/{{{_folder.PathOf(file)}}}\"";
        var said = CubeFolder.Python(
            """
            import sys
            from osgeo import gdal
            d = gdal.OpenEx(sys.argv[1], gdal.OF_MULTIDIM_RASTER)
            a = d.GetRootGroup().OpenMDArray('var')
            print([x.GetName() for x in a.GetDimensions()], a.GetNoDataValueAsDouble(), a.GetSpatialRef().GetName())
            print(d.GetRootGroup().OpenMDArray('t').GetUnit(), d.GetRootGroup().OpenMDArray('bands').Read())
            print(a.ReadAsArray()[0, 1, 9, 18], a.ReadAsArray()[0, 0, 0, 5])
            """,
            name);

        Assert.Equal(["['t', 'bands', 'y', 'x'] nan WGS 84 / UTM zone 32N", "days since 1970-01-01 ['B01', 'B02']", "1009.018 nan"], said.Split('\n'));
    }

    [SkippableTheory]
    [InlineData("none", 16.0)]
    [InlineData("DEFLATE", 256.0)]
    public void Dimensions_of_any_order_and_labels_of_any_kind_come_back(string compress, double chunk)
    {
        var (x, y) = new Grid(10, 50, 0.5, 0.25, 30, 20, "EPSG:4326").ToDimensions("lon", "../lat");
        var shape = new CubeShape([x, new("when", DimensionType.Temporal, new(["first_date", "2022-djf é😀"])), y, new("var", DimensionType.Other, LabelList.Numbered(4))]);
        double[] cells = [.. Enumerable.Range(0, 4800).Select(number => number == 3 ? Missing.Value : number % 251)];

        var file = _folder.Write("zarr", new MemoryCube(shape, cells), ("datatype", "uint8"), ("compress", compress), ("chunk_size", chunk))[0];
        File.WriteAllBytes(Path.Combine(_folder.Root, "cells"), Bytes(cells));
        var said = CubeFolder.Python(
            Open + """

            print(a.dims, a.shape, a.encoding['dtype'], list(d.when.values), d.var_2.values.tolist(), d.lon.attrs['units'], d['lat'].values.tolist()[:2])
            expected = numpy.fromfile(sys.argv[2]).reshape(2, 4, 20, 30).transpose(3, 0, 2, 1)
            print(numpy.array_equal(a.values, expected, equal_nan=True))
            """,
            _folder.PathOf(file),
            Path.Combine(_folder.Root, "cells"));

        Assert.Equal(
            ["('lon', 'when', 'lat', 'var_2') (30, 2, 20, 4) uint8 ['first_date', '2022-djf é😀'] [0, 1, 2, 3] degrees_east [50.125, 50.375]", "True"], said.Split('\n'));
    }

    [SkippableFact]
    public void Geometries_are_texts_beside_their_labels_also_where_some_were_left_out()
    {
        var features = new FeatureCollection(
            [.. Enumerable.Range(0, 3).Select(number => new Feature(new Point(number, 1), new Dictionary<string, object?>(StringComparer.Ordinal)))], "EPSG:4326");
        var shape = new CubeShape([new("geometry", DimensionType.Geometry, new([0, 2])) { Features = features }]);

        string Read(string format, string how) => CubeFolder.Python(
            $"import sys, xarray, zarr; d = {how}; print(d['var'].values.tolist(), d['geometry_wkt'].values.tolist(), d['geometry'].values.tolist())",
            _folder.PathOf(_folder.Write(format, new MemoryCube(shape, [1.5, Missing.Value]))[0]));

        const string Expected = "[1.5, nan] ['POINT (0 1)', 'POINT (2 1)'] [0, 2]";
        Assert.Equal(Expected, Read("Zarr", "xarray.open_zarr(zarr.ZipStore(sys.argv[1], mode='r'))"));
        Assert.Equal(Expected, Read("netCDF", "xarray.open_dataset(sys.argv[1])"));
    }

    [Fact]
    public void Chunks_lie_in_the_archive_as_they_are()
    {
        var file = _folder.Write("Zarr", CubeFolder.Cube(1, 1, 300, 16), ("zlevel", 9.0))[0];

        using var archive = ZipFile.OpenRead(_folder.PathOf(file));
        var chunks = archive.Entries.Where(entry => entry.FullName.StartsWith("var/0", StringComparison.Ordinal)).ToList();
        Assert.Equal(["var/0.0.0.0", "var/0.0.0.1"], chunks.Select(chunk => chunk.FullName).Order(StringComparer.Ordinal));
        Assert.All(chunks, chunk => Assert.Equal(chunk.Length, chunk.CompressedLength));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 100, (256 * 16 * sizeof(float)) - 1));
        Assert.NotNull(archive.GetEntry(".zmetadata"));
    }

    [Fact]
    public void A_cube_without_dimensions_is_one_number()
    {
        var file = _folder.Write("Zarr", new MemoryCube(new([]), [42]))[0];

        Assert.Equal(42, file.Bands[0].Mean);
    }

    [Theory]
    [InlineData("chunk_size", 8.0, "16 to 2048")]
    [InlineData("compress", "zstd", "DEFLATE, NONE")]
    [InlineData("tiled", true, "chunk_size")]
    public void Options_are_checked_by_name_and_value(string name, object value, string right)
    {
        var exception = Assert.Throws<CubeFormatException>(() => _folder.Write("Zarr", CubeFolder.Cube(1, 1, 4, 4), (name, value)));

        Assert.Equal("ProcessParameterInvalid", exception.Code);
        Assert.Contains(right, exception.Message, StringComparison.Ordinal);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_is_cancelled_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var work = new CubeWork(CubeFolder.Cube(1, 1, 64, 64), _folder.Root, "result") { CancellationToken = source.Token };

        Assert.ThrowsAny<OperationCanceledException>(() => Graticule.Raster.CubeFormats.CubeFormats.Find("Zarr")!.Write(work));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    private static byte[] Bytes(double[] cells)
    {
        var bytes = new byte[cells.Length * sizeof(double)];
        Buffer.BlockCopy(cells, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
