using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using NetTopologySuite.IO;
using Point = NetTopologySuite.Geometries.Point;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>aggregate_spatial and reduce_spatial, against loops over all pixels.</summary>
public sealed class SpatialAggregationTests
{
    private static readonly Grid Place = new(0, 40, 2, -2, 24, 20, "EPSG:32632");

    /// <summary>A polygon with a hole, a multipolygon of two parts, an empty one, one beside the raster, a point, no geometry at all.</summary>
    private const string Geometries = """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}, "features": [
          {"type": "Feature", "properties": {"pid": 1}, "geometry": {"type": "Polygon", "coordinates": [[[3,3],[30,4],[28,33],[5,30],[3,3]],[[10,10],[20,10],[20,20],[10,20],[10,10]]]}},
          {"type": "Feature", "properties": {"pid": 2}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[1,1],[9,1],[9,9],[1,9],[1,1]]],[[[31,31],[45,31],[45,37],[31,31]]]]}},
          {"type": "Feature", "properties": {"pid": 3}, "geometry": {"type": "Polygon", "coordinates": []}},
          {"type": "Feature", "properties": {"pid": 4}, "geometry": {"type": "Polygon", "coordinates": [[[100,100],[110,100],[110,110],[100,100]]]}},
          {"type": "Feature", "properties": {"pid": 5}, "geometry": {"type": "Point", "coordinates": [7.3, 8.4]}},
          {"type": "Feature", "properties": {"pid": 6}, "geometry": null}]}
        """;

    private static readonly string[] Wkt =
    [
        "POLYGON ((3 3, 30 4, 28 33, 5 30, 3 3), (10 10, 20 10, 20 20, 10 20, 10 10))",
        "MULTIPOLYGON (((1 1, 9 1, 9 9, 1 9, 1 1)), ((31 31, 45 31, 45 37, 31 31)))",
    ];

    [Theory]
    [InlineData("mean")]
    [InlineData("sum")]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("count")]
    [InlineData("energy")]
    public void Each_geometry_gets_the_value_of_its_pixels(string reducer)
    {
        var raster = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("aggregate_spatial", $$"""{"data": {"from_parameter": "cube"}, "geometries": {{Geometries}}, "reducer": {{SpaceGraph.Callback(reducer)}}}""", ("cube", raster));
        Assert.Equal(["geometry", "t", "bands"], result.Shape.Dimensions.Select(dimension => dimension.Name));
        for (var plane = 0; plane < 4; plane++)
        {
            for (var zone = 0; zone < 2; zone++)
            {
                Assert.Equal(Expected(reducer, Brute(raster, Wkt[zone], plane)), result.Values[(zone * 4) + plane], 1e-9);
            }

            Assert.True(Missing.Is(result.Values[(2 * 4) + plane]));
            Assert.Equal(reducer == "count" ? 0 : Missing.Value, result.Values[(3 * 4) + plane]);
            Assert.Equal(Expected(reducer, Brute(raster, "POLYGON ((6.5 7.5, 7.5 8.5, 7.5 9.5, 6.5 9.5, 6.5 7.5))", plane)), result.Values[(4 * 4) + plane], 1e-9);
            Assert.True(Missing.Is(result.Values[(5 * 4) + plane]));
        }
    }

    [Fact]
    public void Features_stay_with_their_properties()
    {
        var result = SpaceGraph.Cube("aggregate_spatial", $$"""{"data": {"from_parameter": "cube"}, "geometries": {{Geometries}}, "reducer": {{SpaceGraph.Callback("mean")}}}""", ("cube", SpaceGraph.Raster(Place)));
        var geometry = result.Shape.Find("geometry")!;
        Assert.Equal(DimensionType.Geometry, geometry.Type);
        Assert.Equal([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], geometry.Features!.Features.Select(feature => feature.Properties["pid"]));
        Assert.Equal("EPSG:32632", geometry.ReferenceSystem);
    }

    [Fact]
    public void A_target_dimension_adds_the_counts()
    {
        var raster = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube(
            "aggregate_spatial", $$"""{"data": {"from_parameter": "cube"}, "geometries": {{Geometries}}, "reducer": {{SpaceGraph.Callback("mean")}}, "target_dimension": "result"}""", ("cube", raster));
        Assert.Equal(["value", "total_count", "valid_count"], result.Shape.Find("result")!.Labels.Select(label => label.Text));
        var cells = Brute(raster, Wkt[0], 3);
        Assert.Equal(Expected("mean", cells), result.Values[3 * 3], 1e-9);
        Assert.Equal(cells.Count, result.Values[(3 * 3) + 1]);
        Assert.Equal(cells.Count(double.IsFinite), result.Values[(3 * 3) + 2]);
    }

    [Fact]
    public void A_target_dimension_that_is_there_is_told()
    {
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run(
            "aggregate_spatial", $$"""{"data": {"from_parameter": "cube"}, "geometries": {{Geometries}}, "reducer": {{SpaceGraph.Callback("mean")}}, "target_dimension": "t"}""", ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal("TargetDimensionExists", fault.Code);
    }

    [Fact]
    public void Longitude_and_latitude_are_brought_onto_the_raster()
    {
        // Around 9 degrees east, 0 north: x is 500,000 there, and a degree is some 111 km.
        Grid grid = new(499_990, 10, 1, -1, 20, 20, "EPSG:32632");
        var result = SpaceGraph.Cube(
            "aggregate_spatial",
            $$"""{"data": {"from_parameter": "cube"}, "geometries": {"type": "Polygon", "coordinates": [[[8.9999,0.00001],[9.00004,0.00001],[9.00004,1],[8.9999,1],[8.9999,0.00001]]]}, "reducer": {{SpaceGraph.Callback("count")}}}""",
            ("cube", SpaceGraph.Raster(grid, gaps: false)));

        // 0.00004 degrees are 4.45 m to the east: columns 0 to 13; 0.00001 degrees 1.1 m to the north: rows 0 to 8.
        Assert.Equal([14 * 9, 14 * 9, 14 * 9, 14 * 9], result.Values);
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("energy")]
    [InlineData("lengths")]
    public void Reduce_spatial_takes_every_pixel(string reducer)
    {
        var raster = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("reduce_spatial", $$"""{"data": {"from_parameter": "cube"}, "reducer": {{SpaceGraph.Callback(reducer)}}}""", ("cube", raster));
        Assert.Equal(["t", "bands"], result.Shape.Dimensions.Select(dimension => dimension.Name));
        for (var plane = 0; plane < 4; plane++)
        {
            var cells = raster.Values[(plane * 480)..((plane + 1) * 480)];
            Assert.Equal(Expected(reducer, cells), result.Values[plane], 1e-6);
        }
    }

    private static double Expected(string reducer, IReadOnlyCollection<double> cells)
    {
        var present = cells.Where(cell => !Missing.Is(cell)).ToList();
        return (reducer, present.Count) switch
        {
            ("count", _) => present.Count,
            ("lengths", _) => cells.Count,
            (_, 0) => Missing.Value,
            ("mean", _) => present.Average(),
            ("sum", _) => present.Sum(),
            ("min", _) => present.Min(),
            ("max", _) => present.Max(),
            _ => present.Sum(cell => cell * cell),
        };
    }

    private static List<double> Brute(MemoryCube cube, string wkt, int plane)
    {
        var geometry = new WKTReader().Read(wkt);
        var (width, height) = (cube.Shape.Width, cube.Shape.Height);
        return [.. Enumerable.Range(0, width * height)
            .Where(i => geometry.Intersects(new Point(cube.Shape.X!.Labels[i % width].Number, cube.Shape.Y!.Labels[i / width].Number)))
            .Select(i => cube.Values[(plane * width * height) + i])];
    }
}
