using FsCheck;
using FsCheck.Fluent;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Windows;

public sealed class WindowGridTests
{
    [Fact]
    public void Windows_cover_each_pixel_once()
    {
        var sizes = Gen.Choose(1, 60).Four().Select(s => new WindowGrid(s.Item1, s.Item2, s.Item3, s.Item4));
        Prop.ForAll(Arb.From(sizes), grid =>
        {
            var hits = new int[grid.Width, grid.Height];
            for (var i = 0; i < grid.Count; i++)
            {
                var window = grid[i];
                for (var x = window.Column; x < window.Column + window.Width; x++)
                {
                    for (var y = window.Row; y < window.Row + window.Height; y++)
                    {
                        hits[x, y]++;
                    }
                }
            }

            Assert.All(hits.Cast<int>(), hit => Assert.Equal(1, hit));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Windows_are_whole_output_blocks_within_the_bound_of_pixels()
    {
        var cases = from width in Gen.Choose(1, 200_000)
                    from height in Gen.Choose(1, 200_000)
                    from sourceWidth in Gen.Choose(1, 200_000)
                    from sourceHeight in Gen.Choose(1, 2_000)
                    from most in Gen.Choose(1, 20_000_000)
                    select (width, height, sourceWidth, sourceHeight, most);
        Prop.ForAll(Arb.From(cases), c =>
        {
            var grid = WindowGrid.Fitting(c.width, c.height, (512, 512), (c.sourceWidth, c.sourceHeight), c.most);

            Assert.Equal(0, grid.WindowWidth % 512);
            Assert.Equal(0, grid.WindowHeight % 512);
            Assert.True((long)grid.WindowWidth * grid.WindowHeight <= Math.Max(c.most, 512 * 512));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(512, 512, 512, 512)]
    [InlineData(256, 256, 512, 512)]
    [InlineData(1024, 1024, 1024, 1024)]
    [InlineData(10980, 1, 11264, 512)]
    public void A_window_covers_whole_source_blocks(int sourceWidth, int sourceHeight, int width, int height)
    {
        var grid = WindowGrid.Fitting(10980, 10980, (512, 512), (sourceWidth, sourceHeight), long.MaxValue);

        Assert.Equal((width, height), (grid.WindowWidth, grid.WindowHeight));
    }
}
