using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-exports-").FullName;
    private readonly List<SavedResult> _saved = [];
    private readonly List<double> _shares = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_cube_may_be_saved_twice_in_a_chain_and_is_written_when_all_is_known()
    {
        var value = Run("""
            {"a": {"process_id": "save_result", "arguments": {"data": {"from_parameter": "cube"}, "format": "gtiff", "options": {"datatype": "int16"}}},
             "b": {"process_id": "save_result", "arguments": {"data": {"from_node": "a"}, "format": "JSON", "options": []}, "result": true}}
            """);

        Assert.IsAssignableFrom<Cube>(value);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal(["GTiff", "JSON"], _saved.Select(saved => saved.Format));

        var files = ResultWriting.Write(_saved, _folder, 2, 1 << 20, new Shares(_shares), CancellationToken.None);

        Assert.Equal(["result.tif", "result2.json"], files.Select(file => file.Name));
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(_folder, file.Name))));
        Assert.Equal(1, _shares[^1]);
        Assert.Equal(_shares.Order(), _shares);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("0.1", "0.1")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("\"Grüße\"", "\"Grüße\"")]
    [InlineData("[1, [null, false], {\"a\": \"b\"}]", "[1,[null,false],{\"a\":\"b\"}]")]
    public void Values_that_are_no_cubes_are_written_as_plain_JSON(string value, string expected)
    {
        Run($$$"""{"a": {"process_id": "save_result", "arguments": {"data": {{{value}}}, "format": "json"}, "result": true}}""");

        var file = Assert.Single(ResultWriting.Write(_saved, _folder, 1, 1 << 20, null, CancellationToken.None));

        Assert.Equal(JsonNode.Parse(expected)?.ToJsonString(), JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, file.Name)))?.ToJsonString());
        Assert.Equal("application/json", file.MediaType);
    }

    [Theory]
    [InlineData("cube", "shapefile", "{}", "FormatUnsuitable", "format", "GTiff")]
    [InlineData("cube", "GTiff", "{\"compress\": \"jpeg\", \"datatype\": \"float64\"}", "ProcessParameterInvalid", "options", "uint8")]
    [InlineData("empty", "GTiff", "{}", "DataCubeEmpty", "data", "no labels")]
    [InlineData("number", "GTiff", "{}", "FormatUnsuitable", "format", "JSON")]
    [InlineData("cube", "GTiff", "3", "ProcessParameterInvalid", "options", "an object")]
    public void What_cannot_be_saved_is_refused_before_anything_is_computed(
        string data, string format, string options, string code, string parameter, string part)
    {
        var exception = Assert.Throws<GraphException>(() => Run(
            $$$"""{"a": {"process_id": "save_result", "arguments": {"data": {"from_parameter": "{{{data}}}"}, "format": "{{{format}}}", "options": {{{options}}}}, "result": true}}"""));

        Assert.Equal((code, parameter), (exception.Code, exception.Parameter));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.Equal("a", exception.Path[0].NodeId);
        Assert.Empty(_saved);
    }

    private object? Run(string graph)
    {
        var (x, y) = new Grid(10, 50, 0.1, -0.1, 3, 2, "EPSG:4326").ToDimensions();
        var none = new Dimension("t", DimensionType.Temporal, new([]));
        var services = new GraphServices
        {
            Processes = new(PredefinedProcesses.All.Where(process => process.Id == "save_result"), new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Results = _saved,
        };
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cube"] = new MemoryCube(new([y, x]), [1, 2, 3, 4, 5, 6]),
            ["empty"] = new MemoryCube(new([none, y, x]), []),
            ["number"] = 3.0,
        };
        return GraphEvaluator.EvaluateAll(GraphParser.Parse(JsonNode.Parse(graph)), new(parameters), new(services));
    }

    private sealed class Shares(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
