using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>apply_kernel, apply_neighborhood and apply_polygon, against loops over cells.</summary>
public sealed class NeighborhoodsTests
{
    private const int Width = 23;
    private const int Height = 17;

    private static readonly Grid Place = new(0, 34, 2, -2, Width, Height, "EPSG:32632");

    [Theory]
    [InlineData("0", -1)]
    [InlineData("7.5", -1)]
    [InlineData("\"replicate\"", 1)]
    [InlineData("\"reflect\"", 2)]
    [InlineData("\"reflect_pixel\"", 3)]
    [InlineData("\"wrap\"", 4)]
    public void A_kernel_weighs_the_pixels_around_each(string border, int kind)
    {
        double[] weights = [1, 2, 0, -1, 0.5, 3, 1, 1, -2, 0.25, 0, 4, 1, 1, 1];
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("apply_kernel", $$"""
            {"data": {"from_parameter": "cube"}, "kernel": [[1,2,0,-1,0.5],[3,1,1,-2,0.25],[0,4,1,1,1]], "factor": 0.5, "border": {{border}}, "replace_invalid": 3}
            """, ("cube", cube));
        for (var plane = 0; plane < 4; plane++)
        {
            for (var row = 0; row < Height; row++)
            {
                for (var column = 0; column < Width; column++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * At(cube, plane, row + (i / 5) - 1, column + (i % 5) - 2, kind, border);
                    }

                    Assert.Equal(0.5 * sum, result.Values[(((plane * Height) + row) * Width) + column], 1e-9);
                }
            }
        }
    }

    [Theory]
    [InlineData("wrap")]
    [InlineData("reflect")]
    public void A_kernel_wider_than_the_raster_goes_on_beyond_it(string border)
    {
        var (x, y) = new Grid(0, 1, 1, -1, 3, 1, null).ToDimensions();
        MemoryCube cube = new(new([y, x]), [1, 10, 100]);
        var result = SpaceGraph.Cube("apply_kernel", $$"""{"data": {"from_parameter": "cube"}, "kernel": [[1,0,0,0,0,0,0,0,0]], "border": "{{border}}"}""", ("cube", cube));

        // Four places to the left: of ...abc|abc|..., and of ...abc cba|abc|....
        Assert.Equal(border == "wrap" ? [100, 1, 10] : [100, 100, 10], result.Values);
    }

    [Theory]
    [InlineData("[[1,1],[1,1],[1,1]]", "KernelDimensionsUneven")]
    [InlineData("[[1,1,1],[1,1,1]]", "KernelDimensionsUneven")]
    [InlineData("[[1,1,1],[1]]", "ProcessParameterInvalid")]
    [InlineData("[1]", "ProcessParameterInvalid")]
    public void A_kernel_without_a_middle_is_told(string kernel, string code)
    {
        var fault = Assert.Throws<GraphException>(() =>
            SpaceGraph.Run("apply_kernel", $$"""{"data": {"from_parameter": "cube"}, "kernel": {{kernel}} }""", ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal((code, "kernel"), (fault.Code, fault.Parameter));
    }

    [Theory]
    [InlineData(5, 4, 0, 0)]
    [InlineData(5, 4, 2, 3)]
    [InlineData(40, 1, 1, 0)]
    [InlineData(16, 16, 20, 20)]
    public void Each_chunk_sees_itself_and_its_overlap(int width, int height, int overlapX, int overlapY)
    {
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("apply_neighborhood", $$"""
            {"data": {"from_parameter": "cube"}, "process": {{SpaceGraph.Callback("total")}},
             "size": [{"dimension": "x", "value": {{width}}, "unit": "px"}, {"dimension": "y", "value": {{height}}, "unit": "px"}, {"dimension": "bands", "value": 1}],
             "overlap": [{"dimension": "x", "value": {{overlapX}}, "unit": "px"}, {"dimension": "y", "value": {{overlapY * 2}}, "unit": "m"}]}
            """, ("cube", cube));
        for (var i = 0; i < result.Values.Length; i++)
        {
            var (row, column, band) = (i / Width % Height, i % Width, i / (Width * Height) % 2);
            var (left, top) = (column / width * width, row / height * height);
            var sum = 0.0;
            for (var j = 0; j < cube.Values.Length; j++)
            {
                var (otherRow, otherColumn, otherBand) = (j / Width % Height, j % Width, j / (Width * Height) % 2);
                var isIn = otherBand == band && otherColumn >= left - overlapX && otherColumn < left + width + overlapX && otherRow >= top - overlapY && otherRow < top + height + overlapY;
                sum += isIn && !Missing.Is(cube.Values[j]) ? cube.Values[j] : 0;
            }

            Assert.Equal(sum, result.Values[i]);
        }
    }

    [Fact]
    public void Chunks_of_time_follow_the_calendar()
    {
        var (x, y) = new Grid(0, 1, 1, -1, 1, 1, null).ToDimensions();
        Dimension time = new("t", DimensionType.Temporal, new(["2024-01-01", "2024-01-20", "2024-02-05", "2024-03-30"]));
        MemoryCube cube = new(new([time, y, x]), [1, 10, 100, 1000]);
        var months = SpaceGraph.Cube("apply_neighborhood", $$"""{"data": {"from_parameter": "cube"}, "process": {{SpaceGraph.Callback("total")}}, "size": [{"dimension": "t", "value": "P1M"}]}""", ("cube", cube));
        Assert.Equal([11, 11, 100, 1000], months.Values);
        var overlapping = SpaceGraph.Cube(
            "apply_neighborhood",
            $$"""{"data": {"from_parameter": "cube"}, "process": {{SpaceGraph.Callback("total")}}, "size": [{"dimension": "t", "value": "P1M"}], "overlap": [{"dimension": "t", "value": "P12D"}]}""",
            ("cube", cube));
        Assert.Equal([111, 111, 110, 1000], overlapping.Values);
    }

    [Theory]
    [InlineData("none", "size", "y", "DataCubePropertiesImmutable")]
    [InlineData("total", "size", "z", "DimensionNotAvailable")]
    [InlineData("total", "overlap", "z", "DimensionNotAvailable")]
    public void What_cannot_be_cut_is_told(string process, string parameter, string dimension, string code)
    {
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Cube(
            "apply_neighborhood",
            $$"""{"data": {"from_parameter": "cube"}, "process": {{SpaceGraph.Callback(process)}}, "{{(parameter == "size" ? "overlap" : "size")}}": [], "{{parameter}}": [{"dimension": "{{dimension}}", "value": 4, "unit": "px"}]}""",
            ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void Each_polygon_is_treated_for_itself()
    {
        const string Two = """
            {"type": "GeometryCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32632"}}, "geometries": [
              {"type": "Polygon", "coordinates": [[[2,2],[12,2],[12,12],[2,12],[2,2]]]}, {"type": "Polygon", "coordinates": [[[20,20],[30,20],[20,30],[20,20]]]}]}
            """;
        var features = Two.Replace("\"type\": \"GeometryCollection\"", "\"type\": \"FeatureCollection\"", StringComparison.Ordinal)
            .Replace("\"geometries\"", "\"features\"", StringComparison.Ordinal)
            .Replace("""{"type": "Polygon", "coordinates": [[[2""", """{"type": "Feature", "properties": null, "geometry": {"type": "Polygon", "coordinates": [[[2""", StringComparison.Ordinal)
            .Replace("]]]}", "]]]}}", StringComparison.Ordinal);
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube(
            "apply_polygon", $$"""{"data": {"from_parameter": "cube"}, "geometries": {{features}}, "process": {{SpaceGraph.Callback("total")}}, "mask_value": 1000}""", ("cube", cube));
        bool InSquare(int i) => X(i) is > 2 and < 12 && Y(i) is > 2 and < 12;
        bool InTriangle(int i) => X(i) >= 20 && Y(i) >= 20 && X(i) + Y(i) <= 50;
        for (var i = 0; i < result.Values.Length; i++)
        {
            var expected = InSquare(i) ? Sum(InSquare) + (0 * 1000) : InTriangle(i) ? Sum(InTriangle) + (4 * 1000 * 10) : Missing.Value;
            Assert.Equal(expected, result.Values[i]);
        }

        double Sum(Func<int, bool> isIn) => Enumerable.Range(0, cube.Values.Length).Where(i => isIn(i) && !Missing.Is(cube.Values[i])).Sum(i => cube.Values[i]);
        double X(int i) => (i % Width * 2) + 1;
        double Y(int i) => 33 - (i / Width % Height * 2);
    }

    [Fact]
    public void Polygons_that_share_a_pixel_are_told()
    {
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run("apply_polygon", $$"""
            {"data": {"from_parameter": "cube"}, "process": {{SpaceGraph.Callback("total")}}, "geometries": {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32632"} }, "features": [
              {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[2,2],[12,2],[12,12],[2,12],[2,2]]]} },
              {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[10,10],[20,10],[20,20],[10,20],[10,10]]]} } ]} }
            """, ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal("GeometriesOverlap", fault.Code);
    }

    private static double At(MemoryCube cube, int plane, int row, int column, int kind, string border)
    {
        var (r, c) = kind switch
        {
            1 => (Math.Clamp(row, 0, Height - 1), Math.Clamp(column, 0, Width - 1)),
            2 => (Mirrored(row, Height, -1), Mirrored(column, Width, -1)),
            3 => (Mirrored(row, Height, 0), Mirrored(column, Width, 0)),
            4 => ((row + Height) % Height, (column + Width) % Width),
            _ => (row, column),
        };
        if (r < 0 || c < 0 || r >= Height || c >= Width)
        {
            return double.Parse(border, System.Globalization.CultureInfo.InvariantCulture);
        }

        var value = cube.Values[(((plane * Height) + r) * Width) + c];
        return double.IsFinite(value) ? value : 3;
    }

    private static int Mirrored(int place, int count, int shift) => place < 0 ? -place + shift : place >= count ? (2 * count) - 2 - place - shift : place;
}
