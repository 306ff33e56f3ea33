using System.Diagnostics;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>Graphs as layers of maps: what is drawn or cut out is what a download has, and no more is read than that takes.</summary>
public sealed class GraphLayerTests : IDisposable
{
    private readonly GraphMaps _maps = new();

    public void Dispose() => _maps.Dispose();

    [Fact]
    public void A_picture_reads_the_squares_that_it_touches_and_nothing_when_they_are_known()
    {
        var path = _maps.Save(GraphMaps.Least);

        // Columns 300 to 399 and rows 200 to 279 lie in the squares (1, 0) and (1, 1) of 256 pixels: three dates, two bands, two squares.
        var read = GraphMaps.Count(() => _maps.Renderer.Draw(GraphMaps.Picture(path, 300, 200, 100, 80), default));
        Assert.Equal((12L, 12L * 256 * 256 * sizeof(ushort), 6), (read.Count, read.Bytes, read.Files));
        Assert.All(read.Windows, window => Assert.Equal((256, 256, 256), (window.Column, window.Width, window.Height)));
        Assert.Equal([0, 256], read.Windows.Select(window => window.Row).Distinct().Order());

        Assert.Equal(0, GraphMaps.Count(() => _maps.Renderer.Draw(GraphMaps.Picture(path, 310, 250, 90, 100), default)).Count);
    }

    [Fact]
    public void Equal_graphs_are_one_layer_wherever_their_files_lie()
    {
        var (mine, theirs) = (_maps.Save(GraphMaps.Least), _maps.Save(GraphMaps.Least, "b.graph.json"));
        var drawn = _maps.Renderer.Draw(GraphMaps.Picture(mine, 0, 0, 200, 200), default);

        var read = GraphMaps.Count(() => Assert.Equal(drawn, _maps.Renderer.Draw(GraphMaps.Picture(theirs, 0, 0, 200, 200), default)));

        Assert.Equal(0, read.Count);
    }

    [Fact]
    public void Another_index_of_the_collection_is_another_picture()
    {
        var path = _maps.Save(GraphMaps.Least);
        var before = _maps.Renderer.Draw(GraphMaps.Picture(path, 0, 0, 64, 64), default);

        _maps.WriteAll(shift: 900);

        var patience = Stopwatch.StartNew();
        while (_maps.Renderer.Draw(GraphMaps.Picture(path, 0, 0, 64, 64), default).AsSpan().SequenceEqual(before))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "The picture stays what it was.");
            Thread.Yield();
        }
    }

    [Fact]
    public void A_time_is_drawn_from_the_files_of_that_time_alone()
    {
        var path = _maps.Save(GraphMaps.Series);

        var info = _maps.Renderer.Describe(new(path, WithFigures: false), default);
        Assert.Equal(("t", 1), (info.TimeName, info.Bands.Count));
        Assert.Equal(GraphMaps.Dates, info.Times.Select(time => time[..10]));

        var read = GraphMaps.Count(() => _maps.Renderer.Draw(GraphMaps.Picture(path, 0, 0, 100, 100) with { Time = "2017-01-11" }, default));
        Assert.Equal(2, read.Count);
        Assert.All(read.Windows, window => Assert.Contains("2017-01-11", window.Path, StringComparison.Ordinal));
        var last = GraphMaps.Count(() => _maps.Renderer.Draw(GraphMaps.Picture(path, 0, 0, 100, 100), default));
        Assert.All(last.Windows, window => Assert.Contains("2017-02-01", window.Path, StringComparison.Ordinal));
        Assert.Equal("Time", Assert.Throws<MapRequestException>(() => _maps.Renderer.Draw(GraphMaps.Picture(path, 0, 0, 9, 9) with { Time = "2018-01-01" }, default)).Part);
    }

    [Theory]
    [InlineData("2017-02", 2)]
    [InlineData("2017-01-11T00:00:00Z", 1)]
    [InlineData(null, 2)]
    public void A_coverage_of_a_time_has_the_cells_of_a_download(string? time, int date)
    {
        var path = _maps.Save(GraphMaps.Series);
        var target = _maps.PathOf("out.tif");

        var read = GraphMaps.Count(() => _maps.Renderer.Write(
            new() { Path = path, Target = target, Time = time, Box = new(600_000 + (20 * 40), 5_200_000 - (20 * 90), 600_000 + (20 * 140), 5_200_000 - (20 * 30)) }, default));

        var cube = _maps.Download(GraphMaps.Series);
        using (var written = RasterFile.Open(target))
        {
            Assert.Equal((100, 60, PixelType.Float32), (written.Info.Width, written.Info.Height, written.Info.Bands[0].Type));
            Assert.Equal(double.NaN, written.Info.Bands[0].NoData);
            Assert.Equal([600_800, 20, 0, 5_199_400, 0, -20], written.Info.Georeference!.Transform);
        }

        var values = TestRaster.Read(target, 1);
        for (var i = 0; i < values.Length; i++)
        {
            var expected = (float)cube.Values[(((date * 512) + 30 + (i / 100)) * 768) + 40 + (i % 100)];
            Assert.Equal(expected, (float)values[i]);
        }

        Assert.Contains(values, double.IsNaN);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public void A_coverage_of_half_the_size_is_computed_from_half_the_pixels_and_has_one_of_the_four()
    {
        var path = _maps.Save(GraphMaps.Least);
        var target = _maps.PathOf("out.tif");
        var box = new Box(600_000 + (20 * 100), 5_200_000 - (20 * 200), 600_000 + (20 * 300), 5_200_000 - (20 * 100));

        var read = GraphMaps.Count(() => _maps.Renderer.Write(new() { Path = path, Target = target, Box = box, Width = 100, Height = 50 }, default));

        // 384 x 256 cells of 40 m: the box and the pixels around it lie in the one square of 256, which is 512 pixels of the files.
        Assert.Equal((6L, 6L * 256 * 256 * sizeof(ushort)), (read.Count, read.Bytes));
        var cube = _maps.Download(GraphMaps.Least);
        var values = TestRaster.Read(target, 1);
        Assert.Equal(5000, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var (column, row) = (100 + (i % 100 * 2), 100 + (i / 100 * 2));
            double[] four = [At(column, row), At(column + 1, row), At(column, row + 1), At(column + 1, row + 1)];
            Assert.Contains(values[i], four);
        }

        double At(int column, int row) => (float)cube.Values[(row * 768) + column];
    }
}
