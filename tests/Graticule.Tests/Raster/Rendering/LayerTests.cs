using System.Globalization;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

/// <summary>Descriptions, values and coverages, held against GDAL's programs.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly TestRaster _folder = new();
    private readonly MapRenderer _renderer = new();

    public void Dispose()
    {
        _renderer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_description_says_where_the_file_lies_and_what_its_bands_hold()
    {
        var path = _folder.Write("a.tif", 101, PixelType.UInt16, 65535, [.. Enumerable.Range(0, 101).Select(i => i == 100 ? 65535.0 : i * 10)]);

        var layer = _renderer.Describe(new(path, "EPSG:3857"), default);

        Assert.Equal((101, 1, "EPSG:32632"), (layer.Width, layer.Height, layer.Crs));
        Assert.Equal(new Box(500_000, 4_599_980, 501_010, 4_600_000), layer.Bounds);

        // gdaltransform gives 9 E, 41.5516645 N for the upper left corner, which is 1001875.417 east in EPSG:3857.
        Assert.InRange(layer.GeographicBounds!.Value.MinX, 8.9999, 9.0001);
        Assert.InRange(layer.GeographicBounds.Value.MaxY, 41.551664, 41.551665);
        Assert.InRange(layer.AskedBounds!.Value.MinX, 1_001_875.41, 1_001_875.42);
        Assert.Equal(new LayerBand("band1", "UInt16", 65535, 0, 990, null) { Low = 10, High = 970 }, Assert.Single(layer.Bands));
    }

    [SkippableFact]
    public void A_value_is_the_one_that_gdal_finds_there()
    {
        var path = _folder.Write("a.tif", 700, PixelType.Int16, -1, OwnGridTests.Noise(700, 600, 3000, 1), OwnGridTests.Noise(700, 600, 3, 2).Select(v => v - 1).ToArray());
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var (longitude, latitude) = (9.0 + (random.NextDouble() * 0.08), 41.45 + (random.NextDouble() * 0.09));
            var expected = Witness.Run("gdallocationinfo", "-valonly", "-wgs84", path, Text(longitude), Text(latitude))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList();

            var values = _renderer.Probe(new(path, "EPSG:4326", longitude, latitude), default);

            Assert.Equal(expected.Select(value => value == -1 ? (double?)null : value), values.Values);
        }
    }

    [Fact]
    public void Beside_the_raster_there_is_no_value()
    {
        var path = _folder.Write("a.tif", 2, PixelType.UInt8, null, [1, 2]);

        Assert.Equivalent(new PointValues(null, null, []), _renderer.Probe(new(path, null, 499_999, 4_599_990), default));
        Assert.Equivalent(new PointValues(1, 0, [2.0]), _renderer.Probe(new(path, null, 500_015, 4_599_999), default));
    }

    [Fact]
    public void A_file_without_a_place_is_counted_in_pixels_from_its_lower_left_corner()
    {
        var path = _folder.PathOf("plain.tif");
        using (var writer = new GeoTiffWriter(path, new GeoTiffLayout(2, 2, 1, PixelType.UInt8, null, null, Compression.None, 1)))
        {
            writer.Write(1, 0, 0, [1, 2, 3, 4]);
            writer.Finish();
        }

        var layer = _renderer.Describe(new(path), default);

        Assert.Equal((new Box(0, 0, 2, 2), null, null), (layer.Bounds, layer.Crs, layer.GeographicBounds));
        Assert.Equal([3.0], _renderer.Probe(new(path, null, 0.5, 0.5), default).Values);
        Assert.Equal([1.0, 2, 3, 4], Drawn.Draw(_folder, new() { Path = path, Box = new(0, 0, 2, 2), Width = 2, Height = 2 }).Bands[0]);
        Assert.Equal("Crs", Assert.Throws<MapRequestException>(() => _renderer.Probe(new(path, "EPSG:4326", 0, 0), default)).Part);
    }

    [Fact]
    public void A_window_has_exactly_the_values_of_the_file()
    {
        var path = _folder.Write("a.tif", 700, PixelType.Float32, -9, OwnGridTests.Noise(700, 600, 3000, 5), OwnGridTests.Noise(700, 600, 3000, 6));
        var target = _folder.PathOf("cut.tif");

        // The box begins in column 500 and row 520 and ends in column 639 and row 569.
        _renderer.Write(
            new() { Path = path, Target = target, Box = new(505_003, 4_600_000 - (570 * 20), 506_395, 4_600_000 - (520 * 20) - 7), Bands = [2, 1] }, default);

        using var cut = RasterFile.Open(target);
        Assert.Equal((140, 50, 2, -9.0), (cut.Info.Width, cut.Info.Height, cut.Info.Bands.Count, cut.Info.Bands[0].NoData));
        Assert.Equal([505_000, 10, 0, 4_600_000 - (520 * 20), 0, -20], cut.Info.Georeference!.Transform);
        var (source, values) = (TestRaster.Read(path, 2), TestRaster.Read(target, 1));
        Assert.Equal(Enumerable.Range(0, 140 * 50).Select(i => source[((520 + (i / 140)) * 700) + 500 + (i % 140)]), values);
        Assert.Equal(2, Directory.GetFiles(_folder.Folder).Length);
    }

    [SkippableTheory]
    [InlineData("nearest", "near")]
    [InlineData("bilinear", "bilinear")]
    [InlineData("cubic", "cubic")]
    [InlineData("average", "average")]
    public void A_resampled_coverage_is_gdalwarps(string interpolation, string theirs)
    {
        var path = _folder.Write("a.tif", 300, PixelType.Float32, null, OwnGridTests.Noise(300, 300, 3000, 7), OwnGridTests.Noise(300, 300, 3000, 8));
        var (ours, other) = (_folder.PathOf("ours.tif"), _folder.PathOf("theirs.tif"));
        Witness.Run("gdalwarp", "-q", "-r", theirs, "-t_srs", "EPSG:3857", "-te", "1002000", "5090000", "1004000", "5092000", "-ts", "90", "80", path, other);

        _renderer.Write(
            new()
            {
                Path = path,
                Target = ours,
                Box = new(1_002_000, 5_090_000, 1_004_000, 5_092_000),
                BoxCrs = "EPSG:3857",
                Crs = "EPSG:3857",
                Width = 90,
                Height = 80,
                Interpolation = interpolation,
                Bands = [2],
            },
            default);

        Assert.Equal(TestRaster.Read(other, 2), TestRaster.Read(ours));
    }

    [Theory]
    [InlineData("image/png", 0x89504E47)]
    [InlineData("image/jpeg", 0xFFD8FFE0)]
    [InlineData("image/tiff; application=geotiff; profile=cloud-optimized", 0x49492A00)]
    public void A_coverage_comes_in_the_formats_of_results(string mediaType, uint magic)
    {
        var path = _folder.Write("a.tif", 40, PixelType.UInt8, null, OwnGridTests.Noise(40, 40, 255, 9));
        var target = _folder.PathOf("out.bin");

        _renderer.Write(new() { Path = path, Target = target, MediaType = mediaType }, default);

        Assert.Equal(magic, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(File.ReadAllBytes(target)));
    }

    [Fact]
    public void A_coverage_that_cannot_be_written_leaves_nothing_behind()
    {
        var path = _folder.Write("a.tif", 40, PixelType.UInt8, null, OwnGridTests.Noise(40, 40, 255, 9));
        CoverageRequest request = new() { Path = path, Target = _folder.PathOf("out.tif") };

        Assert.Equal("Box", Fault(request with { Box = new(0, 0, 1, 1) }));
        Assert.Equal("MediaType", Fault(request with { MediaType = "text/plain" }));
        Assert.Equal("Bands", Fault(request with { Bands = [2] }));
        Assert.Equal("Interpolation", Fault(request with { Interpolation = "magic" }));
        Assert.Equal("Crs", Fault(request with { Crs = "EPSG:1" }));
        Assert.Equal([path], Directory.GetFiles(_folder.Folder));

        string Fault(CoverageRequest wrong) => Assert.Throws<MapRequestException>(() => _renderer.Write(wrong, default)).Part;
    }

    [Fact]
    public void After_a_coverage_was_cut_files_that_name_other_files_are_still_refused()
    {
        var path = _folder.Write("a.tif", 2, PixelType.UInt8, null, [1, 2]);
        _renderer.Write(new() { Path = path, Target = _folder.PathOf("b.tif"), Box = new(500_000, 4_599_980, 500_010, 4_600_000) }, default);
        var vrt = _folder.PathOf("c.tif");
        File.WriteAllText(vrt, $"""
            <VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1">
            <SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
            </VRTRasterBand></VRTDataset>
            """);

        Assert.NotEqual(0, Native.GDALGetDriverByName("VRT"));
        Assert.Equal("Path", Assert.Throws<MapRequestException>(() => _renderer.Describe(new(vrt), default)).Part);
    }

    [Fact]
    public void A_changed_file_is_read_again()
    {
        var path = _folder.Write("a.tif", 2, PixelType.UInt8, null, [1, 2]);
        Assert.Equal([1.0], _renderer.Probe(new(path, null, 500_005, 4_599_990), default).Values);
        File.Delete(path);
        _folder.Write("a.tif", 2, PixelType.UInt8, null, [3, 4]);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));

        Assert.Equal([3.0], _renderer.Probe(new(path, null, 500_005, 4_599_990), default).Values);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
