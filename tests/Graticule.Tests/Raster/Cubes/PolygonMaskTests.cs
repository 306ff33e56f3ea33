using Graticule.Raster.Cubes;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Dimension = Graticule.Raster.Cubes.Dimension;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Pixels of geometries, against a robust test of every centre.</summary>
public sealed class PolygonMaskTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData(-1.0)]
    [InlineData(1.0)]
    public void Polygons_hold_exactly_the_centres_that_they_intersect(double stepY)
    {
        var random = new Random(5);
        Grid grid = new(10, 20, 0.5, stepY, 40, 24, null);
        var shape = Shape(grid);
        for (var i = 0; i < 300; i++)
        {
            // Vertices on centres, on corners, and anywhere.
            var polygon = RandomPolygon(random, grid, (i % 3) switch { 0 => 0.25, 1 => 0.5, _ => 0 });
            AssertSame(polygon, shape, PolygonMask.Of(polygon, shape));
        }
    }

    [Theory]
    [InlineData("POLYGON ((1.5 1.5, 4.5 1.5, 4.5 4.5, 1.5 4.5, 1.5 1.5))", 16)]
    [InlineData("POLYGON ((1.5 1.5, 4.5 1.5, 4.5 4.5, 1.5 4.5, 1.5 1.5), (2.5 2.5, 3.5 2.5, 3.5 3.5, 2.5 3.5, 2.5 2.5))", 16)]
    [InlineData("POLYGON ((1 1, 5 1, 5 5, 1 5, 1 1), (2.1 2.1, 4.1 2.1, 4.1 4.1, 2.1 4.1, 2.1 2.1))", 12)]
    [InlineData("POLYGON ((2.5 0.1, 3.1 2.5, 2.5 4.9, 1.9 2.5, 2.5 0.1))", 5)]
    [InlineData("POLYGON ((0.6 0.6, 0.9 0.6, 0.9 0.9, 0.6 0.6))", 0)]
    [InlineData("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((4 4, 6 4, 6 6, 4 6, 4 4)))", 8)]
    [InlineData("POLYGON EMPTY", 0)]
    [InlineData("POINT (3.2 3.9)", 1)]
    [InlineData("POINT (-0.2 3.9)", 0)]
    [InlineData("MULTIPOINT ((0.1 0.1), (0.9 0.9), (5.5 5.5))", 2)]
    [InlineData("LINESTRING (0.2 0.5, 5.8 0.5)", 6)]
    [InlineData("LINESTRING (0.2 0.3, 2.7 2.8)", 5)]
    [InlineData("LINESTRING (-5 0.5, 15 0.5)", 6)]
    [InlineData("GEOMETRYCOLLECTION (POINT (0.5 0.5), LINESTRING (0.2 0.5, 2.8 0.5))", 3)]
    public void Geometries_have_so_many_pixels(string wkt, long count) =>
        Assert.Equal(count, PolygonMask.Of(new WKTReader().Read(wkt), Shape(new(0, 6, 1, -1, 6, 6, null))).Count);

    [Fact]
    public void A_line_has_the_pixels_whose_square_it_meets()
    {
        var random = new Random(11);
        Grid grid = new(0, 12, 1, -1, 15, 12, null);
        var shape = Shape(grid);
        for (var i = 0; i < 100; i++)
        {
            var line = Factory.CreateLineString([.. Enumerable.Range(0, 4).Select(_ => new Coordinate(random.NextDouble() * 17 - 1, random.NextDouble() * 14 - 1))]);
            var mask = PolygonMask.Of(line, shape);
            for (var row = 0; row < 12; row++)
            {
                for (var column = 0; column < 15; column++)
                {
                    var square = Factory.ToGeometry(new Envelope(column, column + 1, 12 - row - 1, 12 - row));
                    Assert.Equal(square.Intersects(line), Has(mask, column, row));
                }
            }
        }
    }

    [Fact]
    public void Labels_at_unequal_distances_are_taken_as_they_are()
    {
        Dimension x = new("x", DimensionType.Spatial, new([1, 2, 4, 8])) { Axis = SpatialAxis.X };
        Dimension y = new("y", DimensionType.Spatial, new([9, 3, 1])) { Axis = SpatialAxis.Y };
        CubeShape shape = new([x, y]);
        var polygon = (Polygon)new WKTReader().Read("POLYGON ((1.5 2, 8 2, 8 9, 1.5 9, 1.5 2))");
        var mask = PolygonMask.Of(polygon, shape);
        AssertSame(polygon, shape, mask);
        Assert.Equal(6, mask.Count);
    }

    [Fact]
    public void A_union_has_the_pixels_of_each_once()
    {
        var shape = Shape(new(0, 6, 1, -1, 6, 6, null));
        var reader = new WKTReader();
        var (a, b) = (reader.Read("POLYGON ((0 0, 3 0, 3 3, 0 3, 0 0))"), reader.Read("POLYGON ((2 2, 5 2, 5 5, 2 5, 2 2))"));
        AssertSame(a.Union(b), shape, PolygonMask.Union(PolygonMask.Of([a, b], shape)));
    }

    private static Polygon RandomPolygon(Random random, Grid grid, double snap)
    {
        var (cx, cy) = ((grid.Left + grid.Right) / 2, (grid.Top + grid.Bottom) / 2);
        var (rx, ry) = (Math.Abs(grid.Right - grid.Left) * 0.6, Math.Abs(grid.Bottom - grid.Top) * 0.6);
        Coordinate[] Ring(double from, double to, int count)
        {
            var ring = Enumerable.Range(0, count).Select(i =>
            {
                var (angle, radius) = (2 * Math.PI * i / count, from + (random.NextDouble() * (to - from)));
                return new Coordinate(Snap(cx + (rx * radius * Math.Cos(angle))), Snap(cy + (ry * radius * Math.Sin(angle))));
            }).ToList();
            return [.. ring, ring[0].Copy()];
        }

        double Snap(double value) => snap == 0 ? value : Math.Round(value / snap) * snap;
        return Factory.CreatePolygon(Factory.CreateLinearRing(Ring(0.5, 1, 3 + random.Next(9))), [Factory.CreateLinearRing(Ring(0.1, 0.3, 4))]);
    }

    private static void AssertSame(Geometry geometry, CubeShape shape, PolygonMask mask)
    {
        for (var row = 0; row < shape.Height; row++)
        {
            for (var column = 0; column < shape.Width; column++)
            {
                var centre = Factory.CreatePoint(new Coordinate(shape.X!.Labels[column].Number, shape.Y!.Labels[row].Number));
                Assert.True(geometry.Intersects(centre) == Has(mask, column, row), $"column {column}, row {row} of {geometry}");
            }
        }
    }

    private static bool Has(PolygonMask mask, int column, int row)
    {
        foreach (var span in mask.Row(row))
        {
            if (column >= span.Start && column < span.End)
            {
                return true;
            }
        }

        return false;
    }

    private static CubeShape Shape(Grid grid)
    {
        var (x, y) = grid.ToDimensions();
        return new([y, x]);
    }
}
