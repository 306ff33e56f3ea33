using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>resample_spatial, resample_cube_spatial and aggregate_spatial_window.</summary>
public sealed class ResamplingTests
{
    /// <summary>That of <see cref="TestRaster.Place"/>.</summary>
    private static readonly Grid Place = new(500_000, 4_600_000, 10, -20, 60, 50, "EPSG:32632");

    [SkippableTheory]
    [InlineData(4326, 0)]
    [InlineData(3857, 0)]
    [InlineData(32631, 0)]
    [InlineData(3035, 30)]
    [InlineData(32632, 45)]
    public async Task The_grid_is_the_one_that_gdalwarp_chooses(int projection, double resolution)
    {
        GdalTool.Need("gdalwarp");
        using var files = new TestRaster();
        var source = files.Write("source.tif", 60, PixelType.Float64, null, new double[3000]);
        var output = files.PathOf("warped.tif");
        var size = resolution.ToString(CultureInfo.InvariantCulture);
        await GdalTool.RunAsync("gdalwarp", ["-q", "-t_srs", $"EPSG:{projection}", .. resolution > 0 ? (string[])["-tr", size, size] : [], source, output]);
        var info = JsonNode.Parse(await GdalTool.RunAsync("gdalinfo", "-json", output))!;
        var transform = info["geoTransform"]!.AsArray().Select(number => number!.GetValue<double>()).ToArray();
        var made = ((Cube)SpaceGraph.Run(
            "resample_spatial", $$"""{"data": {"from_parameter": "cube"}, "projection": {{projection}}, "resolution": {{size}} }""", ("cube", SpaceGraph.Raster(Place)))!).Shape.Grid!;
        Assert.Equal((info["size"]![0]!.GetValue<int>(), info["size"]![1]!.GetValue<int>()), (made.Width, made.Height));
        Assert.Equal(transform[0], made.Left, 1e-9 * Math.Abs(transform[0]));
        Assert.Equal(transform[1], made.StepX, 1e-9 * transform[1]);
        Assert.Equal(transform[3], made.Top, 1e-9 * Math.Abs(transform[3]));
        Assert.Equal(transform[5], made.StepY, -1e-9 * transform[5]);
    }

    [Theory]
    [InlineData("upper-left", 500_000, 4_600_000)]
    [InlineData("lower-left", 500_000, 4_599_987)]
    [InlineData("upper-right", 500_011, 4_600_000)]
    [InlineData("lower-right", 500_011, 4_599_987)]
    public void The_grid_sticks_to_the_corner_asked_for(string align, double left, double top)
    {
        // 600 m are 19.4 cells, and 1000 m are 21.3.
        var grid = ((Cube)SpaceGraph.Run(
            "resample_spatial", $$"""{"data": {"from_parameter": "cube"}, "resolution": [31, 47], "align": "{{align}}"}""", ("cube", SpaceGraph.Raster(Place)))!).Shape.Grid!;
        Assert.Equal((19, 21), (grid.Width, grid.Height));
        Assert.Equal((left, top), (grid.Left, grid.Top));
    }

    [Fact]
    public void Two_by_two_means_are_means()
    {
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("resample_spatial", """{"data": {"from_parameter": "cube"}, "resolution": [20, 40], "method": "average"}""", ("cube", cube));
        for (var i = 0; i < result.Values.Length; i++)
        {
            var (plane, row, column) = (i / 750, i / 30 % 25, i % 30);
            var cells = new[] { 0, 1, 60, 61 }.Select(step => cube.Values[(plane * 3000) + (row * 120) + (column * 2) + step]).Where(cell => !Missing.Is(cell)).ToList();
            Assert.Equal(cells.Average(), result.Values[i], 1e-9);
        }
    }

    [Theory]
    [InlineData("{}", "resolution")]
    [InlineData("""{"resolution": -1}""", "resolution")]
    [InlineData("""{"projection": 99999}""", "projection")]
    [InlineData("""{"resolution": 10, "method": "linear"}""", "method")]
    [InlineData("""{"resolution": 10, "align": "middle"}""", "align")]
    public void What_cannot_be_resampled_is_told(string more, string parameter)
    {
        var arguments = JsonNode.Parse(more)!;
        arguments["data"] = JsonNode.Parse("""{"from_parameter": "cube"}""");
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run("resample_spatial", arguments.ToJsonString(), ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal(parameter, fault.Parameter);
    }

    [Fact]
    public void The_target_cube_gives_grid_and_reference_system()
    {
        Grid target = new(8.9999, 41.5515, 0.0005, -0.0005, 15, 12, "EPSG:4326");
        var result = (Cube)SpaceGraph.Run(
            "resample_cube_spatial",
            """{"data": {"from_parameter": "cube"}, "target": {"from_parameter": "target"}, "method": "bilinear"}""",
            ("cube", SpaceGraph.Raster(Place)), ("target", SpaceGraph.Raster(target)))!;
        Assert.Equal(target, result.Shape.Grid);
        Assert.Equal(["t", "bands", "y", "x"], result.Shape.Dimensions.Select(dimension => dimension.Name));
    }

    [Theory]
    [InlineData("pad", "upper-left")]
    [InlineData("pad", "lower-right")]
    [InlineData("trim", "upper-left")]
    [InlineData("trim", "lower-right")]
    [InlineData("trim", "lower-left")]
    public void Windows_are_reduced_to_a_cell_each(string boundary, string align)
    {
        var (width, height) = (14, 11);
        Grid grid = new(0, 22, 2, -2, width, height, null);
        var cube = SpaceGraph.Raster(grid);
        var result = SpaceGraph.Cube(
            "aggregate_spatial_window", $$"""{"data": {"from_parameter": "cube"}, "size": [4, 3], "boundary": "{{boundary}}", "align": "{{align}}", "reducer": {{SpaceGraph.Callback("sum")}} }""", ("cube", cube));
        var (across, down) = boundary == "pad" ? (4, 4) : (3, 3);
        Assert.Equal((across, down), (result.Shape.Width, result.Shape.Height));
        var (firstColumn, firstRow) = (align.EndsWith("left", StringComparison.Ordinal) ? 0 : width - (across * 4), align.StartsWith("upper", StringComparison.Ordinal) ? 0 : height - (down * 3));
        Assert.Equal(((firstColumn + 2) * 2.0, 22 - ((firstRow + 1.5) * 2)), (result.Shape.X!.Labels[0].Number, result.Shape.Y!.Labels[0].Number));
        for (var i = 0; i < result.Values.Length; i++)
        {
            var (plane, row, column) = (i / (across * down), i / across % down, i % across);
            var cells = Enumerable.Range(0, 12).Select(j => (Row: firstRow + (row * 3) + (j / 4), Column: firstColumn + (column * 4) + (j % 4)))
                .Where(place => place.Row >= 0 && place.Row < height && place.Column >= 0 && place.Column < width)
                .Select(place => cube.Values[(plane * width * height) + (place.Row * width) + place.Column]).Where(cell => !Missing.Is(cell)).ToList();
            Assert.Equal(cells.Count == 0 ? Missing.Value : cells.Sum(), result.Values[i]);
        }
    }
}
