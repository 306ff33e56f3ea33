using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class PictureTests : IDisposable
{
    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_band_is_grey_from_its_smallest_to_its_largest_value_and_clear_where_it_has_none()
    {
        var file = _folder.Write("png", Cube(1, [-1, 0, 1, 0.5, Missing.Value, double.NaN]), ("worldfile", true));

        Assert.Equal([0, 128, 255, 191, 0, 0], TestRaster.Read(_folder.PathOf(file[0]), 1));
        Assert.Equal([255, 255, 255, 255, 0, 0], TestRaster.Read(_folder.PathOf(file[0]), 2));
        Assert.Equal(["20", "0", "0", "-20", "652010", "5180990"], File.ReadAllLines(_folder.PathOf(file[1])));
        Assert.Equal("Values from -1 to 1 are shown as 0 to 255.", Assert.Single(file[0].Remarks));
    }

    [Theory]
    [InlineData(new double[] { 0, 12, 200.4, 7, 3, 3 }, null, null, new double[] { 0, 12, 200, 7, 3, 3 })]
    [InlineData(new double[] { 0, 500, 1000, 250, 2000, -9 }, 0.0, 1000.0, new double[] { 0, 128, 255, 64, 255, 0 })]
    [InlineData(new double[] { 4000, 4000, 4000, 4000, 4000, 4000 }, null, null, new double[] { 128, 128, 128, 128, 128, 128 })]
    public void Bytes_stay_as_they_are_and_limits_may_be_given(double[] cells, double? low, double? high, double[] expected)
    {
        var file = _folder.Write("PNG", Cube(1, cells), ("minimum", low), ("maximum", high))[0];

        Assert.Equal(expected, TestRaster.Read(_folder.PathOf(file), 1));
    }

    [Fact]
    public void Three_bands_are_red_green_and_blue_with_one_stretch()
    {
        var file = _folder.Write("PNG", Cube(3, [.. Enumerable.Range(0, 18).Select(number => number * 100.0)]))[0];

        for (var band = 0; band < 3; band++)
        {
            Assert.Equal(Enumerable.Range(6 * band, 6).Select(number => Math.Round(number * 15.0)), TestRaster.Read(_folder.PathOf(file), band + 1));
        }

        Assert.Equal(3, file.Bands.Count);
    }

    [Fact]
    public void A_jpeg_comes_close_to_the_values()
    {
        var file = _folder.Write("JPEG", CubeFolder.Cube(1, 1, 200, 200), ("quality", 95.0))[0];

        var rows = TestRaster.Read(_folder.PathOf(file)).Chunk(200).Select(row => row.Order().ElementAt(100)).ToList();
        Assert.All(rows.Index(), row => Assert.Equal(row.Index, row.Item, 4.0));
    }

    [Fact]
    public void Two_bands_are_no_picture()
    {
        var exception = Assert.Throws<CubeFormatException>(() => _folder.Write("PNG", CubeFolder.Cube(1, 2, 3, 3)));

        Assert.Equal("FormatUnsuitable", exception.Code);
        Assert.Contains("filter_bands", exception.Message, StringComparison.Ordinal);
    }

    private static MemoryCube Cube(int bands, double[] cells)
    {
        var (x, y) = CubeFolder.Utm(3, 2).ToDimensions();
        return new(new([new("bands", DimensionType.Bands, new(Enumerable.Range(1, bands).Select(band => new Label($"B{band}")))), y, x]), cells);
    }
}
