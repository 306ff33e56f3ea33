using System.Diagnostics;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Gdal;

public sealed class RasterFileTests : IDisposable
{
    private readonly TestRaster _rasters = new();

    public void Dispose() => _rasters.Dispose();

    [Fact]
    public void A_raster_says_what_it_is()
    {
        var path = _rasters.Write("a.tif", 3, PixelType.Int16, -9999, [1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, -9999]);

        using var file = RasterFile.Open(path);

        Assert.Equal(("GTiff", 3, 2, 2), (file.Info.Driver, file.Info.Width, file.Info.Height, file.Info.Bands.Count));
        Assert.Equal(new BandInfo(PixelType.Int16, -9999, BandColor.Gray), file.Info.Bands[0]);
        Assert.Equal(TestRaster.Place.Transform, file.Info.Georeference!.Transform);
        Assert.Contains("UTM zone 32N", file.Info.Georeference.Wkt, StringComparison.Ordinal);
        Assert.Equal([7, 8, 9, 10, 11, -9999], TestRaster.Read(path, 2));
    }

    [Theory]
    [InlineData("/vsicurl/http://127.0.0.1/a.tif")]
    [InlineData("/x/../vsicurl/http://127.0.0.1/a.tif")]
    [InlineData("/VSIMEM/a.tif")]
    [InlineData("/vsizip//tmp/a.zip/a.tif")]
    [InlineData("/vsistdin/")]
    public void A_path_into_a_virtual_file_system_is_refused(string path)
    {
        Assert.Contains("local file", Assert.Throws<RasterFileException>(() => RasterFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/a.tif")]
    [InlineData("<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"/>")]
    [InlineData("{\"type\": \"gdal_streamed_alg\"}")]
    [InlineData("PG:host=127.0.0.1")]
    [InlineData("missing.tif")]
    public void What_is_no_file_is_refused(string path)
    {
        Assert.Contains("not a file", Assert.Throws<RasterFileException>(() => RasterFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NETCDF:\"{0}\":band")]
    [InlineData("GTIFF_DIR:1:{0}")]
    [InlineData("GTIFF_RAW:{0}")]
    [InlineData("DERIVED_SUBDATASET:LOGAMPLITUDE:{0}")]
    [InlineData("vrt://{0}")]
    public void A_driver_prefix_before_a_real_file_is_refused(string pattern)
    {
        var path = _rasters.Write("a.tif", 1, PixelType.UInt8, null, [1]);

        Assert.Throws<RasterFileException>(() => RasterFile.Open(string.Format(null, pattern, path)));
    }

    [Theory]
    [InlineData("plain.vrt")]
    [InlineData("renamed.tif")]
    [InlineData("linked.tif")]
    public void A_virtual_raster_is_refused_under_any_name(string name)
    {
        var secret = _rasters.Write("secret.tif", 1, PixelType.UInt8, null, [42]);
        var vrt = $"""
            <VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1">
            <SimpleSource><SourceFilename relativeToVRT="0">{secret}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
            </VRTRasterBand></VRTDataset>
            """;
        File.WriteAllText(_rasters.PathOf("target.xml"), vrt);
        var path = _rasters.PathOf(name);
        if (name == "linked.tif")
        {
            File.CreateSymbolicLink(path, _rasters.PathOf("target.xml"));
        }
        else
        {
            File.WriteAllText(path, vrt);
        }

        var error = Assert.Throws<RasterFileException>(() => RasterFile.Open(path));

        Assert.Equal(name, error.FileName);
        Assert.Contains("GeoTIFF", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_rasters.Folder, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".aux.xml", "<PAMDataset><GeoTransform>1,2,3,4,5,6</GeoTransform><PAMRasterBand band=\"1\"><NoDataValue>1</NoDataValue></PAMRasterBand></PAMDataset>")]
    [InlineData(".ovr", "<VRTDataset/>")]
    [InlineData(".msk", "<VRTDataset/>")]
    public void A_file_beside_the_raster_changes_nothing(string ending, string content)
    {
        var path = _rasters.Write("a.tif", 2, PixelType.UInt8, null, [1, 2]);
        File.WriteAllText(path + ending, content);
        File.WriteAllText(_rasters.PathOf("a.tfw"), "9\n0\n0\n9\n9\n9\n");

        using var file = RasterFile.Open(path);

        Assert.Equal(TestRaster.Place.Transform, file.Info.Georeference!.Transform);
        Assert.Null(file.Info.Bands[0].NoData);
        Assert.Equal([1, 2], TestRaster.Read(path));
    }

    [Fact]
    public void Only_the_listed_drivers_are_registered()
    {
        GdalLibrary.EnsureReady();

        var drivers = Enumerable.Range(0, Native.GDALGetDriverCount()).Select(Native.GDALGetDriver).Select(GdalDrivers.NameOf);

        // Cutting a coverage in this process has GDAL add VRT, which no file is opened with; vector drivers come with the first vector file.
        Assert.Equal(
            GdalDrivers.Registered.Order(StringComparer.Ordinal).ToList(),
            drivers.Except(["VRT", .. GdalDrivers.ForUserVectors]).Order(StringComparer.Ordinal).ToList());
        Assert.DoesNotContain("VRT", GdalDrivers.ForUserFiles);
    }

    [Fact]
    public void A_truncated_file_is_called_damaged_when_it_is_read()
    {
        var path = _rasters.Write("a.tif", 600, PixelType.UInt8, null, [.. Enumerable.Range(0, 600 * 600).Select(i => (double)(i % 251))]);
        using (var stream = File.OpenWrite(path))
        {
            stream.SetLength(stream.Length * 3 / 4);
        }

        var error = Assert.Throws<RasterFileException>(() => TestRaster.Read(path));

        Assert.Contains("'a.tif'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_rasters.Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_noise_is_refused()
    {
        var path = _rasters.PathOf("noise.tif");
        File.WriteAllBytes(path, [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

        Assert.Contains("cannot be read as", Assert.Throws<RasterFileException>(() => RasterFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_few_MiB_that_claims_a_huge_image_is_refused()
    {
        var path = _rasters.PathOf("huge.tif");
        GdalLibrary.EnsureReady();
        using (var options = new StringListHandle("SPARSE_OK=YES", "TILED=YES", "BIGTIFF=YES"))
        {
            Native.GDALCreate(GdalDrivers.Get("GTiff"), path, 300_000, 300_000, 1, (int)PixelType.UInt8, options).Dispose();
        }

        var error = Assert.Throws<RasterFileException>(() => RasterFile.Open(path));

        Assert.Contains("in all", error.Message, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(path).Length, 1, 20 << 20);
    }

    [SkippableTheory]
    [InlineData("-outsize 1000001 1 -of GTiff -co SPARSE_OK=YES", "1000000")]
    [InlineData("-outsize 20000 20000 -of GTiff -co SPARSE_OK=YES -co TILED=YES -co BLOCKXSIZE=20000 -co BLOCKYSIZE=20000", "smaller tiles")]
    [InlineData("-ot CFloat32", "real numbers")]
    public void What_is_larger_or_other_than_is_handled_is_refused_with_the_reason(string options, string reason)
    {
        Skip.IfNot(File.Exists("/usr/bin/gdal_translate"), "gdal_translate (package gdal-bin) is not installed");
        var source = _rasters.Write("a.tif", 1, PixelType.UInt8, null, [1]);
        var target = _rasters.PathOf("b.tif");
        using (var tool = Process.Start("/usr/bin/gdal_translate", $"-q {options} {source} {target}"))
        {
            tool.WaitForExit();
        }

        Assert.Contains(reason, Assert.Throws<RasterFileException>(() => RasterFile.Open(target)).Message, StringComparison.Ordinal);
    }
}
