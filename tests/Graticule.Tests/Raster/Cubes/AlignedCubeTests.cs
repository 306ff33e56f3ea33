using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Cubes on other grids, against the program gdalwarp.</summary>
public sealed class AlignedCubeTests : IDisposable
{
    private const double NoData = -9999;
    private const int Width = 60;
    private const int Height = 50;

    private readonly TestRaster _files = new();

    public void Dispose() => _files.Dispose();

    public static TheoryData<string> Methods => [.. AlignedCube.Methods];

    private static Grid Source { get; } = new(500_000, 4_600_000, 10, -20, Width, Height, "EPSG:32632");

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public Task A_shifted_finer_grid_is_as_gdalwarp_has_it(string method) =>
        AgreesAsync(method, new(500_003, 4_599_911, 7, -9, 70, 90, "EPSG:32632"));

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public Task A_coarser_grid_is_as_gdalwarp_has_it(string method) =>
        AgreesAsync(method, new(500_000, 4_600_000, 50, -100, 12, 10, "EPSG:32632"));

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public Task A_grid_that_sticks_out_is_as_gdalwarp_has_it(string method) =>
        AgreesAsync(method, new(499_900, 4_600_150, 11, -21, 80, 70, "EPSG:32632"));

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public Task Another_reference_system_is_as_gdalwarp_has_it(string method) =>
        AgreesAsync(method, new(8.9998, 41.5510, 0.00012, -0.00018, 70, 55, "EPSG:4326"));

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public Task A_grid_that_rises_reads_the_same_cells(string method)
    {
        Grid down = new(500_003, 4_599_911, 7, -9, 40, 30, "EPSG:32632");
        Grid up = new(500_003, down.Bottom, 7, 9, 40, 30, "EPSG:32632");
        var cube = Cube(Cells());
        var (falling, rising) = (ReadAll(AlignedCube.To(cube, down, method), 256), ReadAll(AlignedCube.To(cube, up, method), 256));
        for (var row = 0; row < 30; row++)
        {
            AssertEqual(falling.AsSpan(row * 40, 40).ToArray(), rising.AsSpan((29 - row) * 40, 40).ToArray(), 1e-9);
        }

        return Task.CompletedTask;
    }

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public void Windows_do_not_matter(string method)
    {
        Grid target = new(8.9998, 41.5510, 0.00027, -0.00033, 33, 31, "EPSG:4326");
        var aligned = AlignedCube.To(Cube(Cells()), target, method);
        AssertEqual(ReadAll(aligned, 256), ReadAll(aligned, 7), 1e-9);
    }

    [Fact]
    public void The_nearest_cell_keeps_a_computed_NaN_apart_from_nodata()
    {
        var cells = new double[Width * Height];
        cells[0] = double.NaN;
        cells[1] = Missing.Value;
        var aligned = ReadAll(AlignedCube.To(Cube(cells), new(500_000, 4_600_000, 5, -10, 4, 2, null), "near"), 256);
        Assert.True(double.IsNaN(aligned[0]) && !Missing.Is(aligned[0]));
        Assert.True(Missing.Is(aligned[2]));
    }

    [Fact]
    public void The_scale_is_cells_of_the_target_for_one_of_the_source()
    {
        // At 41.5 degrees north a degree has 111,062 m to the north and 83,485 m to the east, times 0.9996 on the grid of UTM.
        var scale = ((WarpedCube)AlignedCube.To(Cube(Cells()), new(9.0001, 41.5495, 0.00024, -0.00036, 20, 15, "EPSG:4326"), "cubic")).Scale;
        Assert.Equal(10 / (0.00024 * 83_485 * 0.9996), scale.X, 0.01);
        Assert.Equal(20 / (0.00036 * 111_062 * 0.9996), scale.Y, 0.01);
    }

    [Fact]
    public void The_same_grid_is_the_same_cube()
    {
        var cube = Cube(Cells());
        Assert.Same(cube, AlignedCube.To(cube, Source, "bilinear"));
    }

    [Fact]
    public void Planes_and_names_stay_and_the_axes_change()
    {
        var (x, y) = Source.ToDimensions("east", "north");
        Dimension bands = new("bands", DimensionType.Bands, new(["a", "b"]));
        var one = Cells();
        MemoryCube cube = new(new([x, bands, y]), [.. one, .. one.Select(value => value + 1000)]);
        Grid target = new(500_003, 4_599_911, 7, -9, 20, 10, "EPSG:32632");
        var aligned = AlignedCube.To(cube, target, "average");
        Assert.Equal(["east", "bands", "north"], aligned.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(target, aligned.Shape.Grid);
        var all = ReadAll(aligned, 256);
        AssertEqual([.. all[..200].Select(value => value + 1000)], all[200..], 1e-9);
        AssertEqual(all[200..], ReadAll(aligned.Select("bands", [1]), 256), 0);
    }

    [Fact]
    public void An_unknown_method_is_told_with_those_that_there_are()
    {
        var fault = Assert.Throws<ArgumentException>(() => AlignedCube.To(Cube(Cells()), Source, "linear"));
        Assert.Contains("bilinear, cubic", fault.Message, StringComparison.Ordinal);
    }

    private async Task AgreesAsync(string method, Grid target)
    {
        GdalTool.Need("gdalwarp");
        var cells = Cells();
        var source = _files.Write("source.tif", Width, PixelType.Float64, NoData, [.. cells.Select(value => Missing.Is(value) ? NoData : value)]);
        var output = _files.PathOf("warped.tif");
        var aligned = AlignedCube.To(Cube(cells), target, method);

        // By itself the program would measure the scale on the part of the target that the source covers, in whole cells.
        var scale = aligned is WarpedCube warped ? warped.Scale : (1, 1);
        await GdalTool.RunAsync("gdalwarp", [
            "-q", "-wo", FormattableString.Invariant($"XSCALE={scale.X:R}"), "-wo", FormattableString.Invariant($"YSCALE={scale.Y:R}"), "-r", method, "-et", "0", "-wt", "Float64", "-dstnodata", "-9999", "-t_srs", target.ReferenceSystem!,
            "-te", .. Texts(target.Left, target.Bottom, target.Right, target.Top), "-ts", .. Texts(target.Width, target.Height), source, output,
        ]);
        var expected = TestRaster.Read(output).Select(value => value == NoData ? Missing.Value : value).ToArray();
        Assert.Contains(expected, value => !Missing.Is(value));
        AssertEqual(expected, ReadAll(aligned, 256), 1e-9);
    }

    private static IEnumerable<string> Texts(params double[] numbers) => numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture));

    private static double[] Cells()
    {
        var random = new Random(7);
        var cells = new double[Width * Height];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = random.Next(12) == 0 ? Missing.Value : Math.Round((40 * Math.Sin(i % Width / 7.0)) + (30 * Math.Cos(i / Width / 5.0)) + random.Next(9));
        }

        return cells;
    }

    private static MemoryCube Cube(double[] cells)
    {
        var (x, y) = Source.ToDimensions();
        return new(new([y, x]), cells);
    }

    private static double[] ReadAll(Cube cube, int tile) =>
        CubeWalk.ToMemory(tile == 256 ? cube : new Tiled(cube, tile), new(2, 1 << 26), CancellationToken.None).Values;

    private static void AssertEqual(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var wrong = Enumerable.Range(0, expected.Length)
            .Where(i => Missing.Is(expected[i]) != Missing.Is(actual[i]) || Math.Abs(expected[i] - actual[i]) > tolerance * Math.Max(1, Math.Abs(expected[i])))
            .ToList();
        Assert.True(wrong.Count == 0, wrong.Count == 0 ? "" : $"{wrong.Count} of {expected.Length} differ, first at {wrong[0]}: {expected[wrong[0]]} is {actual[wrong[0]]}");
    }

    private sealed class Tiled(Cube inner, int tile) : Cube(inner.Shape)
    {
        public override (int Width, int Height) Tile => (tile, tile);

        public override Block Read(Window window, ReadScope scope) => inner.Read(window, scope);
    }
}
