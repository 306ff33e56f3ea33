using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>Masks along polygons, and processes of vector cubes.</summary>
public sealed class VectorsTests
{
    private static readonly Grid Place = new(0, 34, 2, -2, 23, 17, "EPSG:32632");

    [Theory]
    [InlineData("null", false)]
    [InlineData("-1", false)]
    [InlineData("true", true)]
    public void Mask_polygon_replaces_what_lies_outside_or_inside_and_leaves_nodata(string replacement, bool inside)
    {
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("mask_polygon", $$"""
            {"data": {"from_parameter": "cube"}, "mask": {"from_parameter": "mask"}, "replacement": {{replacement}}, "inside": {{(inside ? "true" : "false")}} }
            """, ("cube", cube), ("mask", Vector("EPSG:32632", "POLYGON ((5 5, 31 6, 20 29, 5 5))", "POLYGON ((35 20, 45 20, 45 33, 35 33, 35 20))")));
        Assert.Equal(cube.Shape, result.Shape);
        var union = new WKTReader().Read("MULTIPOLYGON (((5 5, 31 6, 20 29, 5 5)), ((35 20, 45 20, 45 33, 35 33, 35 20)))");
        var number = replacement switch { "null" => Missing.Value, "true" => 1, _ => -1 };
        for (var i = 0; i < result.Values.Length; i++)
        {
            var isIn = union.Intersects(new Point(Place.Left + (((i % 23) + 0.5) * 2), Place.Top - (((i / 23 % 17) + 0.5) * 2)));
            Assert.Equal(Missing.Is(cube.Values[i]) || isIn != inside ? cube.Values[i] : number, result.Values[i]);
        }
    }

    [Fact]
    public void Filter_spatial_crops_to_the_box_and_empties_what_lies_outside()
    {
        var cube = SpaceGraph.Raster(Place);
        var result = SpaceGraph.Cube("filter_spatial", """{"data": {"from_parameter": "cube"}, "geometries": {"from_parameter": "mask"} }""",
            ("cube", cube), ("mask", Vector("EPSG:32632", "POLYGON ((5 5, 31 6, 20 28, 5 5))")));
        Assert.Equal(new Grid(4, 28, 2, -2, 14, 12, "EPSG:32632"), result.Shape.Grid);
        var triangle = new WKTReader().Read("POLYGON ((5 5, 31 6, 20 28, 5 5))");
        for (var i = 0; i < result.Values.Length; i++)
        {
            var (plane, row, column) = (i / (14 * 12), i / 14 % 12, i % 14);
            var isIn = triangle.Intersects(new Point(5 + (column * 2), 27 - (row * 2)));
            Assert.Equal(isIn ? cube.Values[(plane * 23 * 17) + ((row + 3) * 23) + column + 2] : Missing.Value, result.Values[i]);
        }
    }

    [Fact]
    public void Filter_spatial_without_any_pixel_leaves_no_labels_on_either_axis()
    {
        var result = (Cube)SpaceGraph.Run("filter_spatial", """{"data": {"from_parameter": "cube"}, "geometries": {"from_parameter": "mask"} }""",
            ("cube", SpaceGraph.Raster(Place)), ("mask", Vector("EPSG:32632", "POLYGON ((105 5, 131 6, 120 28, 105 5))")))!;
        Assert.Equal((0, 0), (result.Shape.Width, result.Shape.Height));
    }

    [Fact]
    public void Load_geojson_makes_a_dimension_of_the_properties_named()
    {
        const string Json = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"a": 1.5, "b": true, "c": [1, 2]}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
              {"type": "Feature", "properties": {"a": null, "c": [3, 4, 5]}, "geometry": {"type": "Point", "coordinates": [3, 4]}}]}
            """;
        var plain = SpaceGraph.Cube("load_geojson", $$"""{"data": {{Json}} }""");
        Assert.Equal(["geometry"], plain.Shape.Dimensions.Select(dimension => dimension.Name));
        var two = SpaceGraph.Cube("load_geojson", $$"""{"data": {{Json}}, "properties": ["a", "b"]}""");
        Assert.Equal(["a", "b"], two.Shape.Find("properties")!.Labels.Select(label => label.Text));
        Assert.Equal([1.5, 1, Missing.Value, Missing.Value], two.Values);
        var array = SpaceGraph.Cube("load_geojson", $$"""{"data": {{Json}}, "properties": ["c"]}""");
        Assert.Equal([1, 2, Missing.Value, 3, 4, 5], array.Values);
    }

    [Theory]
    [InlineData("intersects", new[] { 1.0, 2.0, 3.0 })]
    [InlineData("within", new[] { 1.0 })]
    [InlineData("contains", new[] { 3.0 })]
    [InlineData("disjoint", new[] { 4.0 })]
    [InlineData("overlaps", new[] { 2.0 })]
    public void Filter_vector_keeps_the_geometries_in_the_relation(string relation, double[] kept)
    {
        var vector = Vector(
            "EPSG:32632", "POLYGON ((1 1, 2 1, 2 2, 1 1))", "POLYGON ((5 5, 15 5, 15 6, 5 5))", "POLYGON ((-5 -5, 50 -5, 50 50, -5 50, -5 -5))", "POLYGON ((60 60, 61 60, 61 61, 60 60))");
        var result = SpaceGraph.Cube(
            "filter_vector",
            $$"""{"data": {"from_parameter": "vector"}, "relation": "{{relation}}", "geometries": {"from_parameter": "other"} }""",
            ("vector", vector), ("other", Vector("EPSG:32632", "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))")));
        var geometry = result.Shape.Find("geometry")!;
        Assert.Equal(kept, geometry.Features!.Features.Select(feature => (double)feature.Properties["pid"]!));
        Assert.Equal(Enumerable.Range(0, kept.Length).Select(i => (double)i), geometry.Labels.Select(label => label.Number));
        Assert.Equal(kept.Select(pid => pid * 10), result.Values);
    }

    [Fact]
    public void Vector_buffer_widens_in_metres()
    {
        var result = (Cube)SpaceGraph.Run("vector_buffer", """{"geometries": {"from_parameter": "vector"}, "distance": 10}""", ("vector", Vector("EPSG:32632", "POINT (100 100)")))!;
        var geometry = result.Shape.Find("geometry")!.Features!.Features[0].Geometry!;
        Assert.Equal(Math.PI * 100, geometry.Area, 5.0);
        Assert.Equal(new Envelope(90, 110, 90, 110), geometry.EnvelopeInternal);
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run(
            "vector_buffer", """{"geometries": {"type": "Point", "coordinates": [9, 50]}, "distance": 10}"""));
        Assert.Equal("UnitMismatch", fault.Code);
    }

    [Fact]
    public void Vector_reproject_moves_the_geometries()
    {
        var result = (Cube)SpaceGraph.Run("vector_reproject", """{"data": {"type": "Point", "coordinates": [9, 0]}, "projection": 32632}""")!;
        var dimension = result.Shape.Find("geometry")!;
        Assert.Equal("EPSG:32632", dimension.ReferenceSystem);
        Assert.Equal((500_000, 0), (Math.Round(dimension.Features!.Features[0].Geometry!.Coordinate.X, 6), Math.Round(dimension.Features.Features[0].Geometry!.Coordinate.Y, 6)));
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run(
            "vector_reproject", """{"data": {"from_parameter": "vector"}, "projection": 4326, "dimension": "places"}""", ("vector", Vector("EPSG:32632", "POINT (0 0)"))));
        Assert.Equal("DimensionNotAvailable", fault.Code);
    }

    [Fact]
    public void Random_points_lie_in_their_geometries_and_come_again_with_the_seed()
    {
        var vector = Vector("EPSG:32632", "POLYGON ((0 0, 100 0, 100 100, 0 0), (60 10, 90 10, 90 40, 60 10))", "LINESTRING (0 0, 10 10)");
        var points = PointsOf("""{"data": {"from_parameter": "vector"}, "geometry_count": 50, "seed": 3}""", vector);
        var polygon = new WKTReader().Read("POLYGON ((0 0, 100 0, 100 100, 0 0), (60 10, 90 10, 90 40, 60 10))");
        Assert.Equal([50, 50], points.Select(geometry => geometry.NumPoints));
        Assert.All(points[0].Coordinates, place => Assert.True(polygon.Intersects(new Point(place))));
        Assert.All(points[1].Coordinates, place => Assert.Equal(place.X, place.Y, 1e-9));
        Assert.Equal(points, PointsOf("""{"data": {"from_parameter": "vector"}, "geometry_count": 50, "seed": 3}""", vector));
        Assert.NotEqual(points, PointsOf("""{"data": {"from_parameter": "vector"}, "geometry_count": 50, "seed": 4}""", vector));
        Assert.Equal([3, 2], PointsOf("""{"data": {"from_parameter": "vector"}, "total_count": 5, "seed": 4}""", vector).Select(geometry => geometry.NumPoints));
        Assert.Equal(5, PointsOf("""{"data": {"from_parameter": "vector"}, "total_count": 5, "seed": 4, "group": false}""", vector).Count);
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run("vector_to_random_points", """{"data": {"from_parameter": "vector"}}""", ("vector", vector)));
        Assert.Equal("CountMismatch", fault.Code);
    }

    [Fact]
    public void Regular_points_lie_at_equal_distances()
    {
        var points = ((Cube)SpaceGraph.Run(
            "vector_to_regular_points",
            """{"data": {"from_parameter": "vector"}, "distance": 10}""",
            ("vector", Vector("EPSG:32632", "POLYGON ((0 0, 45 0, 45 25, 0 25, 0 0))", "LINESTRING (0 0, 35 0)")))!).Shape.Find("geometry")!.Features!.Features;
        Assert.Equal([5 * 3, 4], points.Select(feature => feature.Geometry!.NumPoints));
        Assert.Contains(new Coordinate(22.5, 12.5), points[0].Geometry!.Coordinates);
        Assert.Contains(new Coordinate(2.5, 2.5), points[0].Geometry!.Coordinates);
    }

    [Fact]
    public void What_is_not_GeoJSON_is_told_with_its_place()
    {
        var fault = Assert.Throws<GraphException>(() => SpaceGraph.Run(
            "mask_polygon", """{"data": {"from_parameter": "cube"}, "mask": {"type": "Polygon", "coordinates": [[[0, 0], [1, "a"], [1, 1], [0, 0]]]}}""", ("cube", SpaceGraph.Raster(Place))));
        Assert.Equal(("ProcessParameterInvalid", "mask"), (fault.Code, fault.Parameter));
        Assert.Contains("$.coordinates[0][1]", fault.Message, StringComparison.Ordinal);
    }

    private static List<Geometry> PointsOf(string arguments, MemoryCube vector) =>
        [.. ((Cube)SpaceGraph.Run("vector_to_random_points", arguments, ("vector", vector))!).Shape.Find("geometry")!.Features!.Features.Select(feature => feature.Geometry!)];

    private static MemoryCube Vector(string system, params string[] geometries)
    {
        var reader = new WKTReader();
        var features = geometries.Select((wkt, i) => new Feature(reader.Read(wkt), new Dictionary<string, object?>(StringComparer.Ordinal) { ["pid"] = i + 1.0 })).ToList();
        return new(
            new([new("geometry", DimensionType.Geometry, LabelList.Numbered(features.Count)) { Features = new(features, system), ReferenceSystem = system }]),
            [.. features.Select((_, i) => 10.0 * (i + 1))]);
    }
}
