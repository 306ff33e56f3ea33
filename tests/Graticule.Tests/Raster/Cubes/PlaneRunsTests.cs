using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.Catalog;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Cubes taken apart into runs of planes.</summary>
public sealed class PlaneRunsTests : IDisposable
{
    private readonly CollectionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, 3)]
    [InlineData(130, 26)]
    public void Runs_have_all_planes_in_their_order(int dates, int runs)
    {
        var cube = Files(dates);
        var parts = PlaneRuns.Of(cube, leastCells: 12);

        Assert.Equal(runs, parts.Count);
        Assert.Equal(parts.Select(part => part.Cube.Shape.Planes).Aggregate(new List<int> { 0 }, (firsts, planes) => [.. firsts, firsts[^1] + planes])[..^1], parts.Select(part => part.First));
        SmallCubes.AssertSame(SmallCubes.Read(cube).Values, [.. parts.SelectMany(part => SmallCubes.Read(part.Cube).Values)]);
    }

    [Fact]
    public void A_cube_stays_whole_where_parts_would_cost_more()
    {
        var files = Files(3);
        SelectedCube twice = new(files, "t", [0, 1, 2, 0]);

        Assert.Same(twice, Assert.Single(PlaneRuns.Of(twice, 12)).Cube);
        Assert.Same(files, Assert.Single(PlaneRuns.Of(files, 13)).Cube);
        var memory = SmallCubes.Read(files);
        Assert.Same(memory, Assert.Single(PlaneRuns.Of(memory, 12)).Cube);
        var date = files.Select("t", [1]).Select("bands", [0]);
        Assert.Same(date, Assert.Single(PlaneRuns.Of(date, 12)).Cube);
    }

    /// <summary>t, two bands, and 12 pixels, each with a number of its own.</summary>
    private Cube Files(int dates)
    {
        var grid = CollectionFolder.Utm with { Width = 4, Height = 3 };
        for (var date = 0; date < dates; date++)
        {
            foreach (var band in (int[])[4, 8])
            {
                var first = 100 * ((2 * date) + (band / 8));
                var day = new DateOnly(2017, 1, 1).AddDays(date);
                _folder.Write($"T_{day:yyyyMMdd}T100000_B0{band}_20m.tif", grid, PixelType.UInt16, 0, (x, y) => first + 1 + Math.Floor((x - grid.Left) / grid.StepX) + (4 * Math.Floor((y - grid.Top) / grid.StepY)));
            }
        }

        return CollectionFolder.Open(_folder.Scan());
    }
}
