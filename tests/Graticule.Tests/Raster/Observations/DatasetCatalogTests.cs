using Graticule.Raster.Observations;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Raster.Observations;

public sealed class DatasetCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_data_set_appears_changes_and_goes_while_the_catalog_is_open()
    {
        DatasetCatalog catalog = new(Path.Combine(_folder.Path, "later"));
        Assert.Empty(catalog.List());
        Assert.Null(catalog.Find("sst"));

        var index = Write("later", "sst", "First");
        Assert.Equal("First", catalog.Find("sst")!.Title);
        Assert.Same(catalog.Find("sst"), catalog.List()[0]);

        (index with { Dataset = index.Dataset with { Title = "Second" } }).Write();
        Assert.Equal("Second", catalog.Find("sst")!.Title);

        Directory.Delete(index.Dataset.Folder, recursive: true);
        Assert.Null(catalog.Find("sst"));
        Assert.Empty(catalog.List());
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var written = Write("all", "sst", "A title");

        var read = DatasetIndex.Read(written.Dataset.Folder)!;

        Assert.Equal(written.Dataset.Granules, read.Dataset.Granules);
        Assert.Equal(written.Dataset.Variables, read.Dataset.Variables);
        Assert.Equal(written.Dataset.Unreadable, read.Dataset.Unreadable);
        Assert.Equal(written.Dataset.Layout.Slices, read.Dataset.Layout.Slices);
        Assert.Equal(("sst", DatasetKind.Grid, "project-x", written.Dataset.Folder), (read.Dataset.Id, read.Dataset.Kind, read.Dataset.Project, read.Dataset.Folder));
        Assert.Equal((1522540800L, 1522627199L), (read.Dataset.Start, read.Dataset.End));
        Assert.Equal((written.Origin, written.Reading, written.Build), (read.Origin, read.Reading, read.Build));
    }

    [Theory]
    [InlineData("JPL-L4-MRVA-CHLA-GLOB-v3.0")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("ICOADS Release 3.0")]
    [InlineData("海面水温")]
    public void Any_text_is_an_id_and_its_folder_lies_in_the_index(string id)
    {
        Write("ids", id, "t");
        DatasetCatalog catalog = new(Path.Combine(_folder.Path, "ids"));

        Assert.Equal(id, catalog.Find(id)!.Id);
        Assert.Equal(id, Assert.Single(catalog.List()).Id);
        Assert.Equal(Path.Combine(_folder.Path, "ids"), Path.GetDirectoryName(catalog.Find(id)!.Folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"version\":99}")]
    [InlineData("[]")]
    public void An_index_that_cannot_be_read_is_as_none(string text)
    {
        var good = Write("some", "good", "t");
        var bad = Directory.CreateDirectory(Path.Combine(_folder.Path, "some/bad")).FullName;
        File.WriteAllText(Path.Combine(bad, DatasetIndex.FileName), text);
        DatasetCatalog catalog = new(Path.GetDirectoryName(good.Dataset.Folder)!);

        Assert.Equal("good", Assert.Single(catalog.List()).Id);
        Assert.Null(catalog.Find("bad"));
    }

    private DatasetIndex Write(string index, string id, string title)
    {
        DatasetIndex written = new()
        {
            Dataset = new()
            {
                Id = id,
                Kind = DatasetKind.Grid,
                Title = title,
                Folder = DatasetIndex.FolderOf(Path.Combine(_folder.Path, index), id),
                Layout = new() { Latitude = "lat", Variables = ["sst"], Slices = new Dictionary<string, int>(StringComparer.Ordinal) { ["lat"] = 100 } },
                Variables = [new("sst", "sea_surface_temperature", "temperature", "celsius")],
                Granules =
                [
                    new() { Path = "/data/a.nc", Start = 1522540800, End = 1522627199, Bounds = new(170, -90, -170, 12.5), Count = 7, Stamp = "1-2" },
                ],
                Unreadable = [new("/data/b.nc", "It is \"cut off\".", "3-4")],
                Project = "project-x",
            },
            Origin = "/data/collections.yaml",
            Reading = "ABC",
        };
        written.Write();
        return written;
    }
}
