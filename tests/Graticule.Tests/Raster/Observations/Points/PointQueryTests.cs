using System.Diagnostics;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class PointQueryTests : IDisposable
{
    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 10)]
    [InlineData(3, 700)]
    [InlineData(4, 4000)]
    public void Rows_are_those_of_a_search_through_all(int seed, int count)
    {
        using var table = _files.Open(RandomPoints.Builder(RandomPoints.Make(seed, count)));
        Random random = new(seed);
        for (var round = 0; round < 150; round++)
        {
            var query = Draw(random, count);
            int[] expected = [.. Enumerable.Range(0, table.Count).Where(row => IsWanted(query, table, row))];
            Assert.Equal(expected, query.Rows(table));
            Assert.Equal(expected.Length, query.Count(table));
            var from = random.Next(count + 1);
            Assert.Equal(expected.Where(row => row >= from).Take(7), query.Rows(table, from, 7));
        }
    }

    [Theory]
    [InlineData(null, null, 4)]
    [InlineData(0.0, 5.0, 4)]
    [InlineData(5.0, 5.0, 1)]
    [InlineData(0.1, null, 1)]
    [InlineData(null, -1.0, 0)]
    [InlineData(null, 0.0, 3)]
    [InlineData(-99999.0, 99999.0, 4)]
    [InlineData(1.0, 4.0, 0)]
    public void Unknown_depths_are_taken_where_the_limits_hold_the_surface(double? least, double? most, int expected)
    {
        PointTableBuilder builder = new();
        foreach (var depth in new[] { 0, 5.0, PointTable.UnknownDepth, double.NaN })
        {
            builder.Add(new() { Latitude = 0, Longitude = 0, Time = 0, Depth = depth });
        }

        using var table = _files.Open(builder);
        Assert.Equal(expected, new PointQuery { DepthMin = least, DepthMax = most }.Count(table));
    }

    [Fact]
    public void Edges_of_a_box_that_crosses_the_antimeridian_belong_to_it()
    {
        PointTableBuilder builder = new();
        foreach (var longitude in new[] { 170.0, 169.9, 180, -180, -170, -169.9, 0 })
        {
            builder.Add(new() { Latitude = 10, Longitude = longitude, Time = 0 });
        }

        using var table = _files.Open(builder);
        var found = new PointQuery { Box = new(170, 10, -170, 10) }.Rows(table).Select(row => table.Longitudes[row]);
        Assert.Equal([-180.0, -170, 170, 180], found.Order());
        Assert.Equal(2, new PointQuery { Box = new(-180, 0, -175, 20) }.Count(table));
    }

    [Fact]
    public void A_million_rows_are_searched_in_milliseconds()
    {
        PointTableBuilder builder = new();
        var value = builder.Variable(new("sea_water_temperature"));
        Random random = new(1);
        for (var i = 0; i < 1_000_000; i++)
        {
            builder.Add(new() { Latitude = random.Next(-9000, 9000) / 100.0, Longitude = random.Next(-18000, 18000) / 100.0, Time = i, Depth = i % 50 });
            builder.Set(value, i);
        }

        using var table = _files.Open(builder);
        PointQuery query = new() { Box = new(-10, -10, 30, 25), Start = 1000, DepthMin = 0, DepthMax = 20, Variables = ["sea_water_temperature"] };
        var expected = query.Count(table);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(expected, query.Rows(table).Length);
            return watch.Elapsed.TotalMilliseconds;
        });
        Assert.True(best < 200, $"{best} ms");
    }

    private static PointQuery Draw(Random random, int count) => new()
    {
        Box = random.Next(4) switch
        {
            0 => LonLatBox.World,
            1 => new(random.Next(0, 37) * 5, -50, random.Next(-36, 0) * 5, 60),
            _ => new(random.Next(-36, 0) * 5, random.Next(-18, 0) * 5, random.Next(0, 37) * 5, random.Next(0, 19) * 5),
        },
        Start = random.Next(3) == 0 ? long.MinValue : random.Next(Math.Max(1, count / 3)),
        End = random.Next(3) == 0 ? long.MaxValue : random.Next(Math.Max(1, count / 3)),
        DepthMin = random.Next(2) == 0 ? null : random.Next(-1, 4) * 2.5,
        DepthMax = random.Next(2) == 0 ? null : random.Next(-1, 5) * 2.5,
        Platforms = random.Next(4) switch { 0 => ["3B"], 1 => ["0", "41", "nothing"], 2 => ["b", "16"], _ => [] },
        Variables = random.Next(4) switch { 0 => ["first"], 1 => ["second", "first"], 2 => ["second", "absent"], _ => [] },
    };

    private static bool IsWanted(PointQuery query, PointTable table, int row)
    {
        var (lon, lat, time, depth, platform) = (table.Longitudes[row], table.Latitudes[row], table.Times[row], table.Depths[row], table.PlatformOf(row));
        var box = query.Box;
        var turns = Math.Abs(lon) == 180 ? new[] { lon, -lon } : [lon];
        var isInBox = lat >= box.South && lat <= box.North && turns.Any(x => box.West <= box.East ? x >= box.West && x <= box.East : x >= box.West || x <= box.East);
        var (least, most) = (query.DepthMin ?? -1e9, query.DepthMax ?? 1e9);
        var isDeep = double.IsNaN(depth) || depth == -99999 ? least <= 0 && most >= 0 : depth >= least && depth <= most;
        return isInBox && time >= query.Start && time <= query.End && isDeep
            && (query.Platforms.Count == 0 || query.Platforms.Contains(platform.Code) || query.Platforms.Contains(platform.Id ?? "?"))
            && (query.Variables.Count == 0 || query.Variables.Any(name => table.IndexOf(name) >= 0 && !double.IsNaN(table.Values(table.IndexOf(name))[row])));
    }
}
