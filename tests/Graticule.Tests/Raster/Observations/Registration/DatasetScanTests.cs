using System.Collections.Concurrent;
using System.Globalization;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Registration;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Raster.Observations.Registration;

/// <summary>What a scan keeps, reads again and forgets; files here are lines of text: kind, first and last time, variables.</summary>
public sealed class DatasetScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentBag<string> _opened = [];

    private string Data => Path.Combine(_folder.Path, "data");

    private string Index => Path.Combine(_folder.Path, "index");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_scan_opens_new_and_changed_files_only()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Drop("sst/b.nc", "Grid 200 200 sst");
        Drop("sst/c.nc", "broken");
        var first = Assert.Single(Scan().Datasets);
        Assert.Equal((2, 3, 0, 0), (first.Files, first.FilesRead, first.FilesKnown, first.FilesRemoved));

        var second = Assert.Single(Scan().Datasets);
        Assert.Equal((2, 0, 3, 0), (second.Files, second.FilesRead, second.FilesKnown, second.FilesRemoved));

        _opened.Clear();
        Drop("sst/b.nc", "Grid 250 250 sst err");
        Drop("sst/d.nc", "Grid 50 50 sst");
        File.Delete(Path.Combine(Data, "sst/a.nc"));
        var third = Assert.Single(Scan().Datasets);
        Assert.Equal((2, 2, 1, 1), (third.Files, third.FilesRead, third.FilesKnown, third.FilesRemoved));
        Assert.Equal(["b.nc", "d.nc"], _opened.Order(StringComparer.Ordinal));
        var dataset = Find("sst");
        Assert.Equal(["d.nc", "b.nc"], dataset.Granules.Select(granule => granule.Name)); // by time
        Assert.Equal((50L, 250L), (dataset.Start, dataset.End));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_and_the_rest_is_served()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Drop("sst/b.nc", "broken");
        Drop("sst/c.nc", "crash");

        var scanned = Assert.Single(Scan().Datasets);

        Assert.Equal(
            [("b.nc", "It is broken."), ("c.nc", "It cannot be read: Index was out of range.")],
            scanned.Unreadable.Select(file => (Path.GetFileName(file.Path), file.Reason)));
        Assert.Equal("a.nc", Assert.Single(Find("sst").Granules).Name);
        Assert.Equal(2, Find("sst").Unreadable.Count);

        Drop("sst/b.nc", "Grid 300 300 sst");
        Assert.Equal("c.nc", Path.GetFileName(Assert.Single(Assert.Single(Scan().Datasets).Unreadable).Path));
        Assert.Equal(2, Find("sst").Granules.Count);
    }

    [Fact]
    public void A_data_set_of_which_nothing_can_be_read_is_reported_and_not_listed()
    {
        Drop("sst/a.nc", "broken");

        Assert.Single(Assert.Single(Scan().Datasets).Unreadable);
        Assert.Empty(new DatasetCatalog(Index).List());
        Assert.Null(new DatasetCatalog(Index).Find("sst"));
    }

    [Fact]
    public void With_another_layout_all_files_are_read_again_but_not_with_another_title()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Scan();
        Drop("sst/dataset.yaml", "title: Daily");
        Assert.Equal(0, Assert.Single(Scan().Datasets).FilesRead);
        Assert.Equal("Daily", Find("sst").Title);

        Drop("sst/dataset.yaml", "dimensionNames: {variable: sst}");
        Assert.Equal(1, Assert.Single(Scan().Datasets).FilesRead);
        Assert.Equal("made up", Find("sst").Title); // the file's own
    }

    [Fact]
    public void Files_without_a_time_that_is_asked_for_are_known_and_not_served()
    {
        for (var day = 1; day <= 4; day++)
        {
            Drop($"sst/{day}.nc", string.Create(CultureInfo.InvariantCulture, $"Grid {day * 86400} {(day * 86400) + 3600} sst"));
        }

        Drop("sst/dataset.yaml", "from: 1970-01-03\nto: 1970-01-04T12:00:00Z");
        Assert.Equal(2, Assert.Single(Scan().Datasets).FilesOutside);
        Assert.Equal(["2.nc", "3.nc"], Find("sst").Granules.Select(granule => granule.Name));

        Drop("sst/dataset.yaml", "to: 1970-01-02");
        Assert.Equal((0, 3), Assert.Single(Scan().Datasets) is var again ? (again.FilesRead, again.FilesOutside) : default);
        Assert.Equal(["1.nc"], Find("sst").Granules.Select(granule => granule.Name));
    }

    [Fact]
    public void A_file_of_another_kind_is_no_part_of_the_data_set()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Drop("sst/b.nc", "Swath 100 100 sst");

        Assert.Equal("It holds a swath, and its data set a grid; put it into a data set of its own.", Assert.Single(Assert.Single(Scan().Datasets).Unreadable).Reason);
        Assert.Equal(DatasetKind.Grid, Find("sst").Kind);

        Drop("sst/dataset.yaml", "kind: swath");
        Scan();
        Assert.Equal((DatasetKind.Swath, "b.nc"), (Find("sst").Kind, Assert.Single(Find("sst").Granules).Name));
    }

    [Fact]
    public void Variables_and_platforms_are_those_of_the_files_that_are_there()
    {
        Drop("buoys/a.csv", "Points 100 100 sst 42 30");
        Drop("buoys/b.csv", "Points 200 200 wind 41");
        Scan();
        Assert.Equal(["sst", "wind"], Find("buoys").Variables.Select(variable => variable.Name));
        Assert.Equal(["30", "41", "42"], Find("buoys").Platforms);

        File.Delete(Path.Combine(Data, "buoys/a.csv"));
        Scan();
        Assert.Equal(["wind"], Find("buoys").Variables.Select(variable => variable.Name));
        Assert.Equal(["41"], Find("buoys").Platforms);
    }

    [Fact]
    public void Tables_of_points_are_made_again_where_they_are_lost_and_stay_for_jobs_that_read_them()
    {
        Drop("buoys/a.csv", "Points 100 100 sst 42");
        Scan();
        var table = Path.Combine(Find("buoys").Folder, Find("buoys").Granules[0].Table!);
        Assert.True(File.Exists(table));

        File.Delete(table);
        Assert.Equal(1, Assert.Single(Scan().Datasets).FilesRead);
        Assert.True(File.Exists(table));

        Drop("buoys/a.csv", "Points 100 101 sst 42");
        Scan();
        Assert.NotEqual(Path.GetFileName(table), Find("buoys").Granules[0].Table);
        Assert.True(File.Exists(table), "A job that began before still reads it.");
        File.SetLastWriteTimeUtc(table, new(2018, 4, 1, 0, 0, 0, DateTimeKind.Utc));
        Scan();
        Assert.False(File.Exists(table));
    }

    [Fact]
    public void A_data_set_that_nothing_names_any_more_leaves_the_index()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Drop("wind/a.nc", "Grid 100 100 wind");
        Scan();

        Directory.Delete(Path.Combine(Data, "sst"), recursive: true);
        Assert.Equal(["wind"], Scan().Datasets.Select(dataset => dataset.Id));
        Assert.Equal(["wind"], new DatasetCatalog(Index).List().Select(dataset => dataset.Id));

        File.Delete(Path.Combine(Data, "wind/a.nc"));
        Assert.Empty(Scan().Datasets);
        Assert.Empty(new DatasetCatalog(Index).List());
    }

    [Fact]
    public void What_scans_have_not_made_stays_in_an_index_folder_that_was_named_by_mistake()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        string[] others = ["letters/a.txt", "sets/dataset.json", "sets/more/b.points", "mixed/dataset.json", "mixed/picture.png"];
        foreach (var other in others)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Index, other))!);
            File.WriteAllText(Path.Combine(Index, other), "mine");
        }

        Directory.CreateDirectory(Path.Combine(Index, "empty"));

        Scan();

        Assert.All(others, other => Assert.True(File.Exists(Path.Combine(Index, other))));
        Assert.True(Directory.Exists(Path.Combine(Index, "empty")));
        Assert.Equal("sst", Assert.Single(new DatasetCatalog(Index).List()).Id);
    }

    [Fact]
    public void A_configuration_that_is_broken_for_a_while_takes_nothing_away()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        var yaml = Path.Combine(_folder.Path, "collections.yaml");
        File.WriteAllText(yaml, $"collections: [{{id: day, path: {Data}/sst}}]");
        Scan(yaml);

        File.WriteAllText(yaml, "collections: [{id: day,");
        var report = Scan(yaml);

        Assert.Equal([yaml], report.Unread);
        Assert.Equal("day", Assert.Single(new DatasetCatalog(Index).List()).Id);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var yaml = Path.Combine(_folder.Path, "collections.yaml");
        File.WriteAllText(yaml, $"collections: [{{id: a, path: {Data}/none/}}, {{id: b, path: {Data}/none/*.nc}}]");

        Assert.Equal(
            [("a", $"There is no file or folder '{Data}/none'."), ("b", $"There is no folder '{Data}/none'.")],
            Scan(yaml).Refused.Select(refused => (refused.Name, refused.Reason)));
    }

    [Fact]
    public void A_disk_that_is_not_mounted_for_a_while_is_not_read_anew()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        Drop("sst/b.nc", "Grid 200 200 sst err");
        var yaml = Path.Combine(_folder.Path, "collections.yaml");
        File.WriteAllText(yaml, $"collections: [{{id: day, path: {Data}/sst}}]");
        Scan(yaml);

        Directory.Move(Data, Data + "-away");
        Assert.Equal("day", Assert.Single(Scan(yaml).Refused).Name);
        Assert.Empty(new DatasetCatalog(Index).List());

        Directory.Move(Data + "-away", Data);
        Assert.Equal((2, 0, 2), Assert.Single(Scan(yaml).Datasets) is var back ? (back.Files, back.FilesRead, back.FilesKnown) : default);
        Assert.Equal(["sst", "err"], Find("day").Variables.Select(variable => variable.Name));
    }

    [Fact]
    public void What_a_cancelled_scan_has_read_the_next_one_knows()
    {
        for (var i = 0; i < 20; i++)
        {
            Drop($"sst/{i:00}.nc", "Grid 100 100 sst");
        }

        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() => DatasetScan.Run(
            [Data], Index, 1,
            (source, file, folder) =>
            {
                if (_opened.Count == 5)
                {
                    stop.Cancel();
                }

                return Read(source, file, folder);
            },
            stop.Token));

        var read = _opened.Count;
        Assert.InRange(read, 5, 19);
        Assert.Equal((20 - read, read), Assert.Single(Scan().Datasets) is var rest ? (rest.FilesRead, rest.FilesKnown) : default);
    }

    [Fact]
    public void A_data_set_inside_the_folder_of_another_one_keeps_its_files()
    {
        Drop("all/a.nc", "Grid 100 100 sst");
        Drop("all/deep/b.nc", "Grid 100 100 sst");
        var yaml = Path.Combine(_folder.Path, "collections.yaml");
        File.WriteAllText(yaml, $"collections: [{{id: all, path: {Data}/all}}, {{id: deep, path: {Data}/all/deep/}}]");

        Assert.Equal([("all", 1), ("deep", 1)], Scan(yaml).Datasets.Select(dataset => (dataset.Id, dataset.Files)));
    }

    [Fact]
    public void The_stamp_of_the_tree_changes_with_files_and_configuration_and_with_nothing_else()
    {
        Drop("sst/a.nc", "Grid 100 100 sst");
        HashSet<string> stamps = new(StringComparer.Ordinal) { Stamp() };
        Assert.False(stamps.Add(Stamp()));
        Drop("sst/note.txt", "not data");
        Drop("sst/.b.nc.part", "still coming");
        Assert.False(stamps.Add(Stamp()));

        Drop("sst/b.nc", "Grid 100 100 sst");
        Assert.True(stamps.Add(Stamp()));
        Drop("sst/b.nc", "Grid 100 100 sst err");
        Assert.True(stamps.Add(Stamp()));
        Drop("sst/dataset.yaml", "attributes: {summary: new}");
        Assert.True(stamps.Add(Stamp()));
        File.Delete(Path.Combine(Data, "sst/a.nc"));
        Assert.True(stamps.Add(Stamp()));

        string Stamp() => DatasetTree.StampOf([Data], CancellationToken.None);
    }

    private DatasetScanReport Scan(string? path = null) => DatasetScan.Run([path ?? Data], Index, 2, Read, CancellationToken.None);

    private ObservationDataset Find(string id) => new DatasetCatalog(Index).Find(id)!;

    private void Drop(string name, string text)
    {
        var path = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private ScannedFile Read(DatasetSource source, SourceFile file, string folder)
    {
        _opened.Add(Path.GetFileName(file.Path));
        var words = File.ReadAllText(file.Path).Split(' ');
        if (words is ["broken"])
        {
            throw new ObservationFileException(file.Path, "is broken");
        }

        if (!Enum.TryParse<DatasetKind>(words[0], out var kind))
        {
            throw new InvalidOperationException("Index was out of range.");
        }

        var table = kind == DatasetKind.Points ? PointTables.NameOf(file, ReadingDigest.Of(source)) : null;
        if (table is not null)
        {
            File.WriteAllText(Path.Combine(folder, table), "table");
        }

        Granule granule = new()
        {
            Path = file.Path,
            Stamp = file.Stamp,
            Start = long.Parse(words[1], CultureInfo.InvariantCulture),
            End = long.Parse(words[2], CultureInfo.InvariantCulture),
            Bounds = LonLatBox.World,
            Count = 1,
            Table = table,
        };
        return new(
            granule,
            new(kind, [.. words[3..].Where(word => !char.IsDigit(word[0])).Select(word => new ObservedVariable(word))], [.. words[3..].Where(word => char.IsDigit(word[0])).Order(StringComparer.Ordinal)]),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = "made up" },
            []);
    }
}
