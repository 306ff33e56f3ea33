using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

/// <summary>Match-ups made up for tests of what is written of them.</summary>
internal static class Samples
{
    internal static MatchSide Satellite { get; } = new(
        "MUR25", DatasetKind.Grid,
        [new("analysed_sst", "sea_surface_foundation_temperature", "analysed sea surface temperature", "celsius"), new("analysis_error", null, null, "celsius"), new("mask")]);

    internal static MatchSide InPlace { get; } = new(
        "shark-2018", DatasetKind.Points,
        [
            new("sea_water_temperature", "sea_water_temperature", null, "C"), new("sea_water_temperature_quality"), new("wind speed (10 m)", "wind_speed", null, "m s-1"),
            new("depth", "depth", null, "m"), new("never_seen", null, null, "1"),
        ]);

    /// <summary>Primaries on a grid around the antimeridian, each with up to three secondaries, some of them shared; seeded.</summary>
    internal static List<MatchedPrimary> Primaries(int count, bool withBoxes = true, int seed = 1)
    {
        var random = new Random(seed);
        var shared = Enumerable.Range(0, (count / 2) + 1).Select(i => Secondary(random, i)).ToList();
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var point = Primary(i);
                IReadOnlyList<BoxValue> boxes = withBoxes && i % 5 != 4 ? [new(0, i % 26, 25, i % 26 == 0 ? double.NaN : 20 + (i * 0.01), i % 26 < 2 ? double.NaN : 0.25)] : [];
                return new MatchedPrimary(point, [.. Enumerable.Range(0, 1 + (i % 3)).Select(k =>
                {
                    var secondary = shared[(i + k) % shared.Count];
                    return new Match(secondary, 10.5 + (k * 100) + (i * 0.001), secondary.Time - point.Time, boxes);
                })]);
            }),
        ];
    }

    internal static PairSet Set(IReadOnlyList<MatchedPrimary> primaries) =>
        new(Satellite, InPlace, new JsonObject { ["primary"] = "MUR25", ["radiusTolerance"] = 1000 }, primaries) { Count = primaries.Count };

    /// <summary>All pairs in their order.</summary>
    internal static List<(MatchedPoint Primary, Match Match)> Pairs(this IEnumerable<MatchedPrimary> primaries) =>
        [.. primaries.SelectMany(primary => primary.Matches.Select(match => (primary.Point, match)))];

    /// <summary>The value of a variable; NaN where there is none.</summary>
    internal static double Value(this MatchedPoint point, int variable) =>
        point.Values.Where(value => value.Variable == variable).Select(value => value.Value).DefaultIfEmpty(double.NaN).First();

    private static MatchedPoint Primary(int i) => new()
    {
        Id = $"47be9823-0b9e-3984-b562-2221c0396ada[[0, {i / 7}, {i % 7}]]",
        Longitude = i % 2 == 0 ? 179.875 : -179.875,
        Latitude = -10.125 + (0.25 * (i % 50)),
        Time = 1_522_637_640 + (i / 100 * 86_400),
        File = "20180401090000-JPL-L4.nc",
        Source = "MUR25",
        Values = i % 4 == 3 ? [(1, 0.5f)] : [(0, 20 + (0.1f * (i % 30))), (1, 0.25f + i)],
    };

    private static MatchedPoint Secondary(Random random, int i)
    {
        List<(int, double)> values = [];
        if (i % 3 != 2)
        {
            values.Add((0, 15 + (10 * random.NextDouble())));
            values.Add((1, 1 + (i % 3)));
        }

        values.Add((2, random.NextDouble() * 20));
        if (i % 4 == 0)
        {
            values.Add((3, 1.5));
        }

        return new()
        {
            Id = i % 5 == 0 ? $"sd-1036,\"{i}\"@1.5" : $"sd-1036 {i}@1.5",
            Longitude = (i % 2 == 0 ? 179.9 : -179.9) + (random.NextDouble() * 0.05),
            Latitude = -10 + (random.NextDouble() * 12),
            Time = 1_522_637_640 + random.Next(-86_400, 86_400),
            Depth = i % 3 == 1 ? null : 1.5 * (i % 2),
            Platform = i % 2 == 0 ? "sd1036" : null,
            Device = i % 7 == 0 ? "Seabird\r\n\"37\"" : null,
            Source = "shark-2018",
            Values = values,
        };
    }
}
