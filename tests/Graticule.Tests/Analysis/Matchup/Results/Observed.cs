using System.Globalization;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup.Results;

/// <summary>Matches that are made up, all different and all reproducible.</summary>
internal static class Observed
{
    public static MatchSide Grid { get; } = new("grid", DatasetKind.Grid, [new("sst", "sea_surface_temperature", "Temperature", "celsius"), new("ice")]);

    public static MatchSide Points { get; } = new("drifters", DatasetKind.Points, [new("sea_water_temperature", Units: "C")]);

    /// <param name="count">Primaries.</param>
    /// <param name="most">Greatest number of matches of one.</param>
    /// <param name="secondaries">Different secondaries.</param>
    public static IEnumerable<MatchedPrimary> Primaries(int count, int most, int secondaries)
    {
        for (var i = 0; i < count; i++)
        {
            var primary = Primary(i);
            List<Match> matches = [];
            for (var k = 0; k < 1 + (i % most); k++)
            {
                var secondary = Secondary((int)(((i * 7919L) + k) % secondaries));
                matches.Add(new(secondary, i + (k / 1024.0), secondary.Time - primary.Time, BoxesOf(i)));
            }

            yield return new(primary, matches);
        }
    }

    public static IReadOnlyList<BoxValue> BoxesOf(int i) => i % 3 == 0 ? [] : [new(0, i % 26, 25, i / 8.0, i % 2 == 0 ? double.NaN : i / 16.0)];

    private static MatchedPoint Primary(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"47be9823-0b9e-3984-b562-2221c0396ada[[0, {i / 100}, {i % 100}]]"),
        Longitude = -180 + (i % 1440 / 4.0),
        Latitude = -90 + (i / 1440 / 4.0),
        Time = 1_500_000_000 + (i / 5000),
        File = i < 4000 ? "first.nc" : "zweite_ü.nc",
        Source = "grid",
        Values = (i % 4) switch { 0 => [(0, i * 0.5), (1, float.MaxValue)], 1 => [(0, 0)], 2 => [(1, -i)], _ => [] },
    };

    private static MatchedPoint Secondary(int i) => new()
    {
        Id = $"meta-{i}@{i % 7}",
        Longitude = i / 1000.0,
        Latitude = -i / 2000.0,
        Time = 1_499_999_000 + i,
        Depth = i % 5 == 0 ? null : i / 10.0,
        Platform = i % 3 == 0 ? null : $"platform {i % 11}",
        Device = i % 2 == 0 ? "5" : null,
        Source = "drifters",
        Values = [(0, i / 3.0)],
    };
}
