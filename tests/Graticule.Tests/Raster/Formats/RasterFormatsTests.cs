using Graticule.Raster.BandMath;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Formats;

public sealed class RasterFormatsTests : IDisposable
{
    private readonly TestRaster _rasters = new();

    public void Dispose() => _rasters.Dispose();

    public static TheoryData<string> Names => new(RasterFormats.All.Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_format_can_be_written_and_read_back(string name)
    {
        var format = RasterFormats.Find(name)!;
        var image = _rasters.Write("a.tif", 600, PixelType.UInt16, null, [.. Enumerable.Range(0, 600 * 600).Select(i => (double)(i % 600))]);
        var output = _rasters.PathOf("out" + format.Extension);
        var shares = new Shares();

        await BandMathCalculation.RunAsync(new BandMathRequest([image], "im1b1*2") { Format = format }, output, shares, CancellationToken.None);

        using var file = RasterFile.Open(output);
        Assert.Equal((600, 600), (file.Info.Width, file.Info.Height));
        Assert.Equal(format.IsPicture, file.Info.Bands[0].Type is PixelType.UInt8);
        Assert.Equal(1, shares.Values[^1], 1e-9);
        Assert.Equal(shares.Values.Order(), shares.Values);
        Assert.Equal(2, Directory.GetFiles(_rasters.Folder).Length);
    }

    [Fact]
    public void Formats_are_found_by_name_and_media_type()
    {
        Assert.Equal("COG", RasterFormats.Find("cog")!.Name);
        Assert.Equal("PNG", RasterFormats.Find("IMAGE/PNG")!.Name);
        Assert.Equal("GTiff", RasterFormats.Find("image/tiff; application=geotiff")!.Name);
        Assert.Null(RasterFormats.Find("image/gif"));
        Assert.Equal(RasterFormats.All.Count, RasterFormats.All.SelectMany(f => f.MediaTypes.Take(1)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_picture_runs_from_the_2nd_to_the_98th_percentile_and_is_transparent_without_a_value()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i), double.NaN];
        var image = _rasters.Write("a.tif", values.Length, PixelType.Float32, null, values);
        var output = _rasters.PathOf("out.png");

        await BandMathCalculation.RunAsync(new BandMathRequest([image], "im1b1") { Format = RasterFormats.Png }, output, null, CancellationToken.None);

        var grey = TestRaster.Read(output);
        var alpha = TestRaster.Read(output, 2);
        Assert.Equal([0, 0, 0], grey[..3]);
        Assert.Equal(Math.Floor((1 / 96.0 * 255) + 0.5), grey[3]);
        Assert.Equal([255, 255, 255], grey[98..101]);
        Assert.Equal((255, 0), (alpha[100], alpha[101]));
    }

    [Fact]
    public async Task A_picture_of_bytes_is_the_bytes()
    {
        var image = _rasters.Write("a.tif", 4, PixelType.UInt8, null, [0, 1, 100, 255]);
        var output = _rasters.PathOf("out.png");
        var request = new BandMathRequest([image], "im1b1") { Format = RasterFormats.Png, OutputType = PixelType.UInt8 };

        await BandMathCalculation.RunAsync(request, output, null, CancellationToken.None);

        Assert.Equal([0, 1, 100, 255], TestRaster.Read(output));
    }

    [Theory]
    [InlineData(null, null, 127)]
    [InlineData(0.0, 10.0, 128)]
    [InlineData(5.0, 10.0, 0)]
    [InlineData(0.0, 5.0, 255)]
    public async Task A_stretch_decides_about_the_grey_of_a_constant_image(double? low, double? high, double grey)
    {
        var image = _rasters.Write("a.tif", 1, PixelType.Float32, null, [5]);
        var output = _rasters.PathOf("out.png");
        var stretch = low is null ? null : new Stretch(low.Value, high!.Value);

        await BandMathCalculation.RunAsync(
            new BandMathRequest([image], "im1b1") { Format = RasterFormats.Png, Stretch = stretch }, output, null, CancellationToken.None);

        Assert.Equal([grey], TestRaster.Read(output));
    }

    [Theory]
    [InlineData(3000, 1500, 1024, 512)]
    [InlineData(10, 30, 10, 30)]
    [InlineData(4000, 1, 1024, 1)]
    public void A_quicklook_is_at_most_1024_pixels_long(int width, int height, int expectedWidth, int expectedHeight)
    {
        var image = _rasters.Write("a.tif", width, PixelType.Int16, null, [.. Enumerable.Range(0, width * height).Select(i => (double)(i % width))]);
        var output = _rasters.PathOf("look.png");

        Quicklook.Write(image, output);

        using var file = RasterFile.Open(output);
        Assert.Equal(("PNG", expectedWidth, expectedHeight), (file.Info.Driver, file.Info.Width, file.Info.Height));
        Assert.Equal(2, Directory.GetFiles(_rasters.Folder).Length);
    }

    [Fact]
    public async Task A_deflated_GeoTIFF_holds_the_same_numbers_in_less_room()
    {
        var image = _rasters.Write("a.tif", 700, PixelType.UInt16, null, [.. Enumerable.Range(0, 700 * 700).Select(i => (double)(i % 700))]);
        var plain = _rasters.PathOf("plain.tif");
        var small = _rasters.PathOf("small.tif");

        await BandMathCalculation.RunAsync(new BandMathRequest([image], "im1b1/7"), plain, null, CancellationToken.None);
        await BandMathCalculation.RunAsync(
            new BandMathRequest([image], "im1b1/7") { Compression = Compression.Deflate }, small, null, CancellationToken.None);

        Assert.Equal(TestRaster.Read(plain), TestRaster.Read(small));
        Assert.True(new FileInfo(small).Length < new FileInfo(plain).Length / 4);
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
