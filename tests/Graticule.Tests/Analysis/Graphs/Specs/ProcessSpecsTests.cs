using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Analysis.Graphs.Specs;
using Xunit.Abstractions;

namespace Graticule.Tests.Analysis.Graphs.Specs;

public sealed partial class ProcessSpecsTests(ITestOutputHelper output)
{
    /// <summary>Processes that are none of openEO's.</summary>
    private static readonly string[] Own = ["ccdc"];

    public static TheoryData<string> Ids => [.. ProcessSpecs.All.Select(spec => spec.Id)];

    [Fact]
    public void All_processes_of_the_release_are_defined()
    {
        Assert.Equal(155, ProcessSpecs.All.Count(spec => !Own.Contains(spec.Id, StringComparer.Ordinal)));
        Assert.All(Own, id => Assert.NotNull(ProcessSpecs.Find(id)));
        Assert.Equal(37, ProcessSpecs.All.Count(spec => spec.IsExperimental));
        Assert.Null(ProcessSpecs.Find("frobnicate"));
    }

    [Fact]
    public void Every_process_has_a_definition_and_only_those_are_served()
    {
        var ids = PredefinedProcesses.All.Select(process => process.Id).ToList();
        var served = ProcessSpecs.Of(PredefinedProcesses.All).Select(spec => spec.Id).ToList();

        output.WriteLine("Definitions without a process: " + string.Join(", ", ProcessSpecs.All.Select(spec => spec.Id).Except(ids, StringComparer.Ordinal)));

        Assert.Empty(ids.Except(served, StringComparer.Ordinal));
        Assert.Equal(ids.Count, served.Count);
        Assert.Equal(["absolute", "add"], ProcessSpecs.Of([new("add", _ => null), new("absolute", _ => null), new("frobnicate", _ => null)]).Select(spec => spec.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_definition_has_what_clients_show(string id)
    {
        var json = ProcessSpecs.Find(id)!.Json;

        Assert.Equal(id, json.GetProperty("id").GetString());
        Assert.InRange(json.GetProperty("summary").GetString()!.Length, 3, 60);
        Assert.EndsWith(".", json.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(json.GetProperty("categories").EnumerateArray());
        Assert.EndsWith(".", json.GetProperty("returns").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(json.GetProperty("returns").GetProperty("schema").ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        Assert.All(json.GetProperty("parameters").EnumerateArray(), CheckParameter);
        if (json.TryGetProperty("exceptions", out var exceptions))
        {
            Assert.All(exceptions.EnumerateObject(), exception => Assert.EndsWith(".", exception.Value.GetProperty("message").GetString(), StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Defaults_fit_their_schemas_or_are_null(string id)
    {
        var check = new GraphCheck(new(ProcessSpecs.All, new Dictionary<string, ProcessSpec>(StringComparer.Ordinal)));
        foreach (var parameter in ProcessSpecs.Find(id)!.Parameters!.Where(parameter => parameter.Default is not null))
        {
            var arguments = new JsonObject { [parameter.Name] = JsonNode.Parse(parameter.Default!.Value.GetRawText()) };
            var process = new JsonObject { ["process_graph"] = new JsonObject { ["a"] = new JsonObject { ["process_id"] = id, ["arguments"] = arguments, ["result"] = true } } };

            Assert.DoesNotContain(check.Check(process), fault => fault.Parameter == parameter.Name);
        }
    }

    [SkippableFact]
    public void Parameters_and_exceptions_are_those_of_the_contract()
    {
        var contract = SharedData.Find("contracts/openeo.md");
        Skip.If(contract is null, SharedData.Absent);
        var rows = File.ReadLines(contract).Select(line => Row().Match(line)).Where(match => match.Success).ToList();

        Assert.Equal(155, rows.Count);
        Assert.All(rows, row =>
        {
            var spec = ProcessSpecs.Find(row.Groups["id"].Value)!;
            Assert.Equal((spec.Id, row.Groups["draft"].Length > 0), (spec.Id, spec.IsExperimental));
            Assert.Equal((spec.Id, row.Groups["parameters"].Value), (spec.Id, spec.Parameters is [] ? "–" : string.Join(", ", spec.Parameters!.Select(Written))));
            var exceptions = spec.Json.TryGetProperty("exceptions", out var told) ? string.Join(", ", told.EnumerateObject().Select(exception => exception.Name)) : "–";
            Assert.Equal((spec.Id, row.Groups["exceptions"].Value), (spec.Id, exceptions));
        });
    }

    [Theory]
    [InlineData("apply", "process", "x, context")]
    [InlineData("reduce_dimension", "reducer", "data, context")]
    [InlineData("array_filter", "condition", "x, index, label, context")]
    [InlineData("count", "condition", "x, context")]
    [InlineData("merge_cubes", "overlap_resolver", "x, y, context")]
    [InlineData("filter_labels", "condition", "value, context")]
    [InlineData("fit_curve", "function", "x, parameters")]
    public void Callbacks_tell_what_they_are_called_with(string id, string parameter, string names) =>
        Assert.Equal(names, string.Join(", ", ProcessSpecs.Find(id)!.Find(parameter)!.CallbackParameters!.Select(inner => inner.Name)));

    [Fact]
    public void A_parameter_that_is_no_process_has_no_callback() =>
        Assert.Null(ProcessSpecs.Find("apply")!.Find("data")!.CallbackParameters);

    [Fact]
    public void A_process_of_a_user_may_leave_its_parameters_open()
    {
        var open = ProcessSpec.Read("mine", JsonDocument.Parse("""{"process_graph": {}}""").RootElement);
        var told = ProcessSpec.Read("mine", JsonDocument.Parse("""{"id": "other", "parameters": [{"name": "x", "schema": {"type": "number"}}], "process_graph": {}}""").RootElement);

        Assert.Null(open.Parameters);
        Assert.Equal("mine", told.Id);
        Assert.Equal("x", Assert.Single(told.Parameters!).Name);
    }

    private static void CheckParameter(JsonElement parameter)
    {
        Assert.Matches("^\\w+$", parameter.GetProperty("name").GetString());
        Assert.EndsWith(".", parameter.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(parameter.GetProperty("schema").ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        Assert.False(parameter.TryGetProperty("default", out _) && !parameter.TryGetProperty("optional", out _));
    }

    private static string Written(ProcessParameter parameter) => parameter switch
    {
        { IsOptional: false } => parameter.Name,
        { Default: null } => parameter.Name + "?",
        _ => $"{parameter.Name}={JsonNode.Parse(parameter.Default.Value.GetRawText())?.ToJsonString() ?? "null"}",
    };

    [GeneratedRegex(@"^\| (?<id>\w+)(?<draft> ᴾ)? \| L[\w-]+ \| \d+ \| (?<parameters>.*) \| (?<exceptions>.*) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
