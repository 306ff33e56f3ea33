using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Tests.Analysis.Graphs.Conformance;

namespace Graticule.Tests.Analysis.Graphs.Specs;

/// <summary>The checks against the graphs of upstream's tests of processes: what returns a value must not be refused.</summary>
public sealed class UpstreamGraphTests
{
    /// <summary>Its callback is as wrong as those of the tests after it, but it is never called: the array is empty.</summary>
    private const string Excused = "array_apply#0";

    private static readonly GraphCheck Checker = new(new(ProcessSpecs.All, new Dictionary<string, ProcessSpec>(StringComparer.Ordinal)));

    [SkippableFact]
    public void What_upstream_evaluates_has_no_faults()
    {
        Skip.If(UpstreamTest.Folder is null, SharedData.Absent);
        var tests = UpstreamTest.All.Values.SelectMany(tests => tests)
            .Where(test => test.Returns && !test.Throws && !UpstreamWaivers.All.ContainsKey(test.Name) && test.Name != Excused)
            .Where(test => Files(test.Body).All(File.Exists))
            .ToList();

        var refused = tests.SelectMany(test => Check(test).Select(fault => $"{test.Name}: {fault.Message}"));

        Assert.InRange(tests.Count, 300, 1014);
        Assert.Empty(refused);
    }

    [SkippableTheory]
    [InlineData("array_filter#0", "ProcessParameterRequired", "condition")]
    [InlineData("count#4", "ProcessParameterInvalid", "condition")]
    [InlineData("rename_labels#5", "ProcessParameterRequired", "target")]
    public void What_is_wrong_with_upstream_is_found(string name, string code, string parameter)
    {
        Skip.If(UpstreamTest.Folder is null || !UpstreamTest.All.ContainsKey(name.Split('#')[0]), SharedData.Absent);

        Assert.Contains(Check(UpstreamTest.Find(name)), fault => fault.Code == code && fault.Parameter == parameter);
    }

    private static IReadOnlyList<GraphFault> Check(UpstreamTest test) => Checker.Check(new JsonObject
    {
        ["process_graph"] = new JsonObject
        {
            ["cube"] = new JsonObject { ["process_id"] = "create_data_cube", ["arguments"] = new JsonObject() },
            ["labelled"] = new JsonObject { ["process_id"] = "array_create_labeled", ["arguments"] = new JsonObject { ["data"] = new JsonArray(), ["labels"] = new JsonArray() } },
            ["tested"] = new JsonObject { ["process_id"] = test.Process, ["arguments"] = Written(test.Arguments), ["result"] = true },
        },
    });

    /// <summary>A value as graphs can hold it: what has no form in JSON comes from nodes.</summary>
    private static JsonNode? Written(JsonNode? value) => value switch
    {
        JsonObject members when members.ContainsKey("$ref") => Written(UpstreamValues.Resolve(members)),
        JsonObject members when Kind(members) == "nodata" => null,
        JsonObject members when Kind(members) == "datetime" => members["value"]!.DeepClone(),
        JsonObject members when Kind(members) == "datacube" => new JsonObject { ["from_node"] = "cube" },
        JsonObject members when Kind(members) == "labeled-array" => new JsonObject { ["from_node"] = "labelled" },
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Written(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Written)]),
        _ => value?.DeepClone(),
    };

    private static IEnumerable<string> Files(JsonNode? value) => value switch
    {
        JsonObject members when members["$ref"] is { } reference => [Path.Combine(UpstreamTest.Folder!, reference.GetValue<string>())],
        JsonObject members => members.SelectMany(member => Files(member.Value)),
        JsonArray array => array.SelectMany(Files),
        _ => [],
    };

    private static string? Kind(JsonObject members) => members["type"] is JsonValue type && type.TryGetValue<string>(out var kind) ? kind : null;
}
