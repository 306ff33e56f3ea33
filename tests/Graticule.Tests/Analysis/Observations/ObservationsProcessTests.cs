using System.IO.Compression;
using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Observations;

public sealed class ObservationsProcessTests : IDisposable
{
    private const string Csv =
        """
        time,latitude,longitude,depth,platform,meta,sea_water_temperature,sea_water_salinity
        2018-04-01T00:00:00Z,10,20,0.5,3B,"a,1",12.25,
        2018-04-01T00:10:00Z,10.5,20.5,7,30,b,12.5,35.1
        2018-04-02T00:00:00Z,-40,179.5,,3B,c,,34
        2018-04-03T00:00:00Z,-40,-179.5,1,3B,d,9,34
        2018-04-03T00:00:00Z,-41,-179.5,1,3B,e,,
        """;

    private readonly ObservationFolder _folder = new();
    private readonly ObservationsProcess _process = new();

    public ObservationsProcessTests()
    {
        _folder.AddGrid("g", [0, 86400], [2, 1, 0], [0, 90, 180, 270], (step, row, column) => row == 1 && column == 1 ? null : (step * 100) + (row * 10) + column);
        _folder.AddText("p", "tracks.csv", Csv);
        _folder.Scan();
    }

    [Fact]
    public async Task A_grid_becomes_rows_of_the_cells_that_have_a_value()
    {
        var text = await File.ReadAllTextAsync((await _folder.RunAsync(_process, """{"datasets": ["g"], "bbox": [80, 1, 180, 2], "end": "1970-01-01T12:00:00Z"}""")).Path!);

        Assert.Equal(
            "longitude,latitude,time,sea_surface_temperature\r\n90.0,2.0,1970-01-01T00:00:00Z,1.0\r\n180.0,2.0,1970-01-01T00:00:00Z,2.0\r\n180.0,1.0,1970-01-01T00:00:00Z,12.0\r\n",
            text);
    }

    [Fact]
    public async Task A_box_across_the_antimeridian_has_the_cells_on_both_sides_with_longitudes_below_180()
    {
        var lines = await LinesAsync("""{"datasets": ["g"], "bbox": [170, 0, -80, 0]}""");

        Assert.Equal(["180.0,0.0,1970-01-01T00:00:00Z,22.0", "-90.0,0.0,1970-01-01T00:00:00Z,23.0", "180.0,0.0,1970-01-02T00:00:00Z,122.0", "-90.0,0.0,1970-01-02T00:00:00Z,123.0"], lines.Skip(1));
    }

    [Fact]
    public async Task Points_have_their_id_depth_and_platform_and_empty_fields_for_what_is_missing()
    {
        var lines = await LinesAsync("""{"datasets": ["p"], "bbox": [0, 0, 30, 30]}""");

        Assert.Equal(
            [
                "longitude,latitude,time,id,depth,platform_code,sea_water_salinity,sea_water_temperature",
                "20.0,10.0,2018-04-01T00:00:00Z,\"a,1\",0.5,3B,,12.25",
                "20.5,10.5,2018-04-01T00:10:00Z,b,7.0,30,35.1,12.5",
            ],
            lines);
    }

    [Theory]
    [InlineData("""{"datasets": ["p"], "depthMin": 0, "depthMax": 5}""", "\"a,1\" c d")]
    [InlineData("""{"datasets": ["p"], "depthMin": 2, "depthMax": 7}""", "b")]
    [InlineData("""{"datasets": ["p"], "platforms": ["30", "31"]}""", "b")]
    [InlineData("""{"datasets": ["p"], "having": ["sea_water_temperature"]}""", "\"a,1\" b d")]
    [InlineData("""{"datasets": ["p"], "start": "2018-04-02T00:00:00Z", "end": "2018-04-02T00:00:00Z"}""", "c")]
    [InlineData("""{"datasets": ["p"], "bbox": [179, -90, -179, 90]}""", "c d")]
    public async Task Points_are_those_asked_for(string inputs, string ids)
    {
        var lines = await LinesAsync(inputs);

        Assert.Equal(ids, string.Join(' ', lines.Skip(1).Select(line => line.Contains('"') ? "\"a,1\"" : line.Split(',')[3])));
    }

    [Fact]
    public async Task An_archive_has_a_file_for_each_data_set()
    {
        var path = (await _folder.RunAsync(_process, """{"datasets": ["g", "p"], "bbox": [0, 0, 30, 30]}""", "application/zip")).Path!;

        await using var archive = await ZipFile.OpenReadAsync(path);
        Assert.Equal(["g.csv", "p.csv"], archive.Entries.Select(entry => entry.Name));
        using var reader = new StreamReader(await archive.Entries[1].OpenAsync());
        Assert.Equal(3, (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Json_has_an_object_for_each_observation_with_the_values_under_their_standard_names()
    {
        var rows = await RowsAsync("""{"datasets": ["p", "g"], "bbox": [0, 2, 20, 10], "end": "2018-04-05T00:00:00Z"}""");

        Assert.Equal("""{"latitude":10.0,"longitude":20.0,"time":1522540800,"elevation":-0.5,"data":{"id":"a,1","variables":[{"sea_water_temperature":12.25}]}}""", rows[0]!.ToJsonString());
        Assert.Equal(3, rows.Count);
        Assert.Equal(0.0, rows[1]!["data"]!["variables"]![0]!["sea_surface_temperature"]!.GetValue<double>());
        Assert.Null(rows[1]!["elevation"]);
        Assert.Matches("^[0-9a-f-]{36}$", rows[1]!["data"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Json_can_name_the_first_variable()
    {
        var rows = await RowsAsync("""{"datasets": ["g"], "bbox": [0, 2, 0, 2], "parameter": "sst", "end": "1970-01-01T00:00:00Z"}""");

        Assert.Equal(0.0, Assert.Single(rows)!["data"]!["sst"]!.GetValue<double>());
    }

    [Fact]
    public async Task Nothing_in_the_box_is_an_empty_array_and_a_table_without_rows()
    {
        Assert.Empty(await RowsAsync("""{"datasets": ["g"], "bbox": [10, 10, 11, 11]}"""));
        Assert.Single(await LinesAsync("""{"datasets": ["g"], "bbox": [10, 10, 11, 11]}"""));
    }

    [Fact]
    public async Task An_unknown_data_set_or_variable_is_named()
    {
        var dataset = await _folder.FailAsync(_process, """{"datasets": ["x"]}""");
        var variable = await _folder.FailAsync(_process, """{"datasets": ["g"], "variables": ["ice"]}""");

        Assert.Equal((ProblemKind.NotFound, "Dataset x is not currently loaded/ingested"), (dataset.Kind, dataset.Message));
        Assert.Equal("The data set 'g' has no variable 'ice'; it has: sst.", variable.Message);
    }

    [Theory]
    [InlineData("""{"datasets": ["g"], "start": "1970-01-02T00:00:00Z", "end": "1970-01-01T00:00:00Z"}""", "/inputs/start")]
    [InlineData("""{"datasets": ["g"], "start": "soon"}""", "/inputs/start")]
    [InlineData("""{"datasets": ["g"], "bbox": [0, 5, 1, 4]}""", "/inputs/bbox")]
    [InlineData("""{"datasets": ["g"], "bbox": [0, 0, 190, 4]}""", "/inputs/bbox")]
    public void An_extent_that_makes_no_sense_is_told_before_the_job_is_queued(string inputs, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_process.Check(new() { ProcessId = "observations", Inputs = JsonNode.Parse(inputs)!.AsObject() })).Pointer);

    [Fact]
    public async Task What_would_be_too_much_is_refused_with_the_number_before_it_is_read()
    {
        double[] places = [.. Enumerable.Range(0, 1001).Select(index => index * 0.05)];
        _folder.AddGrid("large", [0], places, places, (_, _, _) => 1);
        _folder.Scan();

        var rows = await _folder.FailAsync(_process, """{"datasets": ["large"]}""", "application/json");
        var cells = await _folder.FailAsync(new TimeAverageMapProcess(), """{"dataset": "large"}""");

        Assert.Equal(ProblemKind.TooLarge, rows.Kind);
        Assert.StartsWith("The request is about 1,002,001 observations; at most 1,000,000 are given at once.", rows.Message, StringComparison.Ordinal);
        Assert.StartsWith("The request is about 1,002,001 cells;", cells.Message, StringComparison.Ordinal);
        Assert.Equal(1_002_002, (await LinesAsync("""{"datasets": ["large"]}""")).Length);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_without_an_output()
    {
        using var cancel = new CancellationTokenSource();
        using var folder = new ObservationFolder { CancelAtFirstProgress = cancel };
        folder.AddGrid("g", [.. Enumerable.Range(0, 200)], [0, 1], [0, 1], (_, _, _) => 1);
        folder.Scan();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.RunAsync(_process, """{"datasets": ["g"]}"""));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> LinesAsync(string inputs) =>
        (await File.ReadAllTextAsync((await _folder.RunAsync(_process, inputs, "text/csv")).Path!)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private async Task<JsonArray> RowsAsync(string inputs) =>
        JsonNode.Parse(await File.ReadAllTextAsync((await _folder.RunAsync(_process, inputs, "application/json")).Path!))!.AsArray();
}
