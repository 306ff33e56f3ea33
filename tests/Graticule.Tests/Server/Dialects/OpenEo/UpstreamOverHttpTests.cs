using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Graphs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Analysis.Graphs.Conformance;

namespace Graticule.Tests.Server.Dialects.OpenEo;

/// <summary>The dialect with the process that runs graphs.</summary>
public sealed class GraphServer : OpenEoServer
{
    internal override IProcess Process { get; } = new GraphJobProcess();
}

/// <summary>Upstream's tests whose arguments and answers JSON can hold, as graphs of one node posted to <c>/result</c> and judged by what comes back.</summary>
public sealed class UpstreamOverHttpTests(GraphServer server) : IClassFixture<GraphServer>
{
    /// <summary>Processes with at least one such test; a test for each of them rather than for each posted graph.</summary>
    public static TheoryData<string> Processes => UpstreamTest.Folder is null ? [""] : [.. UpstreamTest.All.Where(file => file.Value.Any(IsPostable)).Select(file => file.Key)];

    [SkippableTheory]
    [MemberData(nameof(Processes))]
    public async Task Values_are_those_of_upstream(string process)
    {
        Skip.If(process.Length == 0, SharedData.Absent);
        List<string> wrong = [];
        foreach (var test in UpstreamTest.All[process].Where(IsPostable))
        {
            if (await FailureOfAsync(test) is { } failure)
            {
                wrong.Add($"{test.Name}: {failure}");
            }
        }

        Assert.Empty(wrong);
    }

    [SkippableFact]
    public void Hundreds_of_tests_can_be_posted()
    {
        Skip.If(UpstreamTest.Folder is null, SharedData.Absent);

        Assert.InRange(UpstreamTest.All.Values.SelectMany(tests => tests).Count(IsPostable), 300, int.MaxValue);
    }

    private async Task<string?> FailureOfAsync(UpstreamTest test)
    {
        var node = new JsonObject { ["process_id"] = test.Process, ["arguments"] = Plain(test.Arguments), ["result"] = true };
        var body = new JsonObject { ["process"] = new JsonObject { ["process_graph"] = new JsonObject { ["test"] = node } } };
        var reply = await server.SendAsync("POST", "/result", body.ToJsonString());
        if (reply.Status == 200 && test.Returns)
        {
            return UpstreamJudge.Compare(test.Body["returns"], Value(JsonNode.Parse(reply.Body)), test.Delta);
        }

        var code = reply.Status == 200 ? null : (string?)reply.Json["code"];
        return test.Throws && code is not null && (test.Exception is null || test.Exception == code)
            ? null
            : $"{reply.Status} {Encoding.UTF8.GetString(reply.Body)}";
    }

    /// <summary>Numbers that JSON lacks come as null, so that tests that expect them cannot be judged here; cubes and labelled arrays have no form in it.</summary>
    private static bool IsPostable(UpstreamTest test) =>
        !UpstreamWaivers.All.ContainsKey(test.Name) && UpstreamRun.Of(test) is { Absent.Count: 0, Failure: null } && IsPlain(test.Arguments) && IsPlain(test.Body["returns"]);

    private static bool IsPlain(JsonNode? node) => node switch
    {
        JsonObject members => !members.ContainsKey("$ref") && (members["type"] as JsonValue)?.ToString() is not ("datacube" or "labeled-array") && members.All(member => IsPlain(member.Value)),
        JsonArray items => items.All(IsPlain),
        JsonValue value when value.TryGetValue<double>(out var number) => double.IsFinite(number),
        _ => true,
    };

    /// <summary>Nodata is null, and a date a text.</summary>
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject members when members["type"]?.ToString() == "nodata" => null,
        JsonObject members when members["type"]?.ToString() == "datetime" => members["value"]?.DeepClone(),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        _ => node?.DeepClone(),
    };

    private static object? Value(JsonNode? json) => json?.GetValueKind() is null or JsonValueKind.Null ? null : ((ConstantValue)GraphParser.ParseValue(json)).Value;
}
