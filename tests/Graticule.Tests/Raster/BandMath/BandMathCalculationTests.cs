using Graticule.Raster.BandMath;
using Graticule.Raster.Expressions;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.BandMath;

public sealed class BandMathCalculationTests : IDisposable
{
    private readonly TestRaster _rasters = new();

    public void Dispose() => _rasters.Dispose();

    [Fact]
    public async Task A_band_ratio_is_computed_and_keeps_the_georeference()
    {
        var image = _rasters.Write("a.tif", 2, PixelType.UInt16, null, [1, 2, 3, 0], [3, 2, 1, 0]);
        var output = _rasters.PathOf("out.tif");

        var result = await RunAsync(new BandMathRequest([image], "(im1b2-im1b1)/(im1b2+im1b1)"), output);

        Assert.Equal([0.5, 0, -0.5, double.NaN], TestRaster.Read(output));
        Assert.Equal(new BandMathResult(2, 2, PixelType.Float32, new Statistics(3, -0.5, 0.5, 0)), result);
        using var file = RasterFile.Open(output);
        Assert.Equal(TestRaster.Place.Transform, file.Info.Georeference!.Transform);
        Assert.Contains("32632", file.Info.Georeference.Wkt, StringComparison.Ordinal);
        Assert.Null(file.Info.Bands[0].NoData);
        Assert.Equal(2, Directory.GetFileSystemEntries(_rasters.Folder).Length);
    }

    [Theory]
    [InlineData(1, 700, 520)]
    [InlineData(3, 1025, 513)]
    [InlineData(2, 3, 2000)]
    public async Task Every_pixel_is_where_it_belongs_however_the_image_is_cut(int threads, int width, int height)
    {
        var first = Enumerable.Range(0, width * height).Select(i => (double)(i % 60_000)).ToArray();
        var second = first.Select(v => v % 97).ToArray();
        var images = new[]
        {
            _rasters.Write("a.tif", width, PixelType.UInt16, null, second, first),
            _rasters.Write("b.tif", width, PixelType.UInt8, null, second),
        };
        var output = _rasters.PathOf("out.tif");

        await RunAsync(new BandMathRequest(images, "im1b2*2+im2b1+idxX*1000+idxY") { OutputType = PixelType.Float64, Threads = threads }, output);

        var expected = first.Select((v, i) => (v * 2) + second[i] + (i % width * 1000.0) + (i / width));
        Assert.Equal(expected, TestRaster.Read(output));
    }

    [Fact]
    public async Task Positions_are_pixel_numbers_from_zero_and_coordinates_of_centres()
    {
        var image = _rasters.Write("a.tif", 2, PixelType.UInt8, null, [0, 0, 0, 0]);
        var output = _rasters.PathOf("out.tif");

        await RunAsync(new BandMathRequest([image], "idxPhyX") { OutputType = PixelType.Float64 }, output);
        Assert.Equal([500_005, 500_015, 500_005, 500_015], TestRaster.Read(output));

        await RunAsync(new BandMathRequest([image], "idxPhyY") { OutputType = PixelType.Float64 }, output);
        Assert.Equal([4_599_990, 4_599_990, 4_599_970, 4_599_970], TestRaster.Read(output));
    }

    [Fact]
    public async Task Nodata_is_a_number_like_others_unless_a_nodata_value_is_asked_for()
    {
        var image = _rasters.Write("a.tif", 4, PixelType.UInt8, 0, [0, 1, 2, 3], [5, 5, 0, 5]);
        var output = _rasters.PathOf("out.tif");

        await RunAsync(new BandMathRequest([image], "im1b1+im1b2"), output);
        Assert.Equal([5, 6, 2, 8], TestRaster.Read(output));

        var result = await RunAsync(new BandMathRequest([image], "im1b1+im1b2") { NoData = 255, OutputType = PixelType.UInt8 }, output);
        Assert.Equal([255, 6, 255, 8], TestRaster.Read(output));
        Assert.Equal(new Statistics(2, 6, 8, 14), result.Statistics);

        await RunAsync(new BandMathRequest([image], "im1b1 > 100 ? 1 : 0/0") { NoData = -1 }, output);
        Assert.Equal([-1, -1, -1, -1], TestRaster.Read(output));
        using var file = RasterFile.Open(output);
        Assert.Equal(-1, file.Info.Bands[0].NoData);
    }

    [Theory]
    [InlineData("im1b3", "im1b1 to im1b2")]
    [InlineData("im2b1", "one image")]
    [InlineData("im0b1", "one image")]
    [InlineData("red", "im1b1 to im1b2")]
    [InlineData("idxZ", "idxX")]
    [InlineData("im1b99999999999", "im1b1 to im1b2")]
    public async Task An_unknown_band_is_named_with_those_that_exist(string expression, string advice)
    {
        var image = _rasters.Write("a.tif", 1, PixelType.UInt8, null, [1], [2]);

        var error = await Assert.ThrowsAsync<ExpressionException>(() => RunAsync(new BandMathRequest([image], expression), _rasters.PathOf("o.tif")));

        Assert.Equal(1, error.Column);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_different_sizes_are_refused()
    {
        var a = _rasters.Write("a.tif", 2, PixelType.UInt8, null, [1, 2]);
        var b = _rasters.Write("b.tif", 1, PixelType.UInt8, null, [1, 2]);

        var error = await Assert.ThrowsAsync<RasterFileException>(() => RunAsync(new BandMathRequest([a, b], "im1b1"), _rasters.PathOf("o.tif")));

        Assert.Contains("'b.tif' (image 2) has 1 x 2 pixels, image 1 has 2 x 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nodata_value_that_the_type_cannot_hold_is_refused()
    {
        var image = _rasters.Write("a.tif", 1, PixelType.UInt8, null, [1]);
        var request = new BandMathRequest([image], "im1b1") { OutputType = PixelType.UInt8, NoData = -9999 };

        var error = await Assert.ThrowsAsync<BandMathRequestException>(() => RunAsync(request, _rasters.PathOf("o.tif")));

        Assert.Equal(nameof(BandMathRequest.NoData), error.Part);
        Assert.Contains("0 to 255", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(65_501, 1)]
    [InlineData(12_000, 12_000)]
    public void A_picture_larger_than_its_format_allows_is_refused(int width, int height)
    {
        Assert.Contains($"{width} x {height}", RasterFormats.Find("JPEG")!.Complain(width, height)!, StringComparison.Ordinal);
        Assert.Null(RasterFormats.Png.Complain(width, height));
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        var image = _rasters.Write("a.tif", 1200, PixelType.UInt8, null, new double[1200 * 1200]);
        using var cancel = new CancellationTokenSource();
        var progress = new Canceller(cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BandMathCalculation.RunAsync(
            new BandMathRequest([image], "im1b1") { Threads = 1 }, _rasters.PathOf("out.tif"), progress, cancel.Token));

        Assert.Equal(1, progress.Reports);
        Assert.Equal([image], Directory.GetFiles(_rasters.Folder));
    }

    [Fact]
    public async Task A_damaged_image_leaves_nothing_behind_and_an_earlier_result_stays()
    {
        var image = _rasters.Write("a.tif", 1200, PixelType.UInt8, null, [.. Enumerable.Range(0, 1200 * 1200).Select(i => (double)(i % 251))]);
        using (var stream = File.OpenWrite(image))
        {
            stream.SetLength(stream.Length / 2);
        }

        var output = _rasters.PathOf("out.tif");
        await File.WriteAllTextAsync(output, "earlier");

        await Assert.ThrowsAsync<RasterFileException>(() => RunAsync(new BandMathRequest([image], "im1b1"), output));

        Assert.Equal("earlier", await File.ReadAllTextAsync(output));
        Assert.Equal(2, Directory.GetFiles(_rasters.Folder).Length);
    }

    [SkippableFact]
    public async Task A_full_disk_gives_a_clear_error()
    {
        var image = _rasters.Write("a.tif", 1200, PixelType.UInt8, null, [.. Enumerable.Range(0, 1200 * 1200).Select(i => (double)(i % 251))]);
        using var disk = SmallDisk.TryMount(_rasters.PathOf("disk"), 1);
        Skip.If(disk is null, "a small tmpfs cannot be mounted here");

        var error = await Assert.ThrowsAsync<GdalException>(() => RunAsync(new BandMathRequest([image], "im1b1"), Path.Combine(disk.Folder, "out.tif")));

        Assert.Contains("The output cannot be", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(disk.Folder));
    }

    [Fact]
    public void The_pixels_in_memory_stay_within_the_bound()
    {
        foreach (var (width, blockWidth, blockHeight) in new[] { (10_980, 512, 512), (200_000, 200_000, 1), (1_000_000, 1_000_000, 1), (50_000, 50_000, 64) })
        {
            var bands = Enumerable.Repeat(new BandInfo(PixelType.Float64, null, BandColor.None), 4).ToList();
            var info = new RasterInfo("GTiff", width, 100_000, blockWidth, blockHeight, 1 << 20, bands, null);
            var program = ExpressionProgram.Compile(ExpressionParser.Parse("im1b1+im1b2+im1b3+im1b4", name => BandNames.Complain(name, [info])));
            var plan = new BandMathPlan([info], program, [.. program.Variables.Select(BandNames.Read)], PixelType.Float64, null);

            var grid = plan.Cut((512, 512), 32 << 20);

            var window = (long)grid.WindowWidth * grid.WindowHeight * 5 * sizeof(double);
            Assert.InRange(window, 1, 32 << 20);
            Assert.Equal(3, plan.ThreadsWithin(3 * (window + (1 << 20)), 8, grid));
            Assert.Equal(1, plan.ThreadsWithin(1, 8, grid));
        }
    }

    private static Task<BandMathResult> RunAsync(BandMathRequest request, string output) =>
        BandMathCalculation.RunAsync(request, output, null, CancellationToken.None);

    private sealed class Canceller(CancellationTokenSource source) : IProgress<double>
    {
        public int Reports { get; private set; }

        public void Report(double value)
        {
            Reports++;
            source.Cancel();
        }
    }
}
