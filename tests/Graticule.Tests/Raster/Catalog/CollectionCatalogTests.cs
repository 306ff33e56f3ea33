using Graticule.Raster.Catalog;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Catalog;

public sealed class CollectionCatalogTests : IDisposable
{
    private readonly CollectionFolder _folder = new();

    public CollectionCatalogTests()
    {
        var utm = CollectionFolder.Utm;
        _folder.Write("data/x_20170101.tif", utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("data/x_20170111.tif", utm, PixelType.UInt16, 0, (_, _) => 7);
        _folder.Write("data/x_20170121.tif", utm with { Left = 700_000 }, PixelType.UInt16, 0, (_, _) => 7);
        Made = CollectionScan.Run(
            new(Path.Combine(_folder.Path, "data"))
            {
                Id = "series",
                Aliases = ["old-name"],
                Properties = (_, time) => new Dictionary<string, object>(StringComparer.Ordinal) { ["eo:cloud_cover"] = (double)time.Day, ["platform"] = "p" },
            },
            CancellationToken.None).Collection;
    }

    private Collection Made { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Collections_are_found_by_id_and_by_alias()
    {
        CollectionCatalog catalog = new([Path.Combine(_folder.Path, "absent"), _folder.Path]);

        Assert.Equal(["series"], catalog.List().Select(collection => collection.Id));
        Assert.Equal("series", catalog.Find("old-name")?.Id);
        Assert.Null(catalog.Find("other"));
        Assert.Same(catalog.Find("series"), catalog.Find("series"));
    }

    [Fact]
    public void A_changed_index_is_read_again()
    {
        CollectionCatalog catalog = new([_folder.Path]);
        Assert.Equal(3, catalog.Find("series")!.AllItems.Count);
        _folder.Write("data/x_20170131.tif", CollectionFolder.Utm, PixelType.UInt16, 0, (_, _) => 7);
        CollectionScan.Run(new(Path.Combine(_folder.Path, "data")), CancellationToken.None);

        Assert.Equal(4, catalog.Find("series")!.AllItems.Count);
    }

    [Fact]
    public void Items_are_filtered_by_box_and_time_and_paged()
    {
        Assert.Equal(3, Made.Items(null, null, 10, 0).Matched);
        Assert.Equal(["x_20170111"], Made.Items(null, null, 1, 1).Items.Select(item => item.Id));
        Assert.Equal(["x_20170121"], Made.Items([11.5, 46, 12, 47], null, 10, 0).Items.Select(item => item.Id));
        DateTimeOffset from = new(2017, 1, 11, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, Made.Items(null, new(from, null), 10, 0).Matched);
        Assert.Equal(1, Made.Items(null, new(null, from), 10, 0).Matched);
        Assert.Equal(2, Made.Items(null, new(null, from) { IncludesEnd = true }, 10, 0).Matched);
    }

    [Fact]
    public void The_stac_collection_has_dimensions_summaries_and_no_words_of_the_index()
    {
        var stac = Made.ToStac();

        Assert.Equal("1.1.0", stac["stac_version"]!.GetValue<string>());
        Assert.Empty(stac["links"]!.AsArray());
        Assert.Equal(32632, stac["cube:dimensions"]!["x"]!["reference_system"]!.GetValue<int>());
        Assert.Equal([600_000, 701_200], stac["cube:dimensions"]!["x"]!["extent"]!.AsArray().Select(value => value!.GetValue<double>()));
        Assert.Equal(["B01"], stac["cube:dimensions"]!["bands"]!["values"]!.AsArray().Select(value => value!.GetValue<string>()));
        Assert.Equal(21, stac["summaries"]!["eo:cloud_cover"]!["maximum"]!.GetValue<double>());
        Assert.DoesNotContain("graticule:", stac.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((5060, 50), (Made.Grid!.Width, Made.Grid.Height));
    }

    [Fact]
    public void Queryables_tell_the_values_that_occur()
    {
        var properties = Made.Queryables()["properties"]!;

        Assert.Equal(1, properties["eo:cloud_cover"]!["minimum"]!.GetValue<double>());
        Assert.Equal("p", properties["platform"]!["enum"]![0]!.GetValue<string>());
        Assert.Equal("date-time", properties["datetime"]!["format"]!.GetValue<string>());
        Assert.Null(properties["bands"]);
    }

    [Fact]
    public void Files_outside_of_the_folder_are_not_found()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret.tif"), "");

        Assert.NotNull(Made.FindFile("x_20170101.tif"));
        Assert.Null(Made.FindFile("../secret.tif"));
        Assert.Null(Made.FindFile(Path.Combine(_folder.Path, "secret.tif")));
        Assert.Null(Made.FindFile("absent.tif"));
    }

    [Fact]
    public void The_data_may_lie_elsewhere_than_the_index()
    {
        var index = Path.Combine(_folder.Path, "catalog", "series");
        CollectionScan.Run(new(Path.Combine(_folder.Path, "data")) { IndexFolder = index, Id = "again" }, CancellationToken.None);

        var found = new CollectionCatalog([Path.Combine(_folder.Path, "catalog")]).Find("again")!;

        Assert.Equal(Path.Combine(_folder.Path, "data"), found.Folder);
        Assert.Equal(7, CollectionFolder.At(CollectionFolder.Read(CollectionFolder.Open(found).Crop(new(0, 0, 5, 5))), 0, 4, 4));
    }
}
