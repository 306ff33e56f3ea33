using Graticule.Raster.Catalog;
using Graticule.Raster.Catalog.Demo;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Catalog;

public sealed class DemoCollectionsTests : IClassFixture<DemoCollectionsTests.Made>
{
    private readonly Made _made;

    public DemoCollectionsTests(Made made) => _made = made;

    [Theory]
    [InlineData("S2_L2A_T32TPS_20M")]
    [InlineData("Sentinel2A-L1C")]
    [InlineData("Sentinel2-L1C")]
    [InlineData("SENTINEL2_L2A")]
    [InlineData("Sentinel1-L1-IW-GRD")]
    [InlineData("Sentinel-1")]
    [InlineData("Sentinel-2A-L1C")]
    [InlineData("CGLS_SSM_1KM")]
    [InlineData("LANDSAT_CHANGE")]
    public void Every_collection_is_found_and_has_items_and_bands(string id)
    {
        var collection = _made.Catalog.Find(id)!;

        Assert.NotEmpty(collection.AllItems);
        Assert.All(collection.Bands, band => Assert.NotNull(band.NoData));
        Assert.All(collection.AllItems.SelectMany(item => item.Assets), asset => Assert.NotNull(collection.FindFile(asset.Href)));
    }

    [Fact]
    public void The_large_tile_covers_its_area_in_january_and_the_small_area_in_june()
    {
        var collection = _made.Catalog.Find("S2_L2A_T32TPS_20M")!;

        Assert.Equal(["B04", "B08", "B8A", "SCL"], collection.Bands.Select(band => band.Name));
        var winter = Shares(collection, 2017, 652_000, 5_161_000, 672_000, 5_181_000, "B04").ToList();
        Assert.Equal([1, 1, 1], [winter[0], winter[1], winter[3]]);
        Assert.InRange(winter[2], 0.4, 0.8); // the edge of the swath
        Assert.All(Shares(collection, 2022, 679_720, 5_151_080, 680_680, 5_151_920, "B04"), share => Assert.Equal(1, share));
    }

    [Fact]
    public void The_product_of_level_1_covers_its_area_in_degrees()
    {
        var box = _made.Catalog.Find("Sentinel2-L1C")!.AllItems[0].Bbox;

        Assert.True(box[0] <= 16.1 && box[1] <= 47.2 && box[2] >= 16.6 && box[3] >= 48.6);
    }

    [Fact]
    public void The_radar_looks_at_the_same_land_every_six_days_in_two_polarisations()
    {
        var collection = _made.Catalog.Find("Sentinel1-L1-IW-GRD")!;
        var box = collection.AllItems[0].Bbox;

        Assert.Equal(["VH", "VV"], collection.Bands.Select(band => band.Name).Order(StringComparer.Ordinal));
        Assert.Equal([3, 9, 15, 21, 27, 2, 8, 14, 20], collection.AllItems.Select(item => item.Time.Day));
        Assert.True(box[0] <= 16.1 && box[1] <= 47.2 && box[2] >= 16.6 && box[3] >= 48.6);
    }

    [Fact]
    public void Clouds_are_bright_and_vegetation_is_green_where_the_classification_says_so()
    {
        var collection = _made.Catalog.Find("SENTINEL2_L2A")!;
        var cube = CollectionFolder.Read(CollectionFolder.Open(collection));
        var (red, nir, seen) = (0, 1, (Cloud: 0, Green: 0, Other: 0));
        for (var cell = 0; cell < cube.Shape.Width * cube.Shape.Height; cell++)
        {
            for (var date = 0; date < 6; date++)
            {
                var value = (int band) => cube.Values[((((date * 4) + band) * cube.Shape.Height) * cube.Shape.Width) + cell];
                switch (value(3))
                {
                    case 9:
                        seen.Cloud++;
                        seen.Other += value(red) > 3500 ? 0 : 1;
                        break;
                    case 4:
                        seen.Green++;
                        seen.Other += value(nir) > value(red) ? 0 : 1;
                        break;
                    default:
                        break;
                }
            }
        }

        // The classification has pixels of 20 m: along rivers some of its cells are of another kind.
        Assert.True(seen is { Cloud: > 1000, Green: > 10_000 } && seen.Other < seen.Green / 100, $"{seen}");
        Assert.Equal(6, collection.AllItems.Select(item => item.ToStac()["properties"]!["eo:cloud_cover"]!.GetValue<double>()).Distinct().Count());
    }

    [Fact]
    public void The_data_are_small() =>
        Assert.InRange(Directory.EnumerateFiles(_made.Folder, "*.tif", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 16 << 20);

    /// <summary>Of each item of a year, the share of an area that has a value.</summary>
    private static IEnumerable<double> Shares(Collection collection, int year, double left, double bottom, double right, double top, string band)
    {
        var grid = collection.Grid!;
        Window window = new(
            (int)((left - grid.Left) / grid.StepX), (int)((top - grid.Top) / grid.StepY), (int)((right - left) / grid.StepX), (int)((bottom - top) / grid.StepY));
        List<CollectionItem> items = [.. collection.AllItems.Where(item => item.Time.Year == year)];
        var cube = CollectionFolder.Read(CollectionCube.Open(collection, items, [new(band)], grid, window)!);
        return Enumerable.Range(0, cube.Shape.Planes).Select(plane =>
            cube.Values.Skip(plane * (int)window.Pixels).Take((int)window.Pixels).Count(cell => !Missing.Is(cell)) / (double)window.Pixels);
    }

    public sealed class Made : IDisposable
    {
        public Made() => DemoCollections.Write(Folder, CancellationToken.None);

        public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-demo-").FullName;

        internal CollectionCatalog Catalog => new([Folder]);

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
