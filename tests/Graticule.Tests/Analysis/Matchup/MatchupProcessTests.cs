using System.Text.Json.Nodes;
using Graticule.Analysis;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Matchup;

public sealed class MatchupProcessTests : IDisposable
{
    private const string Drifters =
        """
        latitude,longitude,time,depth,platform,meta,temperature
        10,20,2020-05-01T00:00:00Z,0,30,a,11.5
        10,20.001,2020-05-01T06:00:00Z,2,30,b,12.5
        50,20,2020-05-01T00:00:00Z,0,31,c,13.5
        10.5,20,2020-05-03T00:00:00Z,0,31,d,14.5
        """;

    private const string Sites =
        """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "geometry": {"type": "Point", "coordinates": [20.0005, 10]}, "properties": {"time": "2020-05-01T01:00:00Z", "depth": 0, "chlorophyll": 0.25}}]}
        """;

    private readonly MatchupJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Both_processes_are_among_the_programs_own() =>
        Assert.Subset(BuiltIn.Processes.Select(process => process.Description.Id).ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "matchup", "matchup-preview" });

    [Fact]
    public async Task Points_that_were_sent_along_are_matched_with_points_that_were()
    {
        _job.Write("1", Sites);
        _job.Write("2", Drifters);

        await _job.RunAsync("""{"primaryPoints": "1", "secondaryPoints": "2"}""", new() { ["matches"] = null, ["summary"] = null, ["pairs"] = "text/csv" });

        var primary = _job.Matches().Single();
        Assert.Equal(["a", "b"], primary.Matches.Select(match => match.Secondary.Id).Order(StringComparer.Ordinal));
        Assert.Equal(0.25, primary.Point.Values.Single().Value);
        Assert.Equal([-3600, 18_000], primary.Matches.Select(match => match.TimeDifference).Order());
        Assert.Equal("""{"primaries":1,"pairs":2,"uniqueSecondaries":2}""", Without(_job.Value("summary"), "seconds"));
        Assert.True((await File.ReadAllLinesAsync(_job.FileOf("pairs"))).Length >= 3);
        Assert.Equal(1, _job.Shares[^1]);
        Assert.Equal(_job.Shares.Order(), _job.Shares);
    }

    [Fact]
    public async Task Statistics_and_pictures_compare_what_measures_the_same_or_what_is_named()
    {
        _job.Write("1", Drifters);
        _job.Write("2", Sites);

        await _job.RunAsync("""{"primaryPoints": "1", "secondaryPoints": "1"}""", new() { ["statistics"] = null, ["scatter"] = null, ["map"] = null });
        var same = _job.Value("statistics").AsArray().Count;
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(_job.FileOf("scatter")))[..4]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(_job.FileOf("map")))[..4]);
        await _job.RunAsync("""{"primaryPoints": "1", "secondaryPoints": "2", "compare": ["temperature", "chlorophyll"]}""", new() { ["statistics"] = null });
        var named = _job.Value("statistics").AsArray().Count;
        var problem = await _job.FailAsync("""{"primaryPoints": "1", "secondaryPoints": "2", "compare": ["temperature", "temperature"]}""");

        Assert.InRange(same, 0, 1);
        Assert.Equal(1, named);
        Assert.Equal((ProblemKind.InvalidInput, "/inputs/compare"), (problem.Kind, problem.Subject));
        Assert.Contains("temperature, and chlorophyll", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_given()
    {
        _job.Write("1", Drifters);

        await _job.RunAsync("""{"primaryPoints": "1", "secondaryPoints": "1"}""", new() { ["summary"] = null });

        Assert.Equal("summary", Assert.Single(_job.Outputs).Name);
    }

    [Fact]
    public async Task An_unknown_data_set_is_named_with_those_that_may_be_meant()
    {
        _job.Write("drifters.csv", Drifters);
        _job.Register($"collections:\n  - id: drifters-2020\n    path: {_job.Folder}/drifters.csv\n");

        var problem = await _job.FailAsync("""{"primary": "drifter-2020", "secondary": ["drifters-2020"]}""");

        Assert.Equal((ProblemKind.NotFound, "There is no data set 'drifter-2020'; near it are drifters-2020.", "/inputs/primary"), (problem.Kind, problem.Message, problem.Subject));
    }

    [Fact]
    public async Task A_box_in_which_the_primary_has_nothing_is_a_problem_that_names_its_reach()
    {
        _job.Write("1", Drifters);

        var problem = await _job.FailAsync("""{"primaryPoints": "1", "secondaryPoints": "1", "start": "2021-01-01"}""");

        Assert.Equal((ProblemKind.NotFound, MatchupNames.NothingInDomain), (problem.Kind, problem.Subject));
        Assert.Contains("2020-05-01T00:00:00Z to 2020-05-03T00:00:00Z", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latitude,longitude,time\n95,20,2020-05-01T00:00:00Z", "/inputs/primaryPoints", "95")]
    [InlineData("latitude,longitude,time\n9,20,2020-05-01T00:00:00Z\n9,20,whenever", "/inputs/primaryPoints", "whenever")]
    [InlineData("a,b\n1,2", "/inputs/primaryPoints", "latitude")]
    [InlineData("{\"type\": \"FeatureCollection\", \"features\": [", "/inputs/primaryPoints", "primaryPoints")]
    [InlineData("", "/inputs/primaryPoints", "points")]
    public async Task Points_that_cannot_be_read_are_told(string text, string pointer, string word)
    {
        _job.Write("1", text);
        _job.Write("2", Drifters);

        var problem = await _job.FailAsync("""{"primaryPoints": "1", "secondaryPoints": "2"}""");

        Assert.Equal((ProblemKind.InvalidInput, pointer), (problem.Kind, problem.Subject));
        Assert.Contains(word, problem.Message + problem.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"box\": 3", "/inputs/box", "both sides are points")]
    [InlineData("\"screening\": \"bailey-werdell\"", "/inputs/screening", "both sides are points")]
    [InlineData("\"parameter\": \"temprature\"", "/inputs/parameter", "they have temperature")]
    public async Task What_does_not_fit_the_data_sets_is_told(string input, string pointer, string words)
    {
        _job.Write("1", Drifters);

        var problem = await _job.FailAsync($$"""{"primaryPoints": "1", "secondaryPoints": "1", {{input}}}""");

        Assert.Equal((ProblemKind.InvalidInput, pointer), (problem.Kind, problem.Subject));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"secondary": ["a"]}""", "/inputs/primary", "There are no primaries")]
    [InlineData("""{"primary": "a", "primaryPoints": {"$href": "http://x/y"}, "secondary": ["a"]}""", "/inputs/primary", "given twice")]
    [InlineData("""{"primary": "a"}""", "/inputs/secondary", "There are no secondaries")]
    [InlineData("""{"primary": "a", "secondary": []}""", "/inputs/secondary", "There are no secondaries")]
    [InlineData("""{"primary": 3, "secondary": ["a"]}""", "/inputs/primary", "string")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "bbox": [1, 2, 3]}""", "/inputs/bbox", "")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "bbox": [0, 20, 10, 10]}""", "/inputs/bbox", "The south is above the north")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "bbox": [0, 20, 10, 91]}""", "/inputs/bbox", "Latitudes go from -90 to 90")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "bbox": [-181, 20, 10, 21]}""", "/inputs/bbox", "Longitudes go from -180 to 180")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "start": "April"}""", "/inputs/start", "")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "start": "2020-02-02", "end": "2020-02-01"}""", "/inputs/start", "after the end")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "timeTolerance": -1}""", "/inputs/timeTolerance", "0")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "timeTolerance": 1.5}""", "/inputs/timeTolerance", "integer")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "radiusTolerance": -0.1}""", "/inputs/radiusTolerance", "0")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "radiusTolerance": 1e300}""", "/inputs/radiusTolerance", "20037509")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "radiusTolerance": "10km"}""", "/inputs/radiusTolerance", "number")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "depthMin": 5, "depthMax": 1}""", "/inputs/depthMin", "shallower")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "box": 4}""", "/inputs/box", "odd")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "box": 101}""", "/inputs/box", "99")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "surface": "flat"}""", "/inputs/surface", "wgs84")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "screening": {"boxSize": 4}}""", "/inputs/screening", "odd")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "box": 3, "screening": "bailey-werdell"}""", "/inputs/box", "boxes of 5 cells")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "matchOnce": "yes"}""", "/inputs/matchOnce", "boolean")]
    [InlineData("""{"primary": "a", "secondary": ["a"], "radius": 5}""", "/inputs/radius", "radiusTolerance")]
    public void Bad_input_is_told_with_its_name(string inputs, string pointer, string words)
    {
        JobSpec spec = new() { ProcessId = "matchup", Inputs = JsonNode.Parse(inputs)!.AsObject() };

        var fault = MatchupJob.Faults(new MatchupProcess(), spec)[0];

        Assert.StartsWith(pointer, fault.Pointer, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0, -90, 360, 90]", -180, 180)]
    [InlineData("[170, -90, 190, 90]", 170, -170)]
    [InlineData("[190, -90, 200, 90]", -170, -160)]
    [InlineData("""{"bbox": [1, 2, 3, 4]}""", 1, 3)]
    public void Longitudes_of_boxes_may_be_those_of_either_turn(string box, double west, double east)
    {
        var request = MatchupInputs.Read(new() { ["bbox"] = JsonNode.Parse(box) });

        Assert.Equal((west, east), (request.Box.West, request.Box.East));
    }

    [Fact]
    public void Fractions_of_seconds_are_rounded_into_the_span()
    {
        var request = MatchupInputs.Read(new() { ["start"] = "1970-01-01T00:00:01.2Z", ["end"] = "1970-01-01T00:00:03.9Z" });

        Assert.Equal((2, 3), (request.Start, request.End));
    }

    [Fact]
    public async Task A_cancelled_job_ends_soon_and_leaves_no_file_of_matches()
    {
        using CancellationTokenSource stop = new();
        using MatchupJob job = new() { OnProgress = stop.Cancel };
        var rows = Enumerable.Range(0, 40_000).Select(i => FormattableString.Invariant($"{(i % 200) / 20.0},{(i / 200) / 20.0},2020-05-{1 + (i % 28):00}T00:00:00Z"));
        job.Write("1", "latitude,longitude,time\n" + string.Join('\n', rows));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.RunAsync("""{"primaryPoints": "1", "secondaryPoints": "1", "radiusTolerance": 100000}""", cancellationToken: stop.Token));

        Assert.Empty(Directory.GetFiles(job.Folder, "matches*"));
    }

    [Fact]
    public async Task A_job_that_is_run_again_gives_the_same_bytes_but_for_the_time_it_took()
    {
        _job.Write("1", Drifters);
        const string Inputs = """{"primaryPoints": "1", "secondaryPoints": "1", "radiusTolerance": 1000000}""";

        await _job.RunAsync(Inputs, new() { ["matches"] = null, ["pairs"] = "application/geo+json" });
        var (first, pairs) = (_job.Matches(), await File.ReadAllTextAsync(_job.FileOf("pairs")));
        await _job.RunAsync(Inputs, new() { ["matches"] = null, ["pairs"] = "application/geo+json" });

        Assert.Equal(6, first.Sum(primary => primary.Matches.Count));
        Assert.Equivalent(first, _job.Matches(), strict: true);
        Assert.Equal(pairs, await File.ReadAllTextAsync(_job.FileOf("pairs")));
    }

    [Fact]
    public async Task A_preview_counts_points_by_day_and_platform()
    {
        _job.Write("drifters.csv", Drifters);
        _job.Register($"collections:\n  - id: drifters\n    path: {_job.Folder}/drifters.csv\n");

        await _job.RunAsync(
            new MatchupPreviewProcess(), """{"primary": "drifters", "secondary": ["drifters"], "bbox": [19, 9, 21, 11], "end": "2020-05-02", "radiusTolerance": 100000, "timeTolerance": 86400}""");

        var candidates = _job.Value("candidates");
        Assert.Equal(2, (long)candidates["primary"]!["count"]!);
        Assert.Equal("""[{"date":"2020-05-01","count":2}]""", candidates["primary"]!["days"]!.ToJsonString());
        var secondary = candidates["secondaries"]![0]!;
        Assert.Equal("""[{"date":"2020-05-01","count":2},{"date":"2020-05-03","count":1}]""", secondary["days"]!.ToJsonString());
        Assert.Equal("""[{"platform":"30","count":2},{"platform":"31","count":1}]""", secondary["platforms"]!.ToJsonString());
        Assert.False((bool)secondary["isEstimate"]!);
    }

    [Theory]
    [InlineData(-180, -90, 180, 90, 1)]
    [InlineData(0, 0, 10, 10, 1)]
    [InlineData(5, 5, 15, 15, 0.25)]
    [InlineData(170, -20, -170, 20, 0)]
    [InlineData(5, -20, -175, 20, 0.5)]
    public void The_share_of_a_grid_in_a_box_is_that_of_its_extent(double west, double south, double east, double north, double share) =>
        Assert.Equal(share, SphereBox.Overlap(new(0, 0, 10, 10), new(west, south, east, north)), 1e-12);

    private static string Without(JsonNode value, string member)
    {
        var copy = value.DeepClone().AsObject();
        copy.Remove(member);
        return copy.ToJsonString();
    }
}
