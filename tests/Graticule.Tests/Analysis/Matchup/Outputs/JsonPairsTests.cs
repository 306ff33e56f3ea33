using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

public sealed class JsonPairsTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_each_pair_with_its_values_and_null_for_what_is_not_known()
    {
        var primaries = Samples.Primaries(50);
        var found = JsonNode.Parse(File.ReadAllText(_folder.Write(PairFormats.Json, Samples.Set(primaries))))!;
        var pairs = primaries.Pairs();

        Assert.Equal(1000, (int)found["request"]!["radiusTolerance"]!);
        Assert.Equal((50, pairs.Count), ((int)found["primaries"]!, (int)found["pairs_count"]!));
        Assert.Equal(["analysed_sst", "analysis_error"], found["primary"]!["variables"]!.AsArray().Select(variable => (string)variable!["name"]!));
        var written = found["pairs"]!.AsArray();
        Assert.Equal(pairs.Count, written.Count);
        for (var i = 0; i < pairs.Count; i++)
        {
            Assert.Equal(pairs[i].Match.Secondary.Id, (string)written[i]!["secondary_id"]!);
            Assert.Equal(pairs[i].Match.Secondary.Value(0), (double?)written[i]!["secondary_sea_water_temperature"] ?? double.NaN);
            Assert.Equal(pairs[i].Match.Distance, (double)written[i]!["distance_m"]!);
            Assert.Equal(pairs[i].Match.TimeDifference, (long)written[i]!["time_difference_s"]!);
        }
    }

    [SkippableFact]
    public void Ogrinfo_reads_the_features_and_lines_do_not_run_around_the_globe()
    {
        var primaries = Samples.Primaries(60);
        var path = _folder.Write(PairFormats.GeoJson, Samples.Set(primaries));

        var (code, said) = CubeFolder.Run("/usr/bin/ogrinfo", ["-ro", "-al", "-so", path]);

        Assert.True(code == 0, said);
        Assert.Contains($"Feature Count: {primaries.Pairs().Count}", said, StringComparison.Ordinal);
        Assert.Contains("distance_m: Real", said, StringComparison.Ordinal);
        Assert.Contains("primary_time: DateTime", said, StringComparison.Ordinal);
        var features = JsonNode.Parse(File.ReadAllText(path))!["features"]!.AsArray();
        Assert.Equal(["LineString", "MultiLineString"], features.Select(feature => (string)feature!["geometry"]!["type"]!).Distinct().Order());
        foreach (var geometry in features.Select(feature => feature!["geometry"]!))
        {
            var lines = (string)geometry["type"]! == "LineString" ? new JsonArray(geometry["coordinates"]!.DeepClone()) : geometry["coordinates"]!.AsArray();
            Assert.All(lines, line => Assert.InRange(Math.Abs((double)line![0]![0]! - (double)line[1]![0]!), 0, 1));
        }
    }

    [Theory]
    [InlineData(179, 10, -179, 20, "MultiLineString", "179 10 180 15|-180 15 -179 20")]
    [InlineData(-179, 20, 179, 10, "MultiLineString", "-179 20 -180 15|180 15 179 10")]
    [InlineData(180, 10, -179, 20, "LineString", "-180 10 -179 20")]
    [InlineData(-179, 20, 180, 10, "LineString", "-179 20 -180 10")]
    [InlineData(180, 5, -180, 5, "Point", "-180 5")]
    [InlineData(1, 2, 3, 4, "LineString", "1 2 3 4")]
    [InlineData(1, 2, 1, 2, "Point", "1 2")]
    public void Lines_are_cut_at_the_antimeridian(double x1, double y1, double x2, double y2, string kind, string expected)
    {
        var line = PairLine.Of(Point(x1, y1), Point(x2, y2));

        Assert.Equal(kind, line.Kind);
        Assert.Equal(expected, string.Join('|', line.Parts.Select(part => string.Join(' ', part.Select(place => FormattableString.Invariant($"{place.X} {place.Y}"))))));
    }

    [Fact]
    public void A_pair_at_one_place_is_a_point()
    {
        var point = Point(10, 20);
        var set = Samples.Set([new(point, [new(point, 0, 0, [])])]);

        var feature = JsonNode.Parse(File.ReadAllText(_folder.Write(PairFormats.GeoJson, set)))!["features"]![0]!;

        Assert.Equal("""{"type":"Point","coordinates":[10,20]}""", feature["geometry"]!.ToJsonString());
    }

    [Fact]
    public void Boxes_of_secondaries_are_named_after_their_variables()
    {
        var point = Point(10, 20);
        var set = new PairSet(Samples.InPlace, Samples.Satellite, [], [new(point, [new(point, 0, 0, [new(1, 3, 9, 2.5, double.NaN)])])]);

        var pair = JsonNode.Parse(File.ReadAllText(_folder.Write(PairFormats.Json, set)))!["pairs"]![0]!;

        Assert.Equal((3, 2.5), ((int)pair["box_analysis_error_count"]!, (double)pair["box_analysis_error_mean"]!));
        Assert.Null(pair["box_analysis_error_standard_deviation"]);
        Assert.Equal(DatasetKind.Points, set.Primary.Kind);
    }

    private static MatchedPoint Point(double x, double y) => new() { Id = "a", Longitude = x, Latitude = y, Time = 0, Source = "s", Values = [] };
}
