using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Raster.Catalog;

public sealed class CollectionScanTests : IDisposable
{
    private readonly CollectionFolder _folder = new();

    private static Grid Utm => CollectionFolder.Utm;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sentinel_2_files_become_items_with_known_bands_of_the_finest_resolution()
    {
        var coarse = Utm with { StepX = 60, StepY = -60, Width = 20, Height = 17 };
        foreach (var (name, grid) in new[] { ("B08_20m", Utm), ("B04_20m", Utm), ("B04_60m", coarse), ("SCL_60m", coarse) })
        {
            _folder.Write($"S2A_MSIL2A/T32TPS_20170101T100407_{name}.tif", grid, PixelType.UInt16, 0, (_, _) => 7);
        }

        var collection = _folder.Scan();

        Assert.Equal(["B04", "B08", "SCL"], collection.Bands.Select(band => band.Name));
        Assert.Equal(["red", "nir", null], collection.Bands.Select(band => band.CommonName));
        var item = Assert.Single(collection.AllItems);
        Assert.Equal(["B04", "B08", "SCL"], item.Assets.Select(asset => asset.Key).Order(StringComparer.Ordinal));
        Assert.Equal(20, item.Assets.Single(asset => asset.Key == "B04").Grid!.StepX);
        Assert.Equal("sentinel-2a", item.ToStac()["properties"]!["platform"]!.GetValue<string>());
    }

    [Fact]
    public void Landsat_files_know_scale_offset_and_common_names()
    {
        _folder.Write("LC08_L2SP_193027_20170102_20200901_02_T1_SR_B4.TIF", Utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("LC08_L2SP_193027_20170102_20200901_02_T1_QA_PIXEL.TIF", Utm, PixelType.UInt16, 1, (_, _) => 7);

        var bands = _folder.Scan().Bands;

        var red = bands.Single(band => band.Name == "SR_B4");
        Assert.Equal(("red", 0.0000275, -0.2, 0d), (red.CommonName, red.Scale, red.Offset, red.NoData));
        Assert.Contains(bands, band => band.Name == "QA_PIXEL");
    }

    [Fact]
    public void Bands_may_be_told_before_or_behind_the_date()
    {
        _folder.Write("NDVI_2017-01-01.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("CLM_2017-01-01.tif", Utm, PixelType.UInt8, 0, (_, _) => 7);

        var collection = _folder.Scan();

        Assert.Equal(["CLM", "NDVI"], collection.Bands.Select(band => band.Name).Order(StringComparer.Ordinal));
        Assert.Single(collection.AllItems);
    }

    [Fact]
    public void Only_changed_files_are_read_again_and_edits_of_the_index_stay()
    {
        _folder.Write("x_20170101.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("x_20170102.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Scan(request => request with { Title = "A title", Aliases = ["other"], Bands = [new("B01") { CommonName = "red", Scale = 0.5 }] });
        _folder.Write("x_20170103.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);

        var report = CollectionScan.Run(new(_folder.Path), CancellationToken.None);

        Assert.Equal((1, 2), (report.FilesRead, report.FilesKnown));
        Assert.Equal(("test", "A title"), (report.Collection.Id, report.Collection.Title));
        Assert.Equal(["other"], report.Collection.Aliases);
        Assert.Equal(("red", 0.5), (report.Collection.Bands[0].CommonName, report.Collection.Bands[0].Scale));
        Assert.Equal(3, report.Collection.AllItems.Count);
    }

    [Fact]
    public void Files_without_dates_are_left_out_and_named()
    {
        _folder.Write("x_20170101.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("dem.tif", Utm, PixelType.Int16, -1, (_, _) => 7);
        File.WriteAllText(Path.Combine(_folder.Path, "bad_20170101.tif"), "no image");

        var report = CollectionScan.Run(new(_folder.Path), CancellationToken.None);

        Assert.Single(report.Collection.AllItems);
        Assert.Contains(report.Skipped, line => line.Contains("dem.tif", StringComparison.Ordinal));
        Assert.Contains(report.Skipped, line => line.Contains("bad_20170101.tif", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_dated_rasters_is_refused_with_the_reason()
    {
        _folder.Write("dem.tif", Utm, PixelType.Int16, -1, (_, _) => 7);

        var fault = Assert.Throws<CollectionException>(() => _folder.Scan());

        Assert.Contains("'dem.tif' has no date in its name", fault.Message, StringComparison.Ordinal);
        Assert.Equal("2020-02-03T00:00:00Z", _folder.Scan(request => request with { Time = new(2020, 2, 3, 0, 0, 0, TimeSpan.Zero) }).AllItems[0].Label);
    }

    [Fact]
    public void A_static_stac_collection_is_followed_by_its_links_within_the_folder()
    {
        _folder.Write("scenes/one/red.tif", Utm, PixelType.UInt16, 0, (_, _) => 7);
        Put("collection.json", """
            {"type": "Collection", "stac_version": "1.0.0", "id": "theirs", "title": "Theirs", "description": "d", "license": "CC-BY-4.0",
             "extent": {"spatial": {"bbox": [[0, 0, 1, 1]]}, "temporal": {"interval": [[null, null]]}},
             "links": [{"rel": "item", "href": "./scenes/one/item.json"}, {"rel": "item", "href": "../../outside.json"}, {"rel": "item", "href": "https://example.org/item.json"}]}
            """);
        Put("scenes/one/item.json", """
            {"type": "Feature", "stac_version": "1.0.0", "id": "one", "geometry": null, "bbox": [10, 46, 11, 47],
             "properties": {"datetime": "2021-05-06T07:08:09Z", "eo:cloud_cover": 12.5}, "links": [],
             "assets": {"visual": {"href": "../../../../etc/passwd.tif", "roles": ["data"]},
                        "red": {"href": "./red.tif", "type": "image/tiff; application=geotiff", "eo:bands": [{"name": "B4", "common_name": "red", "center_wavelength": 0.66}]}}}
            """);
        var index = Directory.CreateTempSubdirectory("graticule-catalog-").FullName;
        try
        {
            Assert.Throws<CollectionException>(() => CollectionScan.Run(new(_folder.Path), CancellationToken.None));

            var collection = CollectionScan.Run(new(_folder.Path) { IndexFolder = index }, CancellationToken.None).Collection;

            Assert.Equal(("theirs", "Theirs"), (collection.Id, collection.Title));
            Assert.Equal("CC-BY-4.0", collection.ToStac()["license"]!.GetValue<string>());
            var item = Assert.Single(collection.AllItems);
            Assert.Equal("scenes/one/red.tif", Assert.Single(item.Assets).Href);
            Assert.Equal(("B4", "red", 0.66), (collection.Bands[0].Name, collection.Bands[0].CommonName, collection.Bands[0].Wavelength));
            Assert.Equal(12.5, item.ToStac()["properties"]!["eo:cloud_cover"]!.GetValue<double>());
            Assert.Equal(7, CollectionFolder.Read(collection).Values[0]);
        }
        finally
        {
            Directory.Delete(index, recursive: true);
        }
    }

    [SkippableFact]
    public async Task Times_and_variables_of_a_netcdf_file_become_items_and_bands()
    {
        GdalTool.Need("gdalmdimtranslate");
        Skip.IfNot(File.Exists("/usr/bin/python3"), "Python is not installed");
        var path = Path.Combine(_folder.Path, "series.nc");
        using var made = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/python3", ["-c", Series, path]) { RedirectStandardError = true })!;
        var said = await made.StandardError.ReadToEndAsync();
        await made.WaitForExitAsync();
        Skip.IfNot(made.ExitCode == 0, $"Python has no netCDF4: {said}");

        var collection = _folder.Scan();

        Assert.Equal(new Grid(9.5, 47.5, 1, -1, 4, 3, "EPSG:4326"), collection.Grid);
        Assert.Equal(["sst", "wind"], collection.Bands.Select(band => band.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["2018-12-31T09:00:00Z", "2019-01-01T09:00:00Z"], collection.AllItems.Select(item => item.Label).Distinct(StringComparer.Ordinal));
        var cube = CollectionFolder.Read(CollectionCube.Open(collection, collection.AllItems, [new("sst"), new("wind")], collection.Grid!, new(0, 0, 4, 3))!);
        Assert.Equal((4, 4, 3), (cube.Shape.Planes, cube.Shape.Width, cube.Shape.Height));

        // Value: 100 x time + 10 x row from the north + column; wind is 1000 more.
        Assert.Equal(112, CollectionFolder.At(cube, 2, 2, 1));
        Assert.Equal(1021, CollectionFolder.At(cube, 1, 1, 2));
        Assert.True(Missing.Is(CollectionFolder.At(cube, 0, 0, 0)));
    }

    private const string Series = """
        import sys, numpy, netCDF4
        d = netCDF4.Dataset(sys.argv[1], "w")
        d.createDimension("time", 2); d.createDimension("lat", 3); d.createDimension("lon", 4)
        t = d.createVariable("time", "f8", ("time",)); t.units = "days since 1981-01-01 00:00:00"; t.standard_name = "time"; t[:] = [13878.375, 13879.375]
        y = d.createVariable("lat", "f8", ("lat",)); y.units = "degrees_north"; y.standard_name = "latitude"; y[:] = [47, 46, 45]
        x = d.createVariable("lon", "f8", ("lon",)); x.units = "degrees_east"; x.standard_name = "longitude"; x[:] = [10, 11, 12, 13]
        for name, more in (("sst", 0), ("wind", 1000)):
            v = d.createVariable(name, "f4", ("time", "lat", "lon"), fill_value=-1); v.units = "K"
            a = numpy.fromfunction(lambda t, r, c: 100 * t + 10 * r + c + more, (2, 3, 4)); a[0, 0, 0] = -1; v[:] = a
        d.close()
        """;

    private void Put(string name, string json)
    {
        Assert.NotNull(JsonNode.Parse(json));
        File.WriteAllText(Path.Combine(_folder.Path, name), json);
    }
}
