using Graticule.Raster.Ard;

namespace Graticule.Tests.Raster.Ard;

public sealed class ArdScanTests : IDisposable
{
    private readonly ArdFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_date_has_its_eight_layers()
    {
        var looks = _folder.Index.Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, DateOnly.MinValue, null);

        Assert.Equal(8 * ArdFolder.Dates, looks.Count);
        Assert.All(looks.GroupBy(look => look.Day), day => Assert.Equal(8, day.Select(look => look.Layer.Band).Distinct().Count()));
        Assert.Empty(_folder.Index.Looks(ArdGrid.Conus, new(-1815585 + 6000, 2864805), ArdLayers.Inputs, DateOnly.MinValue, null));
    }

    [Fact]
    public void An_interval_has_its_first_day_and_not_its_last()
    {
        var days = _folder.Index.Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, DateOnly.MinValue, null).Select(look => look.Acquired).Distinct().ToArray();

        var some = _folder.Index.Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, days[1], days[3]);

        Assert.Equal(days[1..3], some.Select(look => look.Acquired).Distinct());
    }

    [Fact]
    public void What_has_not_changed_is_not_opened_again_and_what_is_gone_goes()
    {
        File.Delete(_folder.First("*_SRB7.tif"));

        var report = _folder.Scan();

        Assert.Equal((0, 1, (8 * ArdFolder.Dates) - 1), (report.FilesRead, report.FilesRemoved, report.Files));
    }

    [Fact]
    public void Files_that_cannot_be_registered_are_named_with_the_reason()
    {
        var damaged = Path.Combine(_folder.Files, "LC08_CU_005003_20170411_20181119_C01_V01_SRB2.tif");
        File.WriteAllText(damaged, "no image");
        var second = Path.Combine(_folder.Files, "LC08_CU_005003_20170411_20181119_C02_V01_SRB2.tif");
        File.Copy(_folder.First("LC08*_SRB2.tif"), second);
        var elsewhere = Path.Combine(_folder.Files, "LC08_CU_005003_20170412_20181119_C01_V01_SRB2.tif");
        ArdFolder.Run("gdal_translate", "-q", "-a_srs", "EPSG:32613", _folder.First("LC08*_SRB2.tif"), elsewhere);
        var between = Path.Combine(_folder.Files, "LC08_CU_005003_20170413_20181119_C01_V01_SRB2.tif");
        ArdFolder.Run("gdal_translate", "-q", "-a_ullr", "-1815570", "2864805", "-1809570", "2858805", _folder.First("LC08*_SRB2.tif"), between);
        File.WriteAllText(Path.Combine(_folder.Files, "LC08_CU_005003_20170411_20181119_C01_V01_SRB9.tif"), "another product");

        var report = _folder.Scan();

        Assert.Equal([damaged, second, elsewhere, between], report.Unreadable.Select(file => file.Path).OrderBy(path => Array.IndexOf([damaged, second, elsewhere, between], path)));
        string ReasonOf(string path) => report.Unreadable.Single(file => file.Path == path).Reason;
        Assert.Contains("collection 2", ReasonOf(second), StringComparison.Ordinal);
        Assert.Contains("projection", ReasonOf(elsewhere), StringComparison.Ordinal);
        Assert.Contains("grid", ReasonOf(between), StringComparison.Ordinal);
        Assert.Equal(1, report.FilesOther);
        Assert.Equal(0, _folder.Scan().FilesRead);
    }

    [Fact]
    public void The_newer_of_two_files_of_a_look_is_read()
    {
        var old = _folder.First("LE07*_SRB2.tif");
        var name = ArdName.Parse(Path.GetFileName(old))!;
        var newer = Path.Combine(_folder.Files, (name with { Processed = name.Processed.AddDays(1) }).FileName);
        ArdFolder.Run("gdal_translate", "-q", "-scale", "0", "1", "7", "7", "-ot", "Int16", old, newer);
        _folder.Scan();

        var look = _folder.Index.Looks(ArdGrid.Conus, ArdFolder.Chip, [ArdLayers.Find("LE07_SRB2")!], name.Acquired, name.Acquired.AddDays(1)).Single();

        Assert.Equal(newer, look.Files.Single().Path);
    }

    [Fact]
    public void Files_side_by_side_make_one_chip_and_where_none_is_there_is_fill()
    {
        var source = _folder.First("LT05*_SRB3.tif");
        var parts = Directory.CreateDirectory(Path.Combine(_folder.Root, "parts")).FullName;
        Directory.CreateDirectory(Path.Combine(parts, "a"));
        Directory.CreateDirectory(Path.Combine(parts, "b"));
        ArdFolder.Run("gdal_translate", "-q", "-srcwin", "0", "0", "40", "200", source, Path.Combine(parts, "a", Path.GetFileName(source)));
        ArdFolder.Run("gdal_translate", "-q", "-srcwin", "40", "0", "30", "60", source, Path.Combine(parts, "b", Path.GetFileName(source)));
        var index = Path.Combine(parts, "index");
        ArdScan.Run([parts], index, onlyThese: false, 1, CancellationToken.None);

        var samples = new ArdIndex(index).Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, DateOnly.MinValue, null).Single().ReadNumbers(ArdFolder.Chip, new(mayUseGdal: false));

        var whole = ArdFolder.ReadByGdal(source, 0, 0, 100, 100);
        for (var i = 0; i < samples.Length; i++)
        {
            var (column, row) = (i % 100, i / 100);
            Assert.Equal(column < 40 || (column < 70 && row < 60) ? (short)whole[i] : (short)-9999, samples[i]);
        }
    }

    [Fact]
    public void A_folder_that_is_away_keeps_its_files_registered()
    {
        Directory.Move(_folder.Files, _folder.Files + "-away");

        var report = _folder.Scan();

        Assert.Equal([_folder.Files], report.Missing);
        Assert.Equal(8 * ArdFolder.Dates, report.Files);
        var look = _folder.Index.Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, DateOnly.MinValue, null)[0];
        Assert.Contains(look.Files[0].Name, Assert.Throws<ArdFileException>(() => look.Read(ArdFolder.Chip, new(mayUseGdal: false))).Message, StringComparison.Ordinal);
    }
}
