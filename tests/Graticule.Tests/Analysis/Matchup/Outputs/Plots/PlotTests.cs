using Graticule.Analysis.Matchup.Outputs.Plots;
using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Tests.Analysis.Matchup.Outputs.Statistics;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Plots;

public sealed class PlotTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(200)]
    [InlineData(5000)]
    public void A_scatter_plot_is_a_picture_whose_dots_lie_along_the_line_of_equality(int count)
    {
        var random = new Random(1);
        var statistics = PairStatisticsTests.Of(Enumerable.Range(0, count).Select(_ => random.NextDouble() * 20).Select(x => (x, x + (random.NextDouble() * 2) - 1)));

        var path = Save(ScatterPlot.Draw(statistics));

        // Away from the diagonal there is no colour but that of the figures in the upper left corner.
        Assert.Equal(
            $"PNG ({ScatterPlot.Width}, {ScatterPlot.Height}) True True",
            CubeFolder.Python(
                """
                import sys, numpy as np
                from PIL import Image
                p = Image.open(sys.argv[1]); a = np.asarray(p.convert('RGB')).astype(int)
                box = a[62:678, 98:714]
                colored = (box.max(2) - box.min(2)) > 60
                colored[:170, :330] = False
                rows, columns = np.nonzero(colored)
                near = abs((615 - rows) - columns) < 90
                print(p.format, p.size, near.mean() > 0.85, colored.sum() > 2000)
                """,
                path));
    }

    [SkippableFact]
    public void A_map_shows_places_over_the_antimeridian_side_by_side()
    {
        List<PairValue> values = [.. Enumerable.Range(0, 40).Select(i => new PairValue(0, i < 20 ? -1 : 1, i < 20 ? 179 - (i * 0.1) : -179 + (i * 0.1), 10 + (i % 20 * 0.2)))];

        var path = Save(DifferenceMap.Draw(values, "test", "celsius"));

        // Those below are blue and in the west, those above are red and in the east.
        Assert.Equal(
            "PNG True",
            CubeFolder.Python(
                """
                import sys, numpy as np
                from PIL import Image
                p = Image.open(sys.argv[1]); a = np.asarray(p.convert('RGB')).astype(int)
                blue = np.nonzero((a[70:, 80:700, 2] - a[70:, 80:700, 0]) > 60)[1]
                red = np.nonzero((a[70:, 80:700, 0] - a[70:, 80:700, 2]) > 60)[1]
                print(p.format, len(blue) > 100 and len(red) > 100 and blue.mean() + 60 < red.mean())
                """,
                path));
    }

    [Fact]
    public void Without_pairs_there_are_pictures_all_the_same()
    {
        Assert.Equal("PNG", System.Text.Encoding.Latin1.GetString(PairPlots.Scatter([]), 1, 3));
        Assert.Equal("PNG", System.Text.Encoding.Latin1.GetString(PairPlots.Map([], Samples.Satellite, Samples.InPlace, []), 1, 3));
    }

    [Theory]
    [InlineData(0, 10, 1.25, 2)]
    [InlineData(-0.03, 0.04, 0.00875, 0.01)]
    [InlineData(1000, 9000, 1000, 1000)]
    public void Ticks_are_round_numbers_within_the_axis(double least, double most, double rough, double step)
    {
        var axis = new PlotAxis(least, most);

        Assert.True(rough <= axis.Step());
        Assert.Equal(step, axis.Step(), 1e-12);
        Assert.All(axis.Ticks(), tick => Assert.InRange(tick.Place, least - 1e-12, most + 1e-12));
        Assert.InRange(axis.Ticks().Count(), 3, 9);
    }

    [Fact]
    public void A_map_is_as_small_as_its_places_allow()
    {
        var over = MapExtent.Around([(179, 0), (-179, 4)]);
        var world = MapExtent.Around([.. Enumerable.Range(0, 36).Select(i => ((double)(i * 10) - 180, 0.0))]);

        Assert.InRange(over.Width, 2, 3);
        Assert.InRange(over.West, 178, 179);
        Assert.Equal((-180, 360), (world.West, world.Width));
        Assert.Equal(0.5, over.ShareOf(180, 2).X, 1e-9);
        Assert.Contains("180°", over.Meridians().Select(meridian => meridian.Text));
    }

    private string Save(byte[] picture)
    {
        var path = Path.Combine(_folder.Root, $"{Guid.NewGuid():N}.png");
        File.WriteAllBytes(path, picture);
        return path;
    }
}
