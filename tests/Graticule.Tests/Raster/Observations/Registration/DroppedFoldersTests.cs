using Graticule.Raster.Observations.Registration;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Raster.Observations.Registration;

public sealed class DroppedFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_folder_is_a_data_set_called_as_it_is()
    {
        Drop("sst/2018/a.nc");
        Drop("sst/2018/.b.nc.partial");
        Drop("sst/readme.txt");
        Drop("buoys/b.csv");
        Drop(".trash/c.csv");

        var found = DatasetSources.Read([_folder.Path]);

        Assert.Equal(["buoys", "sst"], found.Sources.Select(source => source.Id));
        Assert.Equal([["buoys/b.csv"], ["sst/2018/a.nc"]], found.Sources.Select(FilesOf));
        Assert.Empty(found.Refused.Concat(found.Notes));
    }

    [Fact]
    public void A_description_in_the_folder_says_how_its_files_are_read()
    {
        Drop("sst/a.nc");
        Drop("sst/b.csv");
        File.WriteAllText(Path.Combine(_folder.Path, "sst/dataset.yaml"), "id: other\nformat: netcdf\ndimensionNames: {latitude: y, variable: t}\n");

        var source = Assert.Single(DatasetSources.Read([_folder.Path]).Sources);

        Assert.Equal(("other", "y"), (source.Id, source.Layout.Latitude));
        Assert.Equal(["sst/a.nc"], FilesOf(source));
    }

    [Fact]
    public void A_wrong_description_is_named_and_the_other_folders_are_read()
    {
        Drop("sst/a.nc");
        Drop("good/a.nc");
        File.WriteAllText(Path.Combine(_folder.Path, "sst/dataset.yaml"), "kind: cloud");

        var found = DatasetSources.Read([_folder.Path]);

        Assert.Equal("good", Assert.Single(found.Sources).Id);
        Assert.Equal("sst", Assert.Single(found.Refused).Name);
    }

    [Fact]
    public void A_file_beside_the_folders_is_pointed_out()
    {
        Drop("lost.csv");

        Assert.Equal(Path.Combine(_folder.Path, "lost.csv"), Assert.Single(DatasetSources.Read([_folder.Path]).Notes).Name);
    }

    [Fact]
    public void A_store_of_arrays_is_one_file()
    {
        Drop("era/one.zarr/zarr.json");
        Drop("era/one.zarr/t/c/0");
        Drop("era/two.zarr/.zgroup");
        Drop("whole/.zmetadata");
        Drop("whole/t/0.0");

        var found = DatasetSources.Read([_folder.Path]);

        Assert.Equal([["era/one.zarr", "era/two.zarr"], ["whole"]], found.Sources.Select(FilesOf));
    }

    [Fact]
    public void A_file_of_hive_folders_is_found_and_what_Spark_leaves_beside_is_not()
    {
        Drop("spurs/provider=A/project=B/part-0.gz.parquet");
        Drop("spurs/_SUCCESS");
        Drop("spurs/_temporary/part-1.gz.parquet");

        Assert.Equal(["spurs/provider=A/project=B/part-0.gz.parquet"], FilesOf(Assert.Single(DatasetSources.Read([_folder.Path]).Sources)));
    }

    [Theory]
    [InlineData("*.nc", "a1.nc,b2.nc,sub/a3.nc")] // as Python's fnmatch, which SDAP asks: a star passes folders
    [InlineData("a?.nc", "a1.nc")]
    [InlineData("[!a]*.nc", "b2.nc,sub/a3.nc")]
    [InlineData("[ab][12].nc", "a1.nc,b2.nc")]
    [InlineData("*/a3.nc", "sub/a3.nc")]
    [InlineData("a1.nc", "a1.nc")]
    [InlineData("*.dat", "c.dat")]
    [InlineData("*.h5", "")]
    public void A_pattern_names_files_as_SDAP_understands_it(string pattern, string expected)
    {
        Array.ForEach<string>(["d/a1.nc", "d/b2.nc", "d/sub/a3.nc", "d/c.dat"], Drop);
        DatasetSource source = new() { Id = "d", Origin = "", Path = Path.Combine(_folder.Path, "d", pattern) };

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $"d/{name}"), FilesOf(source));
    }

    [Fact]
    public void A_link_to_an_archive_is_followed()
    {
        using TemporaryFolder archive = new();
        File.WriteAllText(Path.Combine(archive.Path, "a.nc"), "a");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "linked"), archive.Path);

        Assert.Equal(["linked/a.nc"], FilesOf(Assert.Single(DatasetSources.Read([_folder.Path]).Sources)));
    }

    private List<string> FilesOf(DatasetSource source) =>
        [.. SourceFiles.Of(source, new HashSet<string>(StringComparer.Ordinal)).Select(file => Path.GetRelativePath(_folder.Path, file.Path))];

    private void Drop(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, name);
    }
}
