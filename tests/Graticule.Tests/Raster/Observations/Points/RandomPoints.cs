using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

/// <summary>Observations drawn by lot, with places and times that often are the same.</summary>
internal static class RandomPoints
{
    internal static List<(PointRow Row, double First, double Second)> Make(int seed, int count)
    {
        Random random = new(seed);
        Platform[] platforms = [Platform.Unknown, new("3B", "a"), new("3B", "b", "glider"), new("41"), new("16", null, "höher")];
        return [.. Enumerable.Range(0, count).Select(i => (
            new PointRow
            {
                Latitude = random.Next(-18, 19) * 5,
                Longitude = random.Next(-36, 37) * 5,
                Time = random.Next(0, Math.Max(2, count / 3)),
                Depth = random.Next(5) switch { 0 => double.NaN, 1 => PointTable.UnknownDepth, var d => d * 2.5 },
                Platform = platforms[random.Next(platforms.Length)],
                Device = random.Next(3) == 0 ? null : $"d{random.Next(3)}",
                Meta = random.Next(4) == 0 ? null : $"meta {i} ü",
                Provider = "one",
                Project = random.Next(2) == 0 ? "p" : null,
            },
            random.Next(3) == 0 ? double.NaN : random.NextDouble(),
            random.Next(2) == 0 ? double.NaN : random.Next(10)))];
    }

    internal static PointTableBuilder Builder(List<(PointRow Row, double First, double Second)> rows, string? folder = null, int mostHeld = int.MaxValue)
    {
        PointTableBuilder builder = new(folder, mostHeld);
        var (first, second) = (builder.Variable(new("first", Units: "m")), builder.Variable(new("second")));
        builder.Variable(new("never"));
        foreach (var (row, one, two) in rows)
        {
            builder.Add(row);
            builder.Set(first, one);
            builder.Set(second, two);
        }

        return builder;
    }
}
