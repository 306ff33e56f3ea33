using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class GeoTiffTests : IDisposable
{
    private const string GdalInfo = "/usr/bin/gdalinfo";

    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GTiff", 300, 500, 2)]
    [InlineData("COG", 300, 500, 2)]
    [InlineData("GTiff", 40, 30, 3)]
    [InlineData("COG", 40, 30, 1)]
    public void Each_date_becomes_a_file_whose_bands_hold_the_cells(string format, int width, int height, int dates)
    {
        var cube = CubeFolder.Cube(dates, 3, width, height);

        var files = _folder.Write(format, cube);

        Assert.Equal(dates, files.Count);
        Assert.Equal(dates == 1 ? "result.tif" : "result_2022-06-05.tif", files[0].Name);
        for (var file = 0; file < dates; file++)
        {
            Assert.Equal($"2022-06-{5 + (10 * file):00}T00:00:00Z", files[file].Start);
            for (var band = 0; band < 3; band++)
            {
                var expected = cube.Values.AsSpan(((file * 3) + band) * width * height, width * height).ToArray().Select(cell => (double)(float)cell);
                Assert.Equal(expected, TestRaster.Read(_folder.PathOf(files[file]), band + 1));
            }
        }
    }

    [SkippableTheory]
    [InlineData("GTiff")]
    [InlineData("COG")]
    public void Gdal_finds_names_place_time_nodata_and_the_statistics_that_it_computes_itself(string format)
    {
        var file = _folder.Write(format, CubeFolder.Cube(1, 2, 700, 300))[0];

        var stored = Info(["-json", _folder.PathOf(file)]);
        File.Copy(_folder.PathOf(file), Path.Combine(_folder.Root, "copy.tif"));
        CubeFolder.Run("/usr/bin/gdal_edit.py", ["-unsetstats", Path.Combine(_folder.Root, "copy.tif")]);
        var computed = Info(["-json", "-stats", Path.Combine(_folder.Root, "copy.tif")]);

        Assert.Equal([652000.0, 20, 0, 5181000, 0, -20], stored["geoTransform"]!.AsArray().Select(number => number!.GetValue<double>()));
        Assert.Contains("32632", stored["coordinateSystem"]!["wkt"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("2022:06:05 00:00:00", stored["metadata"]![""]!["TIFFTAG_DATETIME"]!.GetValue<string>());
        for (var band = 0; band < 2; band++)
        {
            var (had, found) = (stored["bands"]![band]!, computed["bands"]![band]!);
            Assert.Equal($"B{band + 1:00}", had["description"]!.GetValue<string>());
            Assert.Equal("NaN", had["noDataValue"]!.ToString());
            Assert.Equal([256, 256], had["block"]!.AsArray().Select(number => number!.GetValue<int>()));
            foreach (var name in new[] { "MINIMUM", "MAXIMUM", "MEAN", "STDDEV" })
            {
                Assert.Equal(Number(found, name), Number(had, name), 1e-4 * Math.Abs(Number(found, name)));
            }

            Assert.Equal(Number(found, "VALID_PERCENT"), Number(had, "VALID_PERCENT"), 0.006);
            Assert.Equal(Number(had, "MEAN"), file.Bands[band].Mean!.Value, 1e-9 * Math.Abs(Number(had, "MEAN")));
        }
    }

    [SkippableFact]
    public void A_cog_is_one_by_the_measure_of_gdals_validator()
    {
        var file = _folder.Write("COG", CubeFolder.Cube(1, 2, 900, 800))[0];

        var said = CubeFolder.Python(
            "import sys; from osgeo_utils.samples import validate_cloud_optimized_geotiff as v; print(v.validate(sys.argv[1])[:2]);"
            + "from osgeo import gdal; file = gdal.Open(sys.argv[1]); print(file.GetRasterBand(2).GetOverviewCount())",
            _folder.PathOf(file));

        Assert.Equal(["([], [])", "2"], said.Split('\n'));
    }

    [Theory]
    [InlineData("uint8", 255)]
    [InlineData("uint16", 65535)]
    [InlineData("int16", -32768)]
    [InlineData("int32", -2147483648)]
    [InlineData("uint32", 4294967295)]
    public void Integers_round_to_even_saturate_and_have_a_number_for_nodata(string type, double noData)
    {
        double[] cells = [0.5, 1.5, 2.4999, -7, 1e12, double.NaN, Missing.Value, double.PositiveInfinity, 77];
        var (x, y) = CubeFolder.Utm(3, 3).ToDimensions();
        var least = type.StartsWith('u') ? 0 : -7;
        var most = type switch { "uint8" => 255, "uint16" => 65535.0, "int16" => 32767, "int32" => int.MaxValue, _ => uint.MaxValue };

        var file = _folder.Write("GTiff", new MemoryCube(new([y, x]), cells), ("datatype", type))[0];

        Assert.Equal([0, 2, 2, least, most, noData, noData, most, 77], TestRaster.Read(_folder.PathOf(file)));
        Assert.Equal((noData, type), (file.Bands[0].NoData!.Value, file.Bands[0].DataType));
        Assert.Equal(type.StartsWith('u'), file.Remarks.Count == 1); // two values saturated to the number that stands for nodata
    }

    [Fact]
    public void Integers_without_gaps_need_no_number_for_nodata()
    {
        var (x, y) = CubeFolder.Utm(2, 1).ToDimensions();

        var file = _folder.Write("GTiff", new MemoryCube(new([y, x]), [254, 255]), ("DataType", "UINT8"))[0];

        Assert.Null(file.Bands[0].NoData);
        Assert.Equal([254, 255], TestRaster.Read(_folder.PathOf(file)));
        Assert.Equal("value", file.Bands[0].Name);
    }

    [SkippableFact]
    public void Jpeg_of_floating_numbers_is_stretched_to_bytes_and_said_so()
    {
        var file = _folder.Write("GTiff", CubeFolder.Cube(1, 1, 600, 600), ("compress", "jpeg"), ("photometric", "YCBCR"))[0];

        var info = Info(["-json", _folder.PathOf(file)]);
        Assert.Equal("Byte", info["bands"]![0]!["type"]!.GetValue<string>());
        Assert.Equal("JPEG", info["metadata"]!["IMAGE_STRUCTURE"]!["COMPRESSION"]!.GetValue<string>());
        Assert.Equal(3, file.Remarks.Count);
        var rows = TestRaster.Read(_folder.PathOf(file)).Chunk(600).Select(row => row.Average()).ToList();
        Assert.True(rows[599] > 245 && rows[0] < 10 && Math.Abs(rows[300] - 128) < 10, $"{rows[0]} {rows[300]} {rows[599]}");
    }

    [SkippableFact]
    public void An_index_in_jpeg_gives_its_values_back_by_scale_and_offset_and_its_gaps_by_a_mask()
    {
        var cube = CubeFolder.Cube(1, 1, 300, 260, cell => (cell % 260 / 130) - 1);
        var file = _folder.Write(
            "GTiff", cube, ("COMPRESS", "JPEG"), ("Photometric", "YCBCR"), ("JPEG_QUALITY", 80.0), ("tiled", true))[0];
        File.WriteAllBytes(Path.Combine(_folder.Root, "cells"), System.Runtime.InteropServices.MemoryMarshal.AsBytes(cube.Values.AsSpan()).ToArray());

        var said = CubeFolder.Python(
            """
            import sys, numpy
            from osgeo import gdal
            file = gdal.Open(sys.argv[1])
            band = file.GetRasterBand(1)
            cells = numpy.fromfile(sys.argv[2]).reshape(260, 300)
            there = band.GetMaskBand().ReadAsArray() > 0
            values = band.ReadAsArray() * band.GetScale() + band.GetOffset()
            error = numpy.abs(values - cells)[there]
            print(numpy.array_equal(there, ~numpy.isnan(cells)), error.mean() < 0.1, file.GetMetadata()['TIME'], band.GetDescription())
            print(round(band.GetScale(), 8), round(band.GetOffset(), 6))
            """,
            _folder.PathOf(file),
            Path.Combine(_folder.Root, "cells"));

        var (least, most) = (file.Remarks[2].IndexOf("Values from -1 to 0.99", StringComparison.Ordinal), file.Remarks[2].IndexOf("are shown as 1 to 255, and nodata as 0", StringComparison.Ordinal));
        Assert.True(least >= 0 && most > least, file.Remarks[2]);
        Assert.Equal("True True 2022-06-05T00:00:00Z B01", said.Split('\n')[0]);
        Assert.StartsWith("0.00785", said.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal((1, "uint8"), (file.Bands[0].Minimum, file.Bands[0].DataType));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.msk"));
    }

    [SkippableFact]
    public void Three_bands_of_bytes_are_written_as_YCbCr_jpeg()
    {
        var file = _folder.Write(
            "GTiff", CubeFolder.Cube(1, 3, 300, 300, cell => cell / 12), ("compress", "JPEG"), ("photometric", "ycbcr"), ("datatype", "uint8"), ("strict", true))[0];

        Assert.Equal("YCbCr JPEG", Info(["-json", _folder.PathOf(file)])["metadata"]!["IMAGE_STRUCTURE"]!["COMPRESSION"]!.GetValue<string>());
        Assert.Empty(file.Remarks);
    }

    [Theory]
    [InlineData("compress", "jpeg", "datatype", "float32", "uint8")]
    [InlineData("compress", "jpeg", "strict", true, "strict")]
    [InlineData("compress", "lzma", "tiled", true, "DEFLATE, LZW, JPEG, NONE")]
    [InlineData("colour", "red", "tiled", true, "photometric")]
    [InlineData("tiled", "yes", "strict", true, "true or false")]
    [InlineData("jpeg_quality", 101.0, "strict", true, "1 to 100")]
    [InlineData("datatype", "uint8", "nodata", -1.0, "0 to 255")]
    [InlineData("tile_size", 100.0, "tiled", true, "multiple of 16")]
    [InlineData("photometric", "RGB", "strict", true, "RGB needs 3 bands")]
    public void What_contradicts_itself_is_refused_with_what_would_be_right(string name, object value, string other, object otherValue, string right)
    {
        var exception = Assert.Throws<CubeFormatException>(() => _folder.Write("GTiff", CubeFolder.Cube(1, 1, 4, 4), (name, value), (other, otherValue)));

        Assert.Equal("ProcessParameterInvalid", exception.Code);
        Assert.Contains(right, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_cube_without_cells_or_without_a_grid_is_refused()
    {
        var (x, y) = CubeFolder.Utm(2, 2).ToDimensions();
        var t = new Dimension("t", DimensionType.Temporal, new([]));

        Assert.Equal("DataCubeEmpty", Assert.Throws<CubeFormatException>(() => _folder.Write("GTiff", new MemoryCube(new([t, y, x]), []))).Code);
        Assert.Equal("FormatUnsuitable", Assert.Throws<CubeFormatException>(() => _folder.Write("GTiff", new MemoryCube(new([x]), [1, 2]))).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_files_are_written_within_little_memory(bool tiled)
    {
        var cube = CubeFolder.Cube(2, 60, 520, 260);

        var files = _folder.Write("GTiff", cube, ("tiled", tiled));

        Assert.Equal(cube.Values[^1], TestRaster.Read(_folder.PathOf(files[1]), 60)[^1], 0.01);
        Assert.Equal(cube.Values[0], TestRaster.Read(_folder.PathOf(files[0]), 1)[0], 0.01);
    }

    [SkippableFact]
    public void The_place_is_told_in_degrees_too()
    {
        var file = _folder.Write("GTiff", CubeFolder.Cube(1, 1, 100, 50))[0];

        Assert.Equal("EPSG:32632", file.ReferenceSystem);
        Assert.Equal([50, 100], file.Shape);
        Assert.Equal([20, 0, 652000, 0, -20, 5181000], file.Transform);
        var corners = Info(["-json", _folder.PathOf(file)])["wgs84Extent"]!["coordinates"]![0]!.AsArray().Select(corner => (X: (double)corner![0]!, Y: (double)corner[1]!)).ToList();
        double[] expected = [corners.Min(corner => corner.X), corners.Min(corner => corner.Y), corners.Max(corner => corner.X), corners.Max(corner => corner.Y)];
        Assert.All(expected.Zip(file.BoundingBox!), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    private static JsonNode Info(IEnumerable<string> arguments) => JsonNode.Parse(CubeFolder.Run(GdalInfo, arguments).Output.Split("\nWarning")[0])!;

    private static double Number(JsonNode band, string name) =>
        double.Parse(band["metadata"]![""]![$"STATISTICS_{name}"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
