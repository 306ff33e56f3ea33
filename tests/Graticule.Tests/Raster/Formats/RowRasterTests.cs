using System.Runtime.InteropServices;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Formats;

public sealed class RowRasterTests : IDisposable
{
    private readonly TestRaster _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 200, 3)]
    [InlineData(700, 130, 100)]
    public void Rows_given_in_any_portions_are_the_image(int width, int height, int portion)
    {
        var values = Enumerable.Range(0, width * height).Select(i => (short)((i * 31) - 4000)).ToArray();
        var path = _files.PathOf("rows.tif");

        using (var raster = new RowRaster(path, width, height, PixelType.Int16, TestRaster.Place))
        {
            for (var row = 0; row < height; row += portion)
            {
                raster.Append(MemoryMarshal.AsBytes(values.AsSpan(row * width, Math.Min(portion, height - row) * width)));
            }

            Assert.False(File.Exists(path));
            raster.Finish(2, CancellationToken.None);
        }

        Assert.Equal(values.Select(value => (double)value), TestRaster.Read(path));
        Assert.Equal([path], Directory.GetFiles(_files.Folder));
    }

    [Fact]
    public void An_image_that_lacks_rows_or_gets_too_many_is_none()
    {
        var path = _files.PathOf("rows.tif");
        using (var raster = new RowRaster(path, 4, 3, PixelType.UInt8, TestRaster.Place))
        {
            raster.Append(new byte[8]);
            Assert.Throws<ArgumentException>(() => raster.Append(new byte[8]));
            Assert.Throws<ArgumentException>(() => raster.Append(new byte[3]));
            Assert.Throws<InvalidOperationException>(() => raster.Finish(1, CancellationToken.None));
        }

        Assert.Empty(Directory.GetFiles(_files.Folder));
    }

    /// <summary>An average of codes would be another code.</summary>
    [Fact]
    public void Overviews_have_no_values_but_those_of_the_image()
    {
        var path = _files.PathOf("codes.tif");
        var codes = Enumerable.Range(0, 1100 * 1100).Select(i => (byte)(i % 3 == 0 ? 54 : 4)).ToArray();
        using (var raster = new RowRaster(path, 1100, 1100, PixelType.UInt8, TestRaster.Place))
        {
            raster.Append(codes);
            raster.Finish(2, CancellationToken.None);
        }

        using var file = RasterFile.Open(path);
        var small = new byte[100 * 100];
        file.Read(1, new(0, 0, 1100, 1100), 100, 100, PixelType.UInt8, small);
        Assert.Equal("4 54", string.Join(' ', small.Distinct().Order()));
    }
}
