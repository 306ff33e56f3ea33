using Graticule.Raster.Formats;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

/// <summary>Pictures in the file's own CRS, held against gdal_translate.</summary>
public sealed class OwnGridTests : IDisposable
{
    private readonly TestRaster _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(PixelType.UInt8)]
    [InlineData(PixelType.UInt16)]
    [InlineData(PixelType.Int16)]
    [InlineData(PixelType.Int32)]
    [InlineData(PixelType.Float32)]
    [InlineData(PixelType.Float64)]
    public void A_window_is_scaled_as_gdal_scales_it(PixelType type)
    {
        var path = _folder.Write("a.tif", 700, type, null, Noise(700, 650, 251, 1), Noise(700, 650, 251, 2), Noise(700, 650, 251, 3));
        Witness.Run("gdal_translate", "-q", "-srcwin", "480", "500", "100", "60", "-scale", "10", "201", "0", "255", "-ot", "Byte", path, _folder.PathOf("w.tif"));

        var drawn = Drawn.Draw(_folder, Window(path, 480, 500, 100, 60) with { Bands = ["1", "2", "3"], Range = (10, 201) });

        for (var band = 0; band < 3; band++)
        {
            // Half a grey is rounded up by both, but not from the same sum.
            Assert.All(TestRaster.Read(_folder.PathOf("w.tif"), band + 1).Zip(drawn.Bands[band]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
        }
    }

    [SkippableTheory]
    [InlineData(1300)]
    [InlineData(333)]
    [InlineData(100)]
    public void Overviews_are_chosen_as_gdal_chooses_them(int width)
    {
        var plain = _folder.Write("plain.tif", 1300, PixelType.UInt8, null, Noise(1300, 1300, 256, 4));
        RasterFormats.Find("COG")!.Write(new(plain, _folder.PathOf("cog.tif"), null, 1, null, CancellationToken.None));
        Witness.Run("gdal_translate", "-q", "-outsize", $"{width}", $"{width}", _folder.PathOf("cog.tif"), _folder.PathOf("w.tif"));

        var drawn = Drawn.Draw(_folder, Window(_folder.PathOf("cog.tif"), 0, 0, 1300, 1300) with { Width = width, Height = width });

        Assert.Equal(TestRaster.Read(_folder.PathOf("w.tif")), drawn.Bands[0]);
    }

    [Fact]
    public void A_raster_without_overviews_is_thinned_to_its_own_pixels()
    {
        const int Side = 2100;
        var values = Enumerable.Range(0, Side * Side).Select(i => (double)((i % Side / 8) + (i / Side / 8) & 0xFF)).ToArray();
        var path = _folder.Write("plain.tif", Side, PixelType.UInt8, null, values);

        var drawn = Drawn.Draw(_folder, Window(path, 0, 0, Side, Side) with { Width = 150, Height = 150 });

        for (var i = 0; i < drawn.Bands[0].Length; i++)
        {
            // A pixel of the picture is 14 pixels wide: what is shown lies within it, so at most 28 pixels apart along both axes.
            var expected = (((i % 150 * 14) + 7) / 8) + (((i / 150 * 14) + 7) / 8) & 0xFF;
            Assert.InRange(Math.Min(Math.Abs(expected - drawn.Bands[0][i]), 256 - Math.Abs(expected - drawn.Bands[0][i])), 0, 4);
        }
    }

    [Fact]
    public void Enlarged_pixels_are_whole()
    {
        var path = _folder.Write("small.tif", 2, PixelType.UInt8, null, [10, 20, 30, 40]);

        var drawn = Drawn.Draw(_folder, Window(path, 0, 0, 2, 2) with { Width = 4, Height = 4 });

        Assert.Equal([10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40], drawn.Bands[0]);
    }

    /// <summary>The part of a test raster (10 x 20 m pixels) as a picture of the same pixels.</summary>
    internal static MapRequest Window(string path, int column, int row, int width, int height) => new()
    {
        Path = path,
        Box = new(
            TestRaster.Place.X(column, 0), TestRaster.Place.Y(0, row + height), TestRaster.Place.X(column + width, 0), TestRaster.Place.Y(0, row)),
        Width = width,
        Height = height,
    };

    internal static double[] Noise(int width, int height, int limit, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, width * height).Select(_ => (double)random.Next(limit))];
    }
}
