using System.Globalization;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

/// <summary>Pictures in other CRS, held against gdalwarp without its approximation.</summary>
public sealed class OtherGridTests : IDisposable
{
    private readonly TestRaster _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("EPSG:3857", 1000400, 5069000, 1008000, 5073500, 300, 180)]
    [InlineData("EPSG:4326", 8.99, 41.3, 9.10, 41.56, 256, 256)]
    [InlineData("EPSG:32633", 0, 4595000, 20000, 4610000, 200, 200)]
    [InlineData("EPSG:3035", 4235000, 2033000, 4243000, 2044000, 256, 300)]
    public void A_picture_is_where_gdal_puts_it(string crs, double minX, double minY, double maxX, double maxY, int width, int height)
    {
        var path = _folder.Write("a.tif", 640, PixelType.UInt8, null, Gradient(640, 900));
        Compare(path, crs, new(minX, minY, maxX, maxY), width, height);
    }

    [SkippableTheory]
    [InlineData("EPSG:3413", -4_000_000, -4_000_000, 4_000_000, 4_000_000)]
    [InlineData("EPSG:3031", -3_000_000, -3_000_000, 3_000_000, 3_000_000)]
    [InlineData("EPSG:3857", -20037508.342789, -20037508.342789, 20037508.342789, 20037508.342789)]
    [InlineData("EPSG:3832", -8_000_000, -8_000_000, 8_000_000, 8_000_000)]
    [InlineData("ESRI:54009", -18_100_000, -9_050_000, 18_100_000, 9_050_000)]
    public void Poles_the_antimeridian_and_the_end_of_the_world_are_exact(string crs, double minX, double minY, double maxX, double maxY)
    {
        var plain = _folder.Write("plain.tif", 720, PixelType.UInt8, null, Gradient(720, 360));
        var path = _folder.PathOf("world.tif");
        Witness.Run("gdal_translate", "-q", "-a_srs", "EPSG:4326", "-a_ullr", "-180", "90", "180", "-90", plain, path);
        Compare(path, crs, new(minX, minY, maxX, maxY), 256, 256);
    }

    [SkippableFact]
    public void A_turned_raster_is_drawn_upright()
    {
        var plain = _folder.Write("plain.tif", 300, PixelType.UInt8, null, Gradient(300, 300));
        var path = _folder.PathOf("turned.tif");
        var vrt = _folder.PathOf("turned.vrt");
        Witness.Run("gdal_translate", "-q", "-of", "VRT", plain, vrt);
        var text = File.ReadAllText(vrt);
        var (start, end) = (text.IndexOf("<GeoTransform>", StringComparison.Ordinal), text.IndexOf("</GeoTransform>", StringComparison.Ordinal));
        File.WriteAllText(vrt, text[..start] + "<GeoTransform>500000,8,3,4600000,3,-8" + text[end..]);
        Witness.Run("gdal_translate", "-q", vrt, path);

        Compare(path, "EPSG:32632", new(500_500, 4_598_000, 502_500, 4_600_000), 200, 200);
    }

    [Fact]
    public void What_lies_beside_the_raster_is_one_small_picture()
    {
        var path = _folder.Write("a.tif", 10, PixelType.UInt8, null, new double[100]);
        using var renderer = new MapRenderer();

        var picture = renderer.Draw(new() { Path = path, Crs = "EPSG:3857", Box = new(0, 0, 1000, 1000), Width = 256, Height = 256 }, CancellationToken.None);

        Assert.InRange(picture.Length, 60, 400);
        Assert.Equal(0, Drawn.Read(_folder, picture).At(100, 100).Alpha);
    }

    private void Compare(string path, string crs, Box box, int width, int height)
    {
        var warped = _folder.PathOf("warped.tif");
        Witness.Run(
            "gdalwarp", "-q", "-r", "near", "-et", "0", "-ovr", "NONE", "-dstalpha", "-t_srs", crs, "-te", Text(box.MinX), Text(box.MinY), Text(box.MaxX), Text(box.MaxY),
            "-ts", Text(width), Text(height), path, warped);
        var (values, opacities) = (TestRaster.Read(warped), TestRaster.Read(warped, 2));

        var drawn = Drawn.Draw(_folder, new() { Path = path, Crs = crs, Box = box, Width = width, Height = height });

        var (wrong, seen) = (0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var pixel = drawn.At(i % width, i / width);
            seen += pixel.Alpha > 0 ? 1 : 0;
            wrong += pixel.Alpha != opacities[i] || (pixel.Alpha > 0 && pixel.Red != (int)values[i]) ? 1 : 0;
        }

        // Every pixel has another value than its neighbours, so one that is interpolated to the other side of an edge counts. Places are right
        // within an eighth of a pixel of the picture: along either axis an eighth of the pixels at most, and in fact far fewer.
        Assert.InRange(wrong, 0, width * height / 40);
        Assert.InRange(seen, width * height / 10, width * height);
    }

    private static double[] Gradient(int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(i => (double)((i % width * 7) + (i / width * 31) & 0xFF))];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
