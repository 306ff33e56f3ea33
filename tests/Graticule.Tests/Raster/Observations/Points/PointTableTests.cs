using System.Diagnostics;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class PointTableTests : IDisposable
{
    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 40)]
    [InlineData(3, 5000)]
    public void Rows_come_back_whole_and_in_order(int seed, int count)
    {
        var rows = RandomPoints.Make(seed, count);
        using var table = _files.Open(RandomPoints.Builder(rows));
        table.Verify();
        var expected = rows.Select((row, index) => (row, index)).OrderBy(entry => entry.row.Row.Time).ThenBy(entry => entry.row.Row.Platform.Code, StringComparer.Ordinal)
            .ThenBy(entry => entry.row.Row.Depth).ThenBy(entry => entry.row.Row.Latitude).ThenBy(entry => entry.row.Row.Longitude).ThenBy(entry => entry.index)
            .Select(entry => entry.row).ToList();
        Assert.Equal(count, table.Count);
        for (var i = 0; i < count; i++)
        {
            var (row, first, second) = expected[i];
            Assert.Equal(
                (row.Latitude, row.Longitude, row.Time, row.Depth, row.Platform, row.Device, row.Meta, row.Provider, row.Project, row.Job),
                (table.Latitudes[i], table.Longitudes[i], table.Times[i], table.Depths[i], table.PlatformOf(i), table.DeviceOf(i), table.MetaOf(i), table.ProviderOf(i),
                    table.ProjectOf(i), table.JobOf(i)));
            Assert.Equal((first, second), (ValueOf(table, "first", i), ValueOf(table, "second", i)));
        }

        Assert.Equal(-1, table.IndexOf("never"));
        Assert.Equal(rows.Select(row => row.Row.Platform.Code).Distinct().Order(StringComparer.Ordinal), table.PlatformCodes);
        for (var i = 1; i < count; i++)
        {
            Assert.True(PointOrder.Compare(table, i - 1, table, i) <= 0);
        }
    }

    [Fact]
    public void Rows_of_a_span_of_time_are_found_with_both_ends()
    {
        PointTableBuilder builder = new();
        foreach (var time in new long[] { 50, 10, 20, 20, 30 })
        {
            builder.Add(new() { Latitude = 0, Longitude = 0, Time = time });
        }

        using var table = _files.Open(builder);
        Assert.Equal((1, 3), table.Between(20, 20));
        Assert.Equal((1, 4), table.Between(11, 49));
        Assert.Equal((0, 5), table.Between(long.MinValue, long.MaxValue));
        Assert.Equal((5, 5), table.Between(51, 60));
        Assert.Equal((0, 0), table.Between(30, 20));
    }

    [Fact]
    public void A_table_without_rows_is_one()
    {
        using var table = _files.Open(new());
        Assert.Equal(0, table.Count);
        Assert.Empty(new PointQuery().Rows(table));
        Assert.Empty(table.Variables);
    }

    [Fact]
    public void Places_beyond_180_degrees_are_turned_back_and_bounds_cross_the_antimeridian()
    {
        PointTableBuilder builder = new();
        builder.Add(new() { Latitude = 1, Longitude = 190, Time = 0 });
        builder.Add(new() { Latitude = -3, Longitude = 175, Time = 1 });
        using var table = _files.Open(builder);
        Assert.Equal([-170.0, 175], table.Longitudes.ToArray());
        Assert.Equal(new(175, -3, -170, 1), table.Bounds);
        Assert.Throws<ArgumentException>(() => builder.Add(new() { Latitude = 90.01, Longitude = 0, Time = 0 }));
        Assert.Throws<ArgumentException>(() => builder.Add(new() { Latitude = double.NaN, Longitude = 0, Time = 0 }));
    }

    [Fact]
    public void A_file_that_is_cut_off_or_changed_is_found_out()
    {
        var path = Path.Combine(_files.Folder, "table.points");
        RandomPoints.Builder(RandomPoints.Make(7, 300)).Write(path);
        var good = File.ReadAllBytes(path);
        Random random = new(3);
        for (var round = 0; round < 60; round++)
        {
            File.WriteAllBytes(path, good[..random.Next(good.Length - 8)]);
            Assert.Throws<ObservationFileException>(() => PointTable.Open(path));
        }

        for (var round = 0; round < 200; round++)
        {
            var bytes = (byte[])good.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            AssertIsFoundOut(path, good, bytes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(5000)]
    public void Rows_that_are_not_held_in_memory_make_the_same_table(int mostHeld)
    {
        var rows = RandomPoints.Make(9, mostHeld == 1 ? 60 : 1000);
        using var whole = RandomPoints.Builder(rows);
        using var parts = RandomPoints.Builder(rows, _files.Folder, mostHeld);
        Assert.Equal(rows.Count, parts.Count);
        whole.Project = parts.Project = "told last";
        var (first, second) = (Path.Combine(_files.Folder, "whole.points"), Path.Combine(_files.Folder, "parts.points"));
        whole.Write(first);
        parts.Write(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        using var table = PointTable.Open(second);
        Assert.Equal(["p", "told last"], Enumerable.Range(0, table.Count).Select(table.ProjectOf).Distinct().Order(StringComparer.Ordinal));
        parts.Dispose();
        Assert.Equal(2, Directory.GetFiles(_files.Folder).Length);
    }

    [Fact]
    public void Opening_takes_no_longer_for_a_long_table()
    {
        PointTableBuilder builder = new();
        var value = builder.Variable(new("value"));
        for (var i = 0; i < 400_000; i++)
        {
            builder.Add(new() { Latitude = i % 90, Longitude = i % 180, Time = i });
            builder.Set(value, i);
        }

        using var table = _files.Open(builder);
        var watch = Stopwatch.StartNew();
        const int Rounds = 20;
        for (var i = 0; i < Rounds; i++)
        {
            using var again = PointTable.Open(table.Path);
            Assert.Equal(399_999, again.Times[^1]);
        }

        // Reading 16 MB twenty times would take several times that.
        Assert.True(watch.Elapsed.TotalMilliseconds / Rounds < 20, $"{watch.Elapsed.TotalMilliseconds / Rounds} ms");
    }

    private static void AssertIsFoundOut(string path, byte[] good, byte[] bytes)
    {
        var change = Enumerable.Range(0, good.Length).First(i => good[i] != bytes[i]);
        try
        {
            using var table = PointTable.Open(path);
            table.Verify();
        }
        catch (ObservationFileException)
        {
            return;
        }

        // What lies between columns to fill them up is nobody's.
        Assert.True(good[change] == 0 || good[change] == ' ', $"A change of byte {change} was not found.");
    }

    private static double ValueOf(PointTable table, string name, int row) => table.IndexOf(name) is >= 0 and var index ? table.Values(index)[row] : double.NaN;
}
