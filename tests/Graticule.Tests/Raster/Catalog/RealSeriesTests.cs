using System.Globalization;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Raster.Catalog;

/// <summary>A real Sentinel-2 series, one file a date with the bands NDVI and CLM, against <c>gdallocationinfo</c>.</summary>
public sealed class RealSeriesTests : IDisposable
{
    private readonly string _index = Directory.CreateTempSubdirectory("graticule-catalog-").FullName;

    private static string? Data => SharedData.Find("data/sentinel2-ndvi");

    public void Dispose() => Directory.Delete(_index, recursive: true);

    [SkippableFact]
    public void A_folder_of_dated_files_becomes_a_collection_with_their_bands_and_grid()
    {
        var collection = Scan().Collection;

        Assert.Equal("ndvi", collection.Id);
        Assert.Equal(68, collection.AllItems.Count);
        Assert.Equal(["NDVI", "CLM"], collection.Bands.Select(band => band.Name));
        Assert.Equal("EPSG:32633", collection.Grid!.ReferenceSystem);
        Assert.Equal((100, 101), (collection.Grid.Width, collection.Grid.Height));
        Assert.Equal("2015-07-11T10:00:08Z", collection.AllItems[0].Label);
        Assert.InRange(collection.Bbox[0], 14.55, 14.56);
        Assert.InRange(collection.Bbox[3], 45.87, 45.88);
    }

    [SkippableFact]
    public void A_second_scan_opens_no_file_again()
    {
        var first = Scan();
        var second = Scan();

        Assert.Equal((0, first.FilesRead), (second.FilesRead, second.FilesKnown));
        Assert.Equal(first.Collection.ToStac().ToJsonString(), second.Collection.ToStac().ToJsonString());
    }

    [SkippableFact]
    public async Task Cells_are_those_that_gdallocationinfo_reads()
    {
        var collection = Scan().Collection;
        var cube = CollectionCube.Open(collection, collection.AllItems, [collection.Bands[1], collection.Bands[0]], collection.Grid!, new(0, 0, 100, 101))!;
        var all = CubeWalk.ToMemory(cube, new(2, 64 << 20), CancellationToken.None);
        Assert.Equal(68 * 2, all.Shape.Planes);

        foreach (var (date, column, row) in new[] { (0, 0, 0), (5, 99, 100), (33, 17, 64), (67, 50, 3) })
        {
            var text = await GdalTool.RunAsync("gdallocationinfo", "-valonly", collection.FindFile(collection.AllItems[date].Assets[0].Href)!, $"{column}", $"{row}");
            var told = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList();
            for (var band = 0; band < 2; band++)
            {
                var cell = all.Values[(((((date * 2) + band) * 101) + row) * 100) + column];
                Assert.Equal(told[1 - band], Missing.Is(cell) ? double.NaN : cell, 1e-6);
            }
        }
    }

    private CollectionScanReport Scan()
    {
        Skip.If(Data is null, SharedData.Absent);
        return CollectionScan.Run(new(Data) { IndexFolder = _index, Id = "ndvi" }, CancellationToken.None);
    }
}
