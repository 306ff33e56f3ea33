using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

public sealed class StyleTests : IDisposable
{
    private readonly TestRaster _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("viridis", 0x440154, 0xFDE725)]
    [InlineData("ndvi", 0xA50026, 0x006837)]
    [InlineData("grey", 0x000000, 0xFFFFFF)]
    public void A_ramp_runs_from_its_first_colour_to_its_last(string style, int first, int last)
    {
        var path = _folder.Write("a.tif", 4, PixelType.Float32, null, [-5, -1, 1, 9]);

        var drawn = Drawn.Draw(_folder, OwnGridTests.Window(path, 0, 0, 4, 1) with { Style = style, Range = (-1, 1) });

        Assert.Equal([first, first, last, last], Enumerable.Range(0, 4).Select(i => Rgb(drawn.At(i, 0))));
    }

    [Theory]
    [InlineData(PixelType.UInt8)]
    [InlineData(PixelType.UInt16)]
    [InlineData(PixelType.Float32)]
    [InlineData(PixelType.Float64)]
    public void What_is_no_value_is_transparent_or_has_the_colour_of_the_paper(PixelType type)
    {
        var path = _folder.Write("a.tif", 40, type, 7, [.. Enumerable.Range(0, 40).Select(i => i == 20 && type.IsFloating() ? double.NaN : i % 10)]);
        var request = OwnGridTests.Window(path, 0, 0, 40, 1) with { Range = (0, 9), Style = "magma" };

        var clear = Drawn.Draw(_folder, request);
        var solid = Drawn.Draw(_folder, request with { IsTransparent = false, Background = 0x123456 });

        for (var i = 0; i < 40; i++)
        {
            var isGap = i % 10 == 7 || (i == 20 && type.IsFloating());
            Assert.Equal(isGap ? 0 : 255, clear.At(i, 0).Alpha);
            Assert.Equal(isGap, Rgb(solid.At(i, 0)) == 0x123456);
        }
    }

    [Fact]
    public void In_colour_a_pixel_is_transparent_where_no_band_has_a_value()
    {
        var path = _folder.Write("a.tif", 3, PixelType.UInt8, 0, [0, 0, 5], [0, 9, 6], [0, 0, 7]);

        var drawn = Drawn.Draw(_folder, OwnGridTests.Window(path, 0, 0, 3, 1) with { Bands = ["1", "2", "3"] });

        Assert.Equal([(0, 0, 0, 0), (0, 9, 0, 255), (5, 6, 7, 255)], Enumerable.Range(0, 3).Select(i => drawn.At(i, 0)));
    }

    [Fact]
    public void All_256_greys_and_a_gap_lose_nothing()
    {
        var path = _folder.Write("a.tif", 257, PixelType.UInt16, 999, [.. Enumerable.Range(0, 256).Select(i => (double)i), 999]);

        var drawn = Drawn.Draw(_folder, OwnGridTests.Window(path, 0, 0, 257, 1) with { Range = (0, 255) });

        Assert.Equal([.. Enumerable.Range(0, 256).Select(i => (i, i, i, 255)), (0, 0, 0, 0)], Enumerable.Range(0, 257).Select(i => drawn.At(i, 0)));
    }

    [SkippableFact]
    public void Palettes_and_masks_are_those_of_the_file()
    {
        var plain = _folder.Write("plain.tif", 3, PixelType.UInt8, null, [0, 1, 2]);
        var vrt = _folder.PathOf("p.vrt");
        Witness.Run("gdal_translate", "-q", "-of", "VRT", plain, vrt);
        var text = File.ReadAllText(vrt).Replace("<ColorInterp>Gray</ColorInterp>", "", StringComparison.Ordinal);
        var at = text.IndexOf("<SimpleSource>", StringComparison.Ordinal);
        File.WriteAllText(vrt, text[..at] + """<ColorInterp>Palette</ColorInterp><ColorTable><Entry c1="10" c2="20" c3="30" c4="255"/><Entry c1="40" c2="50" c3="60" c4="255"/><Entry c1="70" c2="80" c3="90" c4="255"/></ColorTable>""" + text[at..]);
        var colored = _folder.PathOf("colored.tif");
        Witness.Run("gdal_translate", "-q", vrt, colored);
        var masked = _folder.PathOf("masked.tif");
        var alpha = _folder.Write("alpha.tif", 3, PixelType.UInt8, null, [50, 60, 70], [255, 0, 128]);
        Witness.Run("gdal_translate", "-q", "-b", "1", "-b", "2", "-colorinterp_2", "alpha", alpha, masked);

        var palette = Drawn.Draw(_folder, OwnGridTests.Window(colored, 0, 0, 3, 1));
        var opacity = Drawn.Draw(_folder, OwnGridTests.Window(masked, 0, 0, 3, 1));

        Assert.Equal([(10, 20, 30, 255), (40, 50, 60, 255), (70, 80, 90, 255)], Enumerable.Range(0, 3).Select(i => palette.At(i, 0)));
        Assert.Equal([(50, 50, 50, 255), (0, 0, 0, 0), (70, 70, 70, 128)], Enumerable.Range(0, 3).Select(i => opacity.At(i, 0)));
    }

    [Fact]
    public void Without_a_range_the_second_and_the_98th_percentile_are_the_ends()
    {
        var path = _folder.Write("a.tif", 101, PixelType.Int32, null, [.. Enumerable.Range(0, 101).Select(i => (double)i * 1000)]);

        var drawn = Drawn.Draw(_folder, OwnGridTests.Window(path, 0, 0, 101, 1));

        Assert.Equal((0, 0, 255, 255), (drawn.At(0, 0).Red, drawn.At(2, 0).Red, drawn.At(98, 0).Red, drawn.At(100, 0).Red));
        Assert.InRange(drawn.At(50, 0).Red, 127, 128);
    }

    [Fact]
    public void A_jpeg_shows_what_the_png_shows()
    {
        var shades = Enumerable.Range(0, 64 * 64).Select(i => (double)((i % 64) + (i / 64))).ToArray();
        var path = _folder.Write("a.tif", 64, PixelType.UInt8, null, shades, shades, [.. shades.Select(shade => shade / 2)]);
        var request = OwnGridTests.Window(path, 0, 0, 64, 64) with { Bands = ["1", "2", "3"] };

        var png = Drawn.Draw(_folder, request);
        var jpeg = Drawn.Draw(_folder, request with { MediaType = "image/jpeg" });

        Assert.Equal(3, jpeg.Bands.Count);
        for (var band = 0; band < 3; band++)
        {
            // A smooth picture of quality 80: single pixels are off by a few shades, the mean by less than one.
            Assert.All(png.Bands[band].Zip(jpeg.Bands[band]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 12));
            Assert.InRange(Math.Abs(png.Bands[band].Average() - jpeg.Bands[band].Average()), 0, 1);
        }
    }

    [Theory]
    [InlineData(nameof(MapRequest.Style), "no-such-style", null, "EPSG:32632", 10)]
    [InlineData(nameof(MapRequest.Bands), null, "4", "EPSG:32632", 10)]
    [InlineData(nameof(MapRequest.Bands), null, "1,2", "EPSG:32632", 10)]
    [InlineData(nameof(MapRequest.Crs), null, null, "EPSG:999999", 10)]
    [InlineData(nameof(MapRequest.Crs), null, null, "/etc/passwd", 10)]
    [InlineData(nameof(MapRequest.Width), null, null, null, 8193)]
    [InlineData(nameof(MapRequest.Width), null, null, null, 0)]
    public void What_cannot_be_drawn_is_named(string part, string? style, string? bands, string? crs, int width)
    {
        var path = _folder.Write("a.tif", 2, PixelType.UInt8, null, [1, 2], [1, 2], [1, 2]);
        var request = OwnGridTests.Window(path, 0, 0, 2, 1) with
        {
            Style = style,
            Bands = bands?.Split(','),
            Crs = crs,
            Width = width,
        };

        Assert.Equal(part, Assert.Throws<MapRequestException>(() => Drawn.Draw(_folder, request)).Part);
    }

    [Fact]
    public void A_legend_runs_from_the_highest_value_at_the_top_to_the_lowest()
    {
        var drawn = Drawn.Read(_folder, MapLegend.Draw("viridis", -0.25, 1200));

        Assert.Equal((MapLegend.DefaultWidth, MapLegend.DefaultHeight), (drawn.Width, drawn.Height));
        Assert.Equal((0xFDE725, 0x440154), (Rgb(drawn.At(10, 6)), Rgb(drawn.At(10, MapLegend.DefaultHeight - 7))));

        // "-0.25" has more dots than an empty label.
        var inked = Enumerable.Range(30, 40).Sum(x => Enumerable.Range(145, 10).Count(y => Rgb(drawn.At(x, y)) == 0x202020));
        Assert.InRange(inked, 30, 80);
    }

    private static int Rgb((int Red, int Green, int Blue, int Alpha) color) => (color.Red << 16) | (color.Green << 8) | color.Blue;
}
