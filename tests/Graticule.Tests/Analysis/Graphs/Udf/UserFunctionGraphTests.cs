using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Analysis.Graphs.Udf;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Udf;

/// <summary>Functions of users within the processes that take callbacks, in whole graphs.</summary>
public sealed class UserFunctionGraphTests
{
    private const string Max = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    return cube.max('t')";
    private const string Double = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    return cube * 2";
    private const string Steps = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    return cube.diff('t')";
    private const string Mean = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    assert {'t', 'y', 'x'} == set(cube.dims), cube.dims\n    return cube * 0 + cube.mean(('x', 'y'))";

    [SkippableFact]
    public void Reduce_dimension_takes_one()
    {
        var (cube, result) = Run("reduce_dimension", "reducer", "data", Max, "\"dimension\": \"t\"");

        Assert.Equal(["y", "x"], result.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(Enumerable.Range(0, 12).Select(place => Enumerable.Range(0, 3).Max(t => cube.Values[(t * 12) + place])), result.Values);
    }

    [SkippableFact]
    public void Apply_takes_one()
    {
        var (cube, result) = Run("apply", "process", "x", Double, "\"context\": {}");

        Assert.Equal(cube.Values.Select(cell => 2 * cell), result.Values);
    }

    private const string Months = """
        import xarray

        def apply_datacube(cube: xarray.DataArray, context: dict) -> xarray.DataArray:
            return cube.resample(t="1MS").sum()
        """;

    [SkippableFact]
    public void Apply_dimension_takes_one_that_changes_the_length()
    {
        var (cube, result) = Run("apply_dimension", "process", "data", Steps, "\"dimension\": \"t\"");

        Assert.Equal(2, result.Shape.Find("t")!.Count);
        Assert.Equal(Enumerable.Range(0, 24).Select(cell => cube.Values[cell + 12] - cube.Values[cell]), result.Values);
    }

    [SkippableFact]
    public void Dates_that_one_gives_to_a_series_stay_its_labels()
    {
        var (cube, result) = Run("apply_dimension", "process", "data", Months, "\"dimension\": \"t\"");

        var months = result.Shape.Find("t")!;
        Assert.Equal(DimensionType.Temporal, months.Type);
        Assert.Equal(["2020-01-01T00:00:00Z", "2020-02-01"], months.Labels.Select(label => label.Text));
        Assert.Equal(cube.Values.Sum(), result.Values.Where(value => !Missing.Is(value)).Sum(), 1e-9);
    }

    [SkippableFact]
    public void Apply_neighborhood_takes_one_that_looks_around()
    {
        var (cube, result) = Run(
            "apply_neighborhood", "process", "data", Mean, """
            "size": [{"dimension": "x", "value": 2, "unit": "px"}, {"dimension": "y", "value": 3, "unit": "px"}]
            """);

        for (var t = 0; t < 3; t++)
        {
            var left = new[] { 0, 1, 4, 5, 8, 9 }.Average(place => cube.Values[(t * 12) + place]);
            Assert.Equal(left, result.Values[t * 12], 1e-9);
            Assert.Equal(left, result.Values[(t * 12) + 9], 1e-9);
        }
    }

    private static (MemoryCube Given, MemoryCube Result) Run(string process, string name, string parameter, string code, string arguments)
    {
        UdfNeeds.Python();
        var (x, y) = new Grid(600_000, 5_200_000, 10, -10, 4, 3, "EPSG:32632").ToDimensions();
        var t = new Dimension("t", DimensionType.Temporal, new(["2020-01-05", "2020-01-15", "2020-02-01"]));
        var cube = new MemoryCube(new([t, y, x]), [.. Enumerable.Range(0, 36).Select(number => (number * 7.0) % 11)]);
        var graph = $$$$"""
            {"a": {"process_id": "{{{{process}}}}", "arguments": {"data": {"from_parameter": "cube"}, {{{{arguments}}}}, "{{{{name}}}}": {"process_graph": {
              "u": {"process_id": "run_udf", "arguments": {"data": {"from_parameter": "{{{{parameter}}}}"}, "udf": {{{{JsonValue.Create(code).ToJsonString()}}}}, "runtime": "Python"}, "result": true}
            }}}, "result": true}}
            """;
        var services = new GraphServices { Processes = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal)) };
        try
        {
            var result = GraphEvaluator.Evaluate(
                GraphParser.Parse(JsonNode.Parse(graph)), new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["cube"] = cube }), new(services));
            return (cube, CubeWalk.ToMemory((Cube)result!, new(2, 1 << 24), CancellationToken.None));
        }
        finally
        {
            UdfPool.End(services);
        }
    }
}
