using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.Catalog;
using Graticule.Tests.Raster.CubeFormats;
using Graticule.Tests.Raster.Keeping;
using NetTopologySuite.Geometries;
using Dimension = Graticule.Raster.Cubes.Dimension;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Summaries and pixels of zones, against a loop over all pixels.</summary>
public sealed class ZonalStatisticsTests
{
    private const int Width = 70;
    private const int Height = 60;
    private const int Planes = 6;

    private static readonly GeometryFactory Factory = new();

    [Fact]
    public void Summaries_are_those_of_the_pixels_whose_centre_lies_in_the_zone()
    {
        var (cube, zones) = Scene();
        var masks = PolygonMask.Of(zones, cube.Shape);
        var summaries = ZonalStatistics.Compute(cube, masks, new(2, 1 << 24), CancellationToken.None);
        for (var zone = 0; zone < zones.Length; zone++)
        {
            for (var plane = 0; plane < Planes; plane++)
            {
                var present = Brute(cube, zones[zone], plane).Where(cell => !Missing.Is(cell)).ToList();
                var summary = summaries[(zone * Planes) + plane];
                Assert.Equal(present.Count, summary.Present);
                Assert.Equal(present.Count(double.IsFinite), summary.Valid);
                AssertNear(present.Count == 0 ? Missing.Value : present.Sum(), summary.Sum);
                AssertNear(present.Count == 0 ? Missing.Value : present.Average(), summary.Mean);
                AssertNear(present.Count == 0 ? Missing.Value : present.Aggregate(double.PositiveInfinity, Math.Min), summary.Minimum);
                AssertNear(present.Count == 0 ? Missing.Value : present.Aggregate(double.NegativeInfinity, Math.Max), summary.Maximum);
            }
        }
    }

    [Theory]
    [InlineData(1 << 24)]
    [InlineData(64 << 10)]
    [InlineData(16 << 10)]
    [InlineData(256)]
    public void Collected_pixels_are_those_of_the_zone_whatever_memory_there_is(long bytes)
    {
        var (cube, zones) = Scene();
        var masks = PolygonMask.Of(zones, cube.Shape);
        var seen = new HashSet<(int Zone, int Plane)>();
        ZonePixels.Collect(cube, masks, new(2, bytes), zone =>
        {
            var pixels = zone.Cells.Length / zone.Planes;
            for (var plane = 0; plane < zone.Planes; plane++)
            {
                var cells = Enumerable.Range(0, pixels).Select(pixel => zone.Cells.Span[(pixel * zone.Planes) + plane]);
                Assert.Equal(Brute(cube, zones[zone.Zone], zone.FirstPlane + plane), cells);
                Assert.True(seen.Add((zone.Zone, zone.FirstPlane + plane)));
            }
        }, CancellationToken.None);
        Assert.Equal(zones.Length * Planes, seen.Count);
    }

    [Fact]
    public void Only_strips_with_zones_are_read()
    {
        var cells = CubeFolder.Cube(2, 1, 3000, 10);
        var counted = new CountedCube(cells, (3000, 10));
        var row = new Envelope(652_000, 712_000, 5_181_000 - 75, 5_181_000 - 65);
        var summaries = ZonalStatistics.Compute(counted, PolygonMask.Of([Factory.ToGeometry(row)], cells.Shape), new(2, 1 << 24), CancellationToken.None);

        // Strips of 4,096 cells have one row of 3,000; the zone has the centres of row 3.
        Assert.All(counted.Windows, window => Assert.Equal((3, 1), (window.Row, window.Height)));
        Assert.Equal(cells.Values.Skip(9000).Take(3000).Count(cell => !Missing.Is(cell)), summaries[0].Present);
        Assert.Equal(cells.Values.Skip(39_000).Take(3000).Where(cell => !Missing.Is(cell)).Max(), summaries[1].Maximum);
    }

    [Fact]
    public void Planes_of_files_that_are_read_apart_give_what_they_give_together()
    {
        using var folder = new CollectionFolder();
        var grid = CollectionFolder.Utm with { Width = 90, Height = 80 };
        for (var date = 1; date < 6; date++)
        {
            var (day, random) = (date, new Random(date));
            folder.Write($"T_2017010{day}T100000_B04_20m.tif", grid, PixelType.UInt16, 0, (_, _) => random.Next(500));
            folder.Write($"T_2017010{day}T100000_SCL_20m.tif", grid, PixelType.UInt8, 255, (_, _) => random.Next(12));
        }

        var files = CollectionFolder.Open(folder.Scan());
        Assert.Equal(5, PlaneRuns.Of(files, 4096).Count);
        var shared = files.Share();
        Cube masked = new MaskedCube(shared.Select("bands", [0]), shared.Select("bands", [1]).Share(), Missing.Value);
        var whole = CollectionFolder.Read(masked);
        var masks = PolygonMask.Of([.. Enumerable.Range(0, 9).Select(i => new Point(600_000 + (200 * i), 5_199_000 - (60 * i)).Buffer(150 + (40 * i)))], whole.Shape);

        Assert.Equal(Values(whole), Values(masked));
        Assert.Equal(Values(CollectionFolder.Read(files)), Values(files));

        double[] Values(Cube cube) => [.. ZonalStatistics.Compute(cube, masks, new(2, 1 << 24), CancellationToken.None)
            .SelectMany(summary => (double[])[summary.Present, summary.Sum, summary.Minimum, summary.Maximum])];
    }

    [Fact]
    public void Sums_do_not_depend_on_the_order_of_their_parts()
    {
        double[] parts = [1e17, 3.25, -1e17, 7.5, 1e-3];
        var (one, other) = (default(ZoneSummary), default(ZoneSummary));
        foreach (var part in parts)
        {
            one.Add([part]);
        }

        foreach (var part in parts.Reverse())
        {
            other.Add([part]);
        }

        Assert.Equal(10.751, one.Sum, 1e-12);
        Assert.Equal(one.Sum, other.Sum, 1e-14);
    }

    private static void AssertNear(double expected, double actual)
    {
        Assert.Equal(Missing.Is(expected), Missing.Is(actual));
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-12 * Math.Abs(expected), $"{expected} is {actual}");
    }

    private static double[] Brute(MemoryCube cube, Geometry zone, int plane)
    {
        var cells = new List<double>();
        for (var i = 0; i < Width * Height; i++)
        {
            if (zone.Intersects(Factory.CreatePoint(new Coordinate(cube.Shape.X!.Labels[i % Width].Number, cube.Shape.Y!.Labels[i / Width].Number))))
            {
                cells.Add(cube.Values[(plane * Width * Height) + i]);
            }
        }

        return [.. cells];
    }

    private static (MemoryCube Cube, Geometry[] Zones) Scene()
    {
        var random = new Random(3);
        var (x, y) = new Grid(0, Height * 10, 10, -10, Width, Height, null).ToDimensions();
        var values = new double[Planes * Width * Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(400) switch
            {
                < 40 => Missing.Value,
                40 => double.NaN,
                41 => double.PositiveInfinity,
                _ => random.NextDouble() - 0.3,
            };
        }

        var zones = Enumerable.Range(0, 25).Select(_ => new Point(random.NextDouble() * 700, random.NextDouble() * 600).Buffer(5 + (random.NextDouble() * 120))).ToList();
        zones.Add(Factory.CreatePolygon());
        zones.Add(new Point(5000, 5000).Buffer(20));
        Dimension time = new("t", DimensionType.Temporal, new(["2020-01-01", "2020-01-02", "2020-01-03"]));
        Dimension bands = new("bands", DimensionType.Bands, new(["a", "b"]));
        return (new(new([time, bands, y, x]), values), [.. zones]);
    }
}
