using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Raster.Catalog;

public sealed class RasterSourceCubeTests : IDisposable
{
    private readonly CollectionFolder _folder = new();

    private static Grid Utm => CollectionFolder.Utm;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_the_first_file_of_a_time_has_nothing_the_next_one_fills_in()
    {
        _folder.Write("a_20170101T100000.tif", Utm with { Width = 30 }, PixelType.UInt16, 0, (x, _) => x < 600_200 ? 0 : 100);
        _folder.Write("b_20170101T100000.tif", Utm with { Left = 600_100, Width = 40 }, PixelType.UInt16, 0, (_, _) => 200);
        var mosaic = Mosaic(["a_20170101T100000.tif", "b_20170101T100000.tif"]);
        Assert.Equal(Missing.Value, CollectionFolder.At(mosaic, 0, 4, 9));
        Assert.Equal(200, CollectionFolder.At(mosaic, 0, 5, 9));
        Assert.Equal(200, CollectionFolder.At(mosaic, 0, 9, 9));
        Assert.Equal(100, CollectionFolder.At(mosaic, 0, 10, 9));
        Assert.Equal(100, CollectionFolder.At(mosaic, 0, 29, 9));
        Assert.Equal(200, CollectionFolder.At(mosaic, 0, 30, 9));
        Assert.True(Missing.Is(CollectionFolder.At(mosaic, 0, 45, 9)));
    }

    [Fact]
    public void Pixels_of_several_cells_are_repeated_and_windows_may_begin_inside_of_them()
    {
        _folder.Write("T_20170101T100000_B04_20m.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        var coarse = Utm with { StepX = 60, StepY = -60, Width = 20, Height = 17 };
        _folder.Write("T_20170101T100000_SCL_60m.tif", coarse, PixelType.UInt8, 255, (x, y) => Number(coarse)(x, y) % 250);
        var cube = CollectionFolder.Open(_folder.Scan());
        var whole = CollectionFolder.Read(cube);
        for (var row = 0; row < 50; row++)
        {
            for (var column = 0; column < 60; column++)
            {
                Assert.Equal((row * 60) + column + 1, CollectionFolder.At(whole, 0, column, row));
                Assert.Equal((((row / 3) * 20) + (column / 3) + 1) % 250, CollectionFolder.At(whole, 1, column, row));
            }
        }

        SameInAnyWindow(cube, whole);
    }

    [Fact]
    public void Coarser_grids_take_the_pixel_in_the_middle_of_each_cell_wherever_the_file_begins()
    {
        var shifted = Utm with { Left = Utm.Left + 60, Top = Utm.Top - 20 };
        _folder.Write("x_20170101T100000.tif", shifted, PixelType.UInt16, 0, Number(shifted));
        var collection = _folder.Scan();
        var grid = CollectionCube.Coarser(Utm, 4);
        Assert.Equal((15, 13), (grid.Width, grid.Height));
        var cube = CollectionCube.Open(collection, collection.AllItems, collection.Bands, grid, new(0, 0, 15, 13))!;
        var whole = CollectionFolder.Read(cube);

        // Cell (3, 5) holds the pixels from column 12 - 3 = 9 and row 20 - 1 = 19 on; its middle is pixel (11, 21).
        Assert.Equal((21 * 60) + 11 + 1, CollectionFolder.At(whole, 0, 3, 5));

        // Cell (0, 0) has pixels only at its right and lower edges, and is like its neighbours.
        Assert.Equal(CollectionFolder.At(whole, 0, 1, 1), CollectionFolder.At(whole, 0, 0, 0));
        SameInAnyWindow(cube, whole);
    }

    [SkippableFact]
    public async Task Files_in_another_reference_system_are_brought_to_the_grid_as_gdalwarp_does()
    {
        GdalTool.Need("gdalwarp");
        _folder.Write("x_20170101.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        _folder.Write("x_20170102.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        var degrees = new Grid(10.3, 46.95, 0.0004, -0.0003, 80, 70, "EPSG:4326");
        var other = _folder.Write("x_20170103.tif", degrees, PixelType.UInt16, 0, Number(degrees));
        var collection = _folder.Scan();
        Assert.Equal("EPSG:32632", collection.Grid!.ReferenceSystem);
        var cube = CollectionFolder.Open(collection);
        var whole = CollectionFolder.Read(cube);

        var warped = Path.Combine(_folder.Path, "warped.tiff");
        var grid = collection.Grid;
        await GdalTool.RunAsync("gdalwarp", "-q", "-t_srs", "EPSG:32632", "-r", "near", "-et", "0", "-te",
            $"{grid.Left}", $"{grid.Bottom}", $"{grid.Right}", $"{grid.Top}", "-ts", $"{grid.Width}", $"{grid.Height}", other, warped);
        var expected = TestRaster.Read(warped);
        var cells = whole.Values.AsSpan(2 * expected.Length, expected.Length);
        var seen = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], Missing.Is(cells[i]) ? 0 : cells[i]);
            seen += expected[i] != 0 ? 1 : 0;
        }

        Assert.True(seen > 500);
        SameInAnyWindow(cube, whole);
    }

    [Fact]
    public void What_is_not_selected_is_not_read()
    {
        _folder.Write("x_20170101.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        var gone = _folder.Write("x_20170102.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        var far = _folder.Write("y/x_20170101.tif", Utm with { Left = 700_000 }, PixelType.UInt16, 0, Number(Utm));
        var cube = CollectionFolder.Open(_folder.Scan());
        var all = CubeCost.Of(cube);
        File.Delete(gone);
        File.Delete(far);

        var part = cube.Select("t", [0]).Crop(new(10, 10, 20, 20));

        Assert.Equal((10 * 60) + 10 + 1, CollectionFolder.At(CollectionFolder.Read(part), 0, 0, 0));
        Assert.Equal(new CubeCost(3 * 60 * 50, 3 * 60 * 50 * 2, 3, all.Cells), all);
        Assert.Equal(new CubeCost(400, 800, 1, 400), CubeCost.Of(part));
    }

    [Fact]
    public void A_declared_nan_is_missing_and_an_undeclared_one_is_a_number()
    {
        _folder.Write("x_20170101.tif", Utm, PixelType.Float32, double.NaN, (x, _) => x < 600_100 ? double.NaN : 1.5);
        _folder.Write("x_20170102.tif", Utm, PixelType.Float32, -9999, (x, _) => x < 600_100 ? double.NaN : x < 600_200 ? -9999 : 1.5);
        var cube = CollectionFolder.Read(_folder.Scan());

        Assert.True(Missing.Is(CollectionFolder.At(cube, 0, 0, 0)));
        Assert.Equal(1.5, CollectionFolder.At(cube, 0, 30, 0));
        Assert.True(double.IsNaN(CollectionFolder.At(cube, 1, 0, 0)) && !Missing.Is(CollectionFolder.At(cube, 1, 0, 0)));
        Assert.True(Missing.Is(CollectionFolder.At(cube, 1, 7, 0)));
        Assert.Equal(1.5, CollectionFolder.At(cube, 1, 30, 0));
    }

    [Fact]
    public void A_file_that_changed_its_size_since_the_scan_is_told_by_name()
    {
        _folder.Write("x_20170101.tif", Utm, PixelType.UInt16, 0, Number(Utm));
        var cube = CollectionFolder.Open(_folder.Scan());
        _folder.Write("x_20170101.tif", Utm with { Width = 30 }, PixelType.UInt16, 0, Number(Utm));

        var fault = Assert.Throws<Graticule.Raster.Gdal.RasterFileException>(() => CollectionFolder.Read(cube));

        Assert.Contains("'x_20170101.tif' has changed", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Numbers of the cells of a grid, from 1.</summary>
    private static Func<double, double, double> Number(Grid grid) => (x, y) =>
        (Math.Floor((y - grid.Top) / grid.StepY) * grid.Width) + Math.Floor((x - grid.Left) / grid.StepX) + 1;

    private MemoryCube Mosaic(IEnumerable<string> names)
    {
        var parts = names.Select(name => FileFacts.Read(_folder.Path, name).Single())
            .Select(file => new BandSource(Path.Combine(_folder.Path, file.Href), null, file.Grid!, (file.TileWidth, file.TileHeight), 1, file.Bands[0].Type, file.Bands[0].NoData)).ToList();
        return CollectionFolder.Read(CubeAssembly.Build([("2017-01-01", [parts])], CubeAssembly.ToDimension([new("B")]), Utm, new(0, 0, 60, 50))!);
    }

    private static void SameInAnyWindow(Cube cube, MemoryCube whole)
    {
        Random random = new(5);
        using ReadScope scope = new();
        for (var turn = 0; turn < 60; turn++)
        {
            var (column, row) = (random.Next(cube.Shape.Width), random.Next(cube.Shape.Height));
            Window window = new(column, row, 1 + random.Next(cube.Shape.Width - column), 1 + random.Next(cube.Shape.Height - row));
            var above = random.Next(Math.Min(5, row + 1));
            scope.Announce(window, window with { Row = row - above, Height = window.Height + above + random.Next(5) });
            var read = turn % 2 == 0 ? cube.Read(window, scope) : cube.Crop(window).Read(new(0, 0, window.Width, window.Height), scope);
            Assert.Equal(whole.Read(window, scope).Values.ToArray(), read.Values.ToArray());
            scope.Clear();
        }
    }
}
