using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;
using Graticule.Jobs;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.Observations;

public sealed class TimeAverageMapProcessTests : IDisposable
{
    private const int Day = 86400;

    private readonly ObservationFolder _folder = new();
    private readonly TimeAverageMapProcess _process = new();

    [Fact]
    public async Task Rows_go_from_south_to_north_and_cells_that_never_have_a_value_are_filled()
    {
        _folder.AddGrid("g", [0, Day], [2, 1], [0, 90, 180, 270], (step, row, column) => column == 0 || (row == 1 && step == 0) ? null : step + (10 * row) + column);
        _folder.AddGrid("g", [2 * Day], [2, 1], [0, 90, 180, 270], (_, row, column) => row == 0 && column == 3 ? 100 : null);
        _folder.Scan();

        var document = JsonNode.Parse(await File.ReadAllTextAsync((await _folder.RunAsync(_process, """{"dataset": "g"}""")).Path!))!;

        var rows = document["data"]!.AsArray();
        Assert.Equal([1, 2], rows.Select(row => row![0]!["lat"]!.GetValue<double>()));
        Assert.Equal([-90, 0, 90, 180], rows[0]!.AsArray().Select(cell => cell!["lon"]!.GetValue<double>()));
        Assert.Equal("""{"mean":-9999.0,"cnt":0,"lat":1.0,"lon":0.0}""", rows[0]![1]!.ToJsonString());
        Assert.Equal([14, 12, 13], Values(rows[0]!, 0, 2, 3));
        Assert.All(Values(rows[1]!, 0, 2, 3).Zip([(3 + 4 + 100) / 3.0, 1.5, 2.5]), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Assert.Equal([3, 0, 2, 2], rows[1]!.AsArray().Select(cell => cell!["cnt"]!.GetValue<int>()));
        Assert.Equal(["shortName", "bounds", "time"], document["meta"]!.AsObject().Select(member => member.Key));
        Assert.Equal("{}", document["stats"]!.ToJsonString());
    }

    [Fact]
    public async Task A_GeoTIFF_has_the_mean_and_the_count_from_north_to_south()
    {
        _folder.AddGrid("g", [0, Day], [10, 11, 12], [20, 21], (step, row, column) => step + (10 * row) + column);
        _folder.Scan();

        var path = (await _folder.RunAsync(_process, """{"dataset": "g", "bbox": [20, 11, 21, 12]}""", "image/tiff; application=geotiff")).Path!;

        Assert.Equal([20.5, 21.5, 10.5, 11.5], TestRaster.Read(path).Select(value => Math.Round(value, 4)));
        Assert.Equal([2, 2, 2, 2], TestRaster.Read(path, band: 2));
    }

    [Fact]
    public async Task Files_with_other_cells_have_no_map_in_common()
    {
        _folder.AddGrid("g", [0], [10, 11], [20, 21], (_, _, _) => 1);
        _folder.AddGrid("g", [Day], [10.5, 11.5], [20, 21], (_, _, _) => 1);
        _folder.Scan();

        Assert.Contains("001.nc", (await _folder.FailAsync(_process, """{"dataset": "g"}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_have_no_cells()
    {
        _folder.AddText("p", "p.csv", "time,latitude,longitude,sea_water_temperature\n2018-04-01T01:00:00Z,0,1,10\n");
        _folder.Scan();

        Assert.Equal(ProblemKind.InvalidInput, (await _folder.FailAsync(_process, """{"dataset": "p"}""")).Kind);
    }

    [Fact]
    public async Task Nothing_in_the_box_is_told()
    {
        _folder.AddGrid("g", [0], [10, 11], [20, 21], (_, _, _) => 1);
        _folder.Scan();

        Assert.Equal("No data found for selected timeframe", (await _folder.FailAsync(_process, """{"dataset": "g", "bbox": [50, 50, 51, 51]}""")).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static double[] Values(JsonNode row, params int[] columns) => [.. columns.Select(column => Math.Round(row[column]!["mean"]!.GetValue<double>(), 5))];
}
