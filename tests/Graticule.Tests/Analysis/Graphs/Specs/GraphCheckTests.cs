using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Tests.Analysis.Graphs.Specs;

/// <summary>
/// The graphs of <c>graphs.json</c>, each with the codes that are to be found and, as <c>other</c>, those that @openeo/js-processgraphs 1.4.2
/// found in it with the same definitions. Where one finds faults and the other none, <c>why</c> tells the reason.
/// </summary>
public sealed class GraphCheckTests
{
    private static readonly JsonArray Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "graphs.json")))!.AsArray();

    public static TheoryData<string> CaseNames => [.. Cases.Select(one => one!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void All_faults_are_found(string name)
    {
        var one = Case(name);

        var faults = Check(one);

        Assert.Equal(Codes(one, "codes"), faults.Select(fault => fault.Code));
        Assert.All(faults, fault => Assert.EndsWith(fault.Message[^1] == '?' ? "?" : ".", fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_verdict_is_that_of_another_validator_or_there_is_a_reason(string name)
    {
        var one = Case(name);

        var agrees = Check(one).Count == 0 == (Codes(one, "other").Count == 0);

        Assert.Equal(agrees, one["why"] is null);
    }

    [Fact]
    public void The_cases_are_many_and_half_of_them_are_faulty()
    {
        Assert.InRange(Cases.Count, 60, 200);
        Assert.InRange(Cases.Count(one => Codes(one!, "codes").Count > 0), 40, 80);
        Assert.InRange(Cases.Count(one => one!["why"] is not null), 1, 20);
    }

    [Theory]
    [InlineData("adds", "did you mean 'add'?")]
    [InlineData("Absolut", "did you mean 'absolute'?")]
    [InlineData("frobnicate", "There is no process 'frobnicate'.")]
    public void An_unknown_process_comes_with_the_nearest_name(string id, string hint)
    {
        var fault = Assert.Single(Check(Nodes($$"""
            "a": { "process_id": "{{id}}", "arguments": { "x": 1, "y": 2 }, "result": true }
            """)));

        Assert.Equal("ProcessUnsupported", fault.Code);
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
        Assert.Equal([("a", id)], fault.Path.Select(place => (place.NodeId, place.ProcessId)));
    }

    [Fact]
    public void A_fault_in_a_callback_tells_the_nodes_around_it_and_the_parameter()
    {
        var fault = Assert.Single(Check(Case("fault in a callback in a callback")));

        Assert.Equal([("a", "apply_dimension"), ("f", "array_apply"), ("m", "add")], fault.Path.Select(place => (place.NodeId, place.ProcessId)));
        Assert.Equal("y", fault.Parameter);
        Assert.Equal("The parameter 'y' of 'add' must be a number or null, not the text '1'.", fault.Message);
    }

    [Theory]
    [InlineData("text for a side of a box", "The parameter 'extent.west' of 'filter_bbox' must be a number, not the text '16'.")]
    [InlineData("text in an array of numbers", "The parameter 'data[1]' of 'mean' must be a number or null, not the text '2'.")]
    [InlineData("misspelt argument", "The process 'clip' has no parameter 'mx'; there are: x, min, max.")]
    [InlineData("number for a cube", "The parameter 'data' of 'drop_dimension' must be a data cube, and the value of the node 'a' is a number.")]
    [InlineData("circle of three behind a start", "The nodes a, b, c need each other's values.")]
    [InlineData("interval backwards", "The parameter 'extent' of 'filter_temporal' must end after its start; 2017-03-01 is not before 2017-02-01.")]
    [InlineData("missing argument", "The process 'add' needs the parameter 'y': a number or null.")]
    public void A_message_tells_what_is_wrong_and_what_would_be_right(string name, string message) =>
        Assert.Equal(message, Assert.Single(Check(Case(name))).Message);

    [Fact]
    public void Names_of_collections_and_formats_are_checked_where_they_are_known()
    {
        var process = Case("load, reduce, save")["process"]!;
        var check = new GraphCheck(new(ProcessSpecs.All, NoOwn))
        {
            Names = new() { Collections = ["S2_L2A", "S1"], OutputFormats = ["PNG"] },
        };

        var faults = check.Check(process);

        Assert.Equal(["CollectionNotFound", "FormatUnsuitable"], faults.Select(fault => fault.Code));
        Assert.Contains("there are: S2_L2A, S1", faults[0].Message, StringComparison.Ordinal);
        Assert.Empty((new GraphCheck(new(ProcessSpecs.All, NoOwn)) { Names = new() { Collections = ["S2"], OutputFormats = ["gtiff"] } }).Check(process));
    }

    [Fact]
    public void Too_many_nodes_are_refused_with_callbacks_counted()
    {
        var check = new GraphCheck(new(ProcessSpecs.All, NoOwn)) { Limits = new() { MostNodes = 3 } };

        Assert.Equal("ProcessGraphComplexity", Assert.Single(check.Check(Case("load, reduce, save")["process"])).Code);
        Assert.Empty(check.Check(Case("chain of nodes")["process"]));
    }

    [Fact]
    public void Too_deep_nesting_is_refused()
    {
        var process = Case("callback in a callback")["process"];

        Assert.Empty(new GraphCheck(new(ProcessSpecs.All, NoOwn)) { Limits = new() { MostLevels = 3 } }.Check(process));
        Assert.Equal("ProcessGraphComplexity", Assert.Single(new GraphCheck(new(ProcessSpecs.All, NoOwn)) { Limits = new() { MostLevels = 2 } }.Check(process)).Code);
    }

    [Fact]
    public void Faults_are_told_up_to_a_limit()
    {
        var nodes = string.Join(", ", Enumerable.Range(0, 500).Select(i => $$"""
            "n{{i}}": { "process_id": "nothing", "arguments": { } }
            """));

        Assert.Equal(100, Check(Nodes(nodes)).Count);
    }

    [Fact]
    public void A_long_chain_is_checked_without_deep_recursion()
    {
        var nodes = string.Join(", ", Enumerable.Range(1, 4000).Select(i => $$"""
            "n{{i}}": { "process_id": "absolute", "arguments": { "x": { "from_node": "n{{i - 1}}" } } }
            """));

        Assert.Empty(Check(Nodes(nodes + """, "n0": { "process_id": "absolute", "arguments": { "x": 1 }, "result": true }""")));
    }

    [Theory]
    [InlineData("null", "ProcessInvalid")]
    [InlineData("[]", "ProcessInvalid")]
    [InlineData("""{"process_graph": []}""", "ProcessGraphMissing")]
    [InlineData("""{"parameters": {}, "process_graph": {"a": {"process_id": "pi", "arguments": {}, "result": true}}}""", "ProcessInvalid")]
    [InlineData("""{"parameters": [{}], "process_graph": {"a": {"process_id": "pi", "arguments": {}, "result": true}}}""", "ProcessInvalid")]
    [InlineData("""{"process_graph": {"a": {"process_id": 3, "result": true}}}""", "ProcessGraphInvalid")]
    [InlineData("""{"process_graph": {"a": {"process_id": "pi", "namespace": 3, "result": true}}}""", "ProcessGraphInvalid")]
    [InlineData("""{"process_graph": {"a": {"process_id": "pi", "result": "true"}}}""", "ProcessGraphInvalid,ResultNodeMissing")]
    public void What_has_not_the_form_of_a_process_is_refused(string process, string codes) =>
        Assert.Equal(codes, string.Join(',', Check(process).Select(fault => fault.Code)));

    [Fact]
    public void Callbacks_of_unknown_processes_may_refer_to_any_parameter()
    {
        var faults = Check("""
            {"process_graph": {"a": {"process_id": "my_apply", "result": true, "arguments": {"process": {"process_graph": {
              "b": {"process_id": "absolute", "arguments": {"x": {"from_parameter": "whatever"}}, "result": true}}}}}}}
            """);

        Assert.Equal("ProcessUnsupported", Assert.Single(faults).Code);
    }

    private static Dictionary<string, ProcessSpec> NoOwn { get; } = new(StringComparer.Ordinal);

    private static string Nodes(string nodes) => "{ \"process_graph\": {" + nodes + "} }";

    private static JsonNode Case(string name) => Cases.Single(one => one!["name"]!.GetValue<string>() == name)!;

    private static List<string> Codes(JsonNode one, string member) => [.. one[member]!.AsArray().Select(code => code!.GetValue<string>())];

    private static IReadOnlyList<GraphFault> Check(string process) => new GraphCheck(new(ProcessSpecs.All, NoOwn)).Check(JsonNode.Parse(process));

    private static IReadOnlyList<GraphFault> Check(JsonNode one)
    {
        var own = (one["own"]?.AsObject() ?? []).ToDictionary(
            process => process.Key,
            process => ProcessSpec.Read(process.Key, JsonSerializer.SerializeToElement(process.Value)),
            StringComparer.Ordinal);
        return new GraphCheck(new(ProcessSpecs.All, own)).Check(one["process"]);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
