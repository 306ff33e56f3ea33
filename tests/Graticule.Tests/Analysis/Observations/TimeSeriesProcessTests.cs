using System.Text.RegularExpressions;
using Graticule.Analysis.Observations;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Observations;

public sealed class TimeSeriesProcessTests : IDisposable
{
    private const int Day = 86400;

    private readonly ObservationFolder _folder = new();
    private readonly TimeSeriesProcess _process = new();

    [Fact]
    public async Task Each_step_has_its_statistics_over_the_box()
    {
        _folder.AddGrid("g", [0, Day, 2 * Day], [60, 0, -60], [10, 20, 30], (step, row, column) => step == 1 ? null : (100 * step) + (10 * row) + column);
        _folder.Scan();

        var document = (await _folder.RunAsync(_process, """{"datasets": ["g"], "bbox": [15, -1, 35, 61], "start": "1970-01-01T00:00:00Z", "end": "1970-01-03T00:00:00Z", "lowPass": false}""")).Value!;

        var data = document["data"]!.AsArray();
        Assert.Equal(2, data.Count);
        var step = Assert.Single(data[1]!.AsArray())!.AsObject();
        Assert.Equal(["min", "max", "mean", "cnt", "std", "time", "iso_time", "ds"], step.Select(member => member.Key));
        Assert.Equal(201, step["min"]!.GetValue<double>(), 1e-5);
        Assert.Equal(212, step["max"]!.GetValue<double>(), 1e-5);
        Assert.Equal(((201 + 202) * 0.5 + 211 + 212) / 3, step["mean"]!.GetValue<double>(), 1e-5);
        Assert.Equal(4, step["cnt"]!.GetValue<long>());
        Assert.Equal(Math.Sqrt(25.25), step["std"]!.GetValue<double>(), 1e-5);
        Assert.Equal(2 * Day, step["time"]!.GetValue<long>());
        Assert.Equal("1970-01-03T00:00:00+0000", step["iso_time"]!.GetValue<string>());
        Assert.Equal(
            """{"shortName":"g","bounds":{"east":35,"west":15,"north":61,"south":-1},"time":{"start":0,"stop":172800,"iso_start":"1970-01-01T00:00:00+0000","iso_stop":"1970-01-03T00:00:00+0000"}}""",
            Regex.Unescape(document["meta"]![0]!.ToJsonString()));
        Assert.Equal("{}", document["stats"]!.ToJsonString());
    }

    [Fact]
    public async Task Two_data_sets_stand_side_by_side_at_their_common_times_and_are_compared()
    {
        _folder.AddGrid("a", [0, Day, 2 * Day, 3 * Day], [0], [10], (step, _, _) => step);
        _folder.AddGrid("b", [Day, 2 * Day, 3 * Day], [0], [10], (step, _, _) => (2 * (step + 1)) + 1);
        _folder.Scan();

        var document = (await _folder.RunAsync(_process, """{"datasets": ["a", "b"]}""")).Value!;

        Assert.Equal([1, 2, 2, 2], document["data"]!.AsArray().Select(step => step!.AsArray().Count));
        Assert.Equal(1, document["data"]![1]![1]!["ds"]!.GetValue<int>());
        Assert.Equal(2, document["stats"]!["slope"]!.GetValue<double>(), 1e-6);
        Assert.Equal(1, document["stats"]!["intercept"]!.GetValue<double>(), 1e-6);
        Assert.Equal(["slope", "intercept", "r", "p", "err"], document["stats"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Files_of_one_time_and_any_number_of_threads_give_the_same_series()
    {
        for (var file = 0; file < 6; file++)
        {
            var west = file * 5;
            _folder.AddGrid("g", [(file / 2) * Day], [5, 4, 3], [west, west + 1, west + 2], (_, row, column) => row + (column * 0.37) + west);
        }

        _folder.Scan();

        var one = (await _folder.RunAsync(_process, """{"datasets": ["g"]}""", cores: 1)).Value!;
        var four = (await _folder.RunAsync(_process, """{"datasets": ["g"]}""", cores: 4)).Value!;

        Assert.Equal([18, 18, 18], one["data"]!.AsArray().Select(step => step![0]!["cnt"]!.GetValue<long>()));
        Assert.Equal(one.ToJsonString(), four.ToJsonString());
        Assert.Equal(1, _folder.Shares.Max());
    }

    [Fact]
    public async Task A_long_series_is_smoothed_and_a_climatology_is_taken_away()
    {
        int[] days = [.. Enumerable.Range(0, 40).Select(day => day * Day)];
        _folder.AddGrid("g", days, [0], [10], (step, _, _) => step % 7);
        int[] months = [.. Enumerable.Range(1, 12).Select(month => (int)(new DateTimeOffset(1970, month, 15, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()))];
        _folder.AddGrid("g_clim", months, [0], [10], (step, _, _) => step + 1);
        _folder.Scan();

        var data = (await _folder.RunAsync(_process, """{"datasets": ["g"], "seasonal": true}""")).Value!["data"]!.AsArray();

        var step = data[33]![0]!.AsObject(); // 3 February
        Assert.Equal((33 % 7) - 2, step["meanSeasonal"]!.GetValue<double>(), 1e-5);
        Assert.Equal(
            ["min", "max", "mean", "cnt", "std", "time", "iso_time", "meanSeasonal", "minSeasonal", "maxSeasonal", "meanLowPass", "maxLowPass", "minLowPass", "meanSeasonalLowPass", "minSeasonalLowPass", "maxSeasonalLowPass", "ds"],
            step.Select(member => member.Key));
    }

    [Fact]
    public async Task Points_are_gathered_by_day()
    {
        _folder.AddText("p", "p.csv", "time,latitude,longitude,sea_water_temperature\n2018-04-01T01:00:00Z,0,1,10\n2018-04-01T23:59:59Z,60,1,20\n2018-04-02T00:00:00Z,0,1,7\n2018-04-02T00:00:00Z,0,99,8\n");
        _folder.Scan();

        var data = (await _folder.RunAsync(_process, """{"datasets": ["p"], "bbox": [0, -90, 10, 90]}""")).Value!["data"]!.AsArray();

        Assert.Equal([1522540800, 1522627200], data.Select(step => step![0]!["time"]!.GetValue<long>()));
        Assert.Equal(40.0 / 3, data[0]![0]!["mean"]!.GetValue<double>(), 1e-9);
        Assert.Equal([2, 1], data.Select(step => step![0]!["cnt"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_span_without_data_is_told_in_the_words_that_clients_know()
    {
        _folder.AddGrid("g", [0], [0], [10], (_, _, _) => 1);
        _folder.Scan();

        var problem = await _folder.FailAsync(_process, """{"datasets": ["g"], "start": "1980-01-01T00:00:00Z"}""");

        Assert.Equal((ProblemKind.InvalidInput, "No data found for selected timeframe"), (problem.Kind, problem.Message));
    }

    [Fact]
    public async Task A_missing_climatology_is_named()
    {
        _folder.AddGrid("g", [0], [0], [10], (_, _, _) => 1);
        _folder.Scan();

        Assert.Equal("There is no climatology data present for dataset g.", (await _folder.FailAsync(_process, """{"datasets": ["g"], "seasonal": true}""")).Message);
    }

    public void Dispose() => _folder.Dispose();
}
