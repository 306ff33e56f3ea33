using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup.Sources;

public sealed class GridWindowTests
{
    private static readonly double[] Latitudes = [.. Enumerable.Range(0, 18).Select(i => -85.0 + (i * 10))];

    public static TheoryData<string, double[]> Axes => new()
    {
        { "-180 to 180", [.. Enumerable.Range(0, 36).Select(i => -175.0 + (i * 10))] },
        { "0 to 360", [.. Enumerable.Range(0, 36).Select(i => 5.0 + (i * 10))] },
        { "falling", [.. Enumerable.Range(0, 36).Select(i => 355.0 - (i * 10))] },
        { "both edges", [.. Enumerable.Range(0, 37).Select(i => -180.0 + (i * 10))] },
        { "a part", [.. Enumerable.Range(0, 10).Select(i => 150.0 + (i * 10))] },
    };

    [Theory]
    [MemberData(nameof(Axes))]
    public void A_window_holds_the_cells_of_the_box_and_no_others(string name, double[] longitudes)
    {
        LonLatBox[] boxes = [LonLatBox.World, new(-20, -30, 40, 30), new(170, -30, -150, 90), new(-5, 0, 5, 0), new(-180, -85, -175, 85), new(180, -90, 180, 90), new(175, 5, -175, 5)];
        foreach (var box in boxes)
        {
            var windows = GridWindow.Of(Latitudes, longitudes, box);

            var expected = Cells(longitudes, box).Order().ToList();
            var found = windows.SelectMany(window => Enumerable.Range(window.Row, window.Rows).SelectMany(row => window.Columns.Select(column => (row, column)))).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"{name}: {box}");
            Assert.All(windows, window => AssertMonotone(window, longitudes));
        }
    }

    [Fact]
    public void A_window_over_the_seam_is_one()
    {
        double[] longitudes = [.. Enumerable.Range(0, 36).Select(i => 5.0 + (i * 10))];

        var window = GridWindow.Of(Latitudes, longitudes, new(-20, 0, 20, 10)).Single();

        Assert.Equal([34, 35, 0, 1], window.Columns);
        Assert.Equal([345.0, 355, 365, 375], window.Longitudes);
        Assert.Equal([(34, 2), (0, 2)], GridWindow.RunsOf(window.Columns));
    }

    [Fact]
    public void Columns_are_widened_over_the_seam_only_where_there_is_one()
    {
        Assert.Equal([34, 35, 0, 1, 2, 3], GridWindow.Widen([0, 1], 2, 36, wraps: true));
        Assert.Equal([0, 1, 2, 3], GridWindow.Widen([0, 1], 2, 36, wraps: false));
        Assert.Equal([33, 34, 35], GridWindow.Widen([34, 35], 1, 36, wraps: false));
        Assert.Equal([33, 34, 35, 0], GridWindow.Widen([34, 35], 1, 36, wraps: true));
        Assert.Equal([0, 1, 2, 3, 4], GridWindow.Widen([1, 2, 3], 2, 5, wraps: true));
    }

    [Fact]
    public void A_grown_box_holds_all_that_is_near_a_place_in_the_box()
    {
        Random random = new(4);
        for (var i = 0; i < 20_000; i++)
        {
            var west = (random.NextDouble() * 360) - 180;
            var south = (random.NextDouble() * 179) - 90;
            LonLatBox box = new(west, south, GridWindow.Turned(west + (random.NextDouble() * 40)), Math.Min(90, south + (random.NextDouble() * 20)));
            var distance = Math.Pow(10, 2 + (random.NextDouble() * 5.2));
            var (latitude, longitude) = Walk(
                random.Next(3) switch { 0 => box.South, 1 => box.North, _ => (box.South + box.North) / 2 }, random.Next(2) == 0 ? box.West : box.East,
                random.NextDouble() * 2 * Math.PI, distance / 6_371_008.8 * random.Next(1, 3) / 2);

            Assert.True(SphereBox.Grow(box, distance).Contains(longitude, latitude), $"{box} {distance} {longitude} {latitude}");
        }
    }

    [Theory]
    [InlineData(new[] { 170.0, -170.0, 180.0 }, 170, -170)]
    [InlineData(new[] { 10.0, -10.0, double.NaN }, -10, 10)]
    [InlineData(new[] { 350.0, 10.0 }, -10, 10)]
    [InlineData(new[] { 5.0 }, 5, 5)]
    public void The_box_around_places_is_the_narrower_one(double[] longitudes, double west, double east) =>
        Assert.Equal(new(west, 1, east, 1), SphereBox.Around([.. longitudes.Select(_ => 1.0)], longitudes));

    private static IEnumerable<(int Row, int Column)> Cells(double[] longitudes, LonLatBox box) =>
        Enumerable.Range(0, Latitudes.Length)
            .SelectMany(row => Enumerable.Range(0, longitudes.Length).Select(column => (row, column)))
            .Where(cell => box.Contains(longitudes[cell.column] > 180 ? longitudes[cell.column] - 360 : longitudes[cell.column], Latitudes[cell.row]));

    private static void AssertMonotone(GridWindow window, double[] longitudes)
    {
        var signs = window.Longitudes.Zip(window.Longitudes.Skip(1), (left, right) => Math.Sign(right - left)).Distinct().ToList();
        Assert.True(signs.Count == 0 || signs is [1] or [-1]);
        Assert.True(Math.Abs(window.Longitudes[^1] - window.Longitudes[0]) <= 360);
        for (var i = 0; i < window.Columns.Length; i++)
        {
            Assert.Equal(0, (window.Longitudes[i] - longitudes[window.Columns[i]]) % 360);
        }
    }

    private static (double Latitude, double Longitude) Walk(double latitude, double longitude, double azimuth, double angle)
    {
        var (phi, degrees) = (latitude * Math.PI / 180, 180 / Math.PI);
        var sine = (Math.Sin(phi) * Math.Cos(angle)) + (Math.Cos(phi) * Math.Sin(angle) * Math.Cos(azimuth));
        var turn = Math.Atan2(Math.Sin(azimuth) * Math.Sin(angle) * Math.Cos(phi), Math.Cos(angle) - (Math.Sin(phi) * sine));
        return (Math.Asin(Math.Clamp(sine, -1, 1)) * degrees, Math.IEEERemainder(longitude + (turn * degrees), 360));
    }
}
